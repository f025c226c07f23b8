import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { compare, type Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { TerminalNote } from './terminal-note.tsx';
import type { Wanted } from './use-payment.ts';

interface CardFormProps {
  readonly due: Money;
  readonly isBusy: boolean;
  readonly take: (wanted: Wanted) => void;
}

export const CardForm = ({ due, isBusy, take }: CardFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  // Undefined until typed in: what is due then.
  const [typed, setTyped] = useState<Money | null | undefined>(undefined);
  useEffect(() => field.current?.select(), []);
  const amount = typed === undefined ? due : typed;
  const isTooMuch = amount !== null && compare(amount, due) > 0;
  const isPart = amount !== null && compare(amount, due) < 0;
  const canTake = amount !== null && amount.amount > 0 && !isTooMuch;
  return (
    <form
      className="till-pay-fields till-pay-grow"
      onSubmit={(event) => {
        event.preventDefault();
        if (canTake && !isBusy) take({ method: 'card', amount });
      }}
    >
      <MoneyInput
        ref={field}
        size="lg"
        label="On the card"
        description="For a split payment enter the part that the card pays"
        currency={due.currency}
        value={amount}
        onChange={setTyped}
        error={isTooMuch ? `At most ${formatMoney(due)}: a card gives no change` : undefined}
        disabled={isBusy}
      />
      <TerminalNote />
      <Button type="submit" size="xl" fullWidth className="till-pay-confirm" disabled={!canTake} loading={isBusy}>
        {!canTake
          ? 'Enter what the card pays'
          : isPart
            ? `Card pays ${formatMoney(amount)} as a part`
            : `Charge ${formatMoney(amount)} to the card`}
      </Button>
    </form>
  );
};
