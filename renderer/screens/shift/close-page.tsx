import { Button, TextInput, Title } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ShiftState, ShiftView } from '../../../domain/contract/shifts.ts';
import { compare, type Money } from '../../../domain/shared/money.ts';
import { CallError } from '../../client.ts';
import { useIntent } from '../../components/intent.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { compareDrawer } from './compare-drawer.ts';
import { Comparison } from './comparison.tsx';
import { type Count, countedOf, emptyCount, isBegun, worthOf } from './count.ts';
import { CountFields } from './count-fields.tsx';
import { Unresolved } from './unresolved.tsx';

interface ClosePageProps {
  readonly state: ShiftState;
  readonly shift: ShiftView;
}

/** The count of the drawer, and the end of the shift. */
export const ClosePage = ({ state, shift }: ClosePageProps) => {
  const [, navigate] = useLocation();
  const { currencies, drawer, movements } = state;
  const [counts, setCounts] = useState<readonly Count[]>(() =>
    currencies.map((currency, index) => emptyCount(currency, index === 0)),
  );
  // undefined until somebody says: as much as this shift began with.
  const [chosenFloat, setChosenFloat] = useState<Money | null | undefined>();
  const [reason, setReason] = useState('');
  const [needsReason, setNeedsReason] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const intent = useIntent();
  const close = useCommand('shifts.closeShift');
  const isClosed = useRef(false);
  const isDirty = useCallback(() => !isClosed.current && counts.some(isBegun), [counts]);
  useLeaveGuard(isDirty, 'count');

  const own = worthOf(counts[0] ?? emptyCount(currencies[0] ?? ''));
  const float = movements.find(({ kind }) => kind === 'float')?.amount ?? null;
  const keptFloat = chosenFloat !== undefined ? chosenFloat : float && compare(float, own) > 0 ? own : float;
  const isTooMuch = keptFloat !== null && compare(keptFloat, own) > 0;
  const lines = drawer && compareDrawer(drawer, counts);
  const isOff = lines?.some(({ variance }) => variance !== 0) ?? needsReason;
  const submit = (): void => {
    if (close.isPending || isTooMuch) return;
    const isMissing = isOff && reason.trim() === '';
    setNeedsReason(isMissing || (needsReason && drawer === null));
    if (isMissing) {
      reasonField.current?.focus();
      return;
    }
    const closing = {
      number: shift.number,
      counts: counts.map(countedOf),
      reason: reason.trim(),
      keptFloat: keptFloat && keptFloat.amount > 0 ? keptFloat : null,
    };
    close.mutate(
      { id: intent.idFor(closing), ...closing },
      {
        onSuccess: ({ number }) => {
          isClosed.current = true;
          intent.done();
          showDone(`Shift ${number} is closed`);
          navigate(`/shift/reports/${number}`);
        },
        onError: (error) => {
          if (!(error instanceof CallError) || error.code !== 'shift/reason-needed') {
            showError(error);
            return;
          }
          setNeedsReason(true);
          reasonField.current?.focus();
        },
      },
    );
  };
  useKeys('Close the shift', [
    { key: 'Mod+Enter', does: 'Close the shift', run: submit },
    { key: 'Escape', does: 'Back to the shift', run: () => navigate('/shift') },
  ]);
  return (
    <div className="till-screen">
      <PageHeader title={`Close shift ${shift.number}`}>
        <Button variant="default" onClick={() => navigate('/shift')}>
          Not yet
        </Button>
      </PageHeader>
      <form
        className="till-shift"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <section className="till-panel till-shift-form" aria-label="Count" tabIndex={-1}>
          {counts.map((count, at) => (
            <CountFields
              key={count.currency}
              label={at === 0 ? 'In the drawer' : `In the drawer, ${count.currency}`}
              count={count}
              onChange={(changed) => setCounts((before) => before.with(at, changed))}
              autoFocus={at === 0}
            />
          ))}
        </section>
        <section className="till-panel till-shift-form" aria-label="Close">
          <Title order={2} size="h4">
            Count and ledger
          </Title>
          <Comparison lines={lines} counts={counts} />
          <MoneyInput
            label="Leave in the drawer for the next shift"
            description="Empty: nothing is left, the next float is counted anew"
            currency={own.currency}
            data-after-count
            value={keptFloat}
            onChange={setChosenFloat}
            error={isTooMuch && 'That is more than was counted.'}
          />
          <TextInput
            ref={reasonField}
            label="Reason for the difference"
            description={drawer === null ? 'Needed if your count differs from the ledger' : 'Needed if the count is off'}
            maxLength={1000}
            autoComplete="off"
            value={reason}
            onChange={({ currentTarget }) => {
              setReason(currentTarget.value);
              if (drawer !== null) setNeedsReason(false);
            }}
            error={needsReason && reason.trim() === '' && 'The count differs. Count again, or say why.'}
          />
          <Button type="submit" size="lg" loading={close.isPending} aria-keyshortcuts="Control+Enter">
            Close the shift
          </Button>
          <Unresolved things={state.unresolved} />
        </section>
      </form>
    </div>
  );
};
