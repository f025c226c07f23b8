import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { MovementKind } from '../../../domain/contract/shifts.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { useIntent } from '../../components/intent.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { MOVEMENT_WORDS } from '../../components/movement-words.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useShop } from '../../queries/session.ts';

export type Way = Exclude<MovementKind, 'float'>;

const WAYS: readonly { value: Way; label: string }[] = (['paid-in', 'paid-out', 'drop'] as const).map((value) => ({
  value,
  label: MOVEMENT_WORDS[value],
}));
const REASONS: Readonly<Record<Way, readonly string[]>> = {
  'paid-in': ['Change from the bank', 'Deposit'],
  'paid-out': ['Stamps', 'Cleaning', 'Supplier paid in cash'],
  drop: ['To the safe', 'To the bank'],
};

interface MovementFormProps {
  readonly way: Way;
  readonly choose: (way: Way) => void;
}

/** Money that goes into the drawer or out of it beside the sales. */
export const MovementForm = ({ way, choose }: MovementFormProps) => {
  const { currency } = useShop();
  const [amount, setAmount] = useState<Money | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [round, setRound] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const intent = useIntent();
  const add = useCommand('shifts.addMovement');
  const hasAmount = amount !== null && amount.amount > 0;
  const submit = (): void => {
    setAsked(true);
    if (!hasAmount || reason.trim() === '' || add.isPending) return;
    const movement = { kind: way, amount, reason: reason.trim() };
    add.mutate(
      { id: intent.idFor(movement), ...movement },
      {
        onSuccess: () => {
          intent.done();
          showDone(`${MOVEMENT_WORDS[way]}: ${formatMoney(amount)}`);
          setAmount(null);
          setReason('');
          setAsked(false);
          setRound((before) => before + 1);
          requestAnimationFrame(() => field.current?.focus());
        },
        onError: showError,
      },
    );
  };
  return (
    <form
      className="till-shift-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label="What happens to the money"
        data={[...WAYS]}
        value={way}
        onChange={(value) => choose(value)}
      />
      <MoneyInput
        key={round}
        ref={field}
        data-movement-amount
        label="Amount"
        currency={currency}
        value={amount}
        onChange={setAmount}
        error={isAsked && !hasAmount && 'Enter an amount.'}
      />
      <TextInput
        label="Reason"
        maxLength={1000}
        autoComplete="off"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={isAsked && reason.trim() === '' && 'Say what it is for.'}
      />
      <Group gap="xs">
        {REASONS[way].map((text) => (
          <Button key={text} variant="default" size="sm" onClick={() => setReason(text)}>
            {text}
          </Button>
        ))}
      </Group>
      <Button type="submit" loading={add.isPending}>
        Note {MOVEMENT_WORDS[way].toLowerCase()}
      </Button>
    </form>
  );
};
