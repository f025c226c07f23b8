import { Button, Group, Switch, Text, Title } from '@mantine/core';
import type { ShiftState, ShiftView } from '../../../domain/contract/shifts.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { Unresolved } from './unresolved.tsx';

interface ShiftFactsProps {
  readonly state: ShiftState;
  readonly shift: ShiftView;
  readonly countFloat: () => void;
}

/** Since when it is open, what should be in the drawer, and what is still unresolved. */
export const ShiftFacts = ({ state, shift, countFloat }: ShiftFactsProps) => {
  const { movements, drawer, needsFloat, unresolved, blindCount } = state;
  const float = movements.find(({ kind }) => kind === 'float');
  return (
    <>
      <Title order={2} size="h3">
        Shift {shift.number}
      </Title>
      <dl className="till-facts">
        <dt>Open since</dt>
        <dd>{formatDateTime(shift.openedAt)}</dd>
        <dt>Opened by</dt>
        <dd>{shift.openedBy ?? 'the first sale'}</dd>
        <dt>Float</dt>
        <dd>
          {needsFloat ? (
            <Button variant="light" size="compact-md" onClick={countFloat} aria-keyshortcuts="F">
              Count the float
            </Button>
          ) : (
            float && formatMoney(float.amount)
          )}
        </dd>
        {drawer?.map(({ currency, expected }, index) => (
          <DrawerSum key={currency} isFirst={index === 0} text={formatMoney({ amount: expected, currency })} />
        ))}
        {drawer === null && (
          <>
            <dt>In the drawer</dt>
            <dd>Counted blind: shown once the shift is closed</dd>
          </>
        )}
      </dl>
      <Unresolved things={unresolved} />
      <BlindSwitch blindCount={blindCount} />
    </>
  );
};

const DrawerSum = ({ isFirst, text }: { readonly isFirst: boolean; readonly text: string }) => (
  <>
    {isFirst && <dt>Should be in the drawer</dt>}
    <dd>
      <Text component="span" fw={650} fz={isFirst ? '1.3rem' : 'md'} className="till-money">
        {text}
      </Text>
    </dd>
  </>
);

const BlindSwitch = ({ blindCount }: { readonly blindCount: boolean }) => {
  const isOwner = useMay('owner');
  const save = useCommand('shifts.setCashRules');
  if (!isOwner) return null;
  return (
    <Group>
      <Switch
        label="Clerks count blind"
        description="They see what should be in the drawer only after their count"
        checked={blindCount}
        disabled={save.isPending}
        onChange={({ currentTarget }) => save.mutate({ blindCount: currentTarget.checked }, { onError: showError })}
      />
    </Group>
  );
};
