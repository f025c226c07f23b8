import { Button, SimpleGrid } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { compare, type Money, subtract } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { useKeys } from '../../keys/keys.ts';
import { Keypad } from './keypad.tsx';
import { quickCash } from './quick-cash.ts';
import type { Wanted } from './use-payment.ts';

interface CashFormProps {
  readonly due: Money;
  readonly exact: boolean;
  readonly isBusy: boolean;
  readonly take: (wanted: Wanted) => void;
}

export const CashForm = ({ due, exact, isBusy, take }: CashFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [given, setGiven] = useState<Money | null>(exact || due.amount === 0 ? due : null);
  useEffect(() => field.current?.focus(), []);
  const choose = (amount: Money): void => {
    setGiven(amount);
    field.current?.focus();
  };
  useKeys('Cash', [{ key: 'F8', does: 'Fill in the exact amount', run: () => choose(due), enabled: !isBusy }], { dialog: true });

  const isPart = given !== null && compare(given, due) < 0;
  const canTake = given !== null && (given.amount > 0 || due.amount === 0);
  const label = !canTake
    ? 'Enter what the customer gives'
    : isPart
      ? `Take ${formatMoney(given)} as a part`
      : `Take ${formatMoney(given)} in cash`;
  return (
    <form
      className="till-pay-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (canTake && !isBusy) take({ method: 'cash', tendered: given });
      }}
    >
      <div className="till-pay-cash">
        <div className="till-pay-fields">
          <MoneyInput
            ref={field}
            data-autofocus
            size="lg"
            label="The customer gives"
            currency={due.currency}
            value={given}
            onChange={setGiven}
            disabled={isBusy}
          />
          <SimpleGrid cols={3} spacing="xs" role="group" aria-label="Usual amounts">
            {quickCash(due).map((amount, index) => (
              <Button
                key={amount.amount}
                variant={given?.amount === amount.amount ? 'light' : 'default'}
                px={0}
                h={50}
                disabled={isBusy}
                onClick={() => choose(amount)}
              >
                {index === 0 ? 'Exact' : formatMoney(amount)}
              </Button>
            ))}
          </SimpleGrid>
          <div className="till-change" role="status" data-part={isPart || undefined}>
            <span className="till-pay-label">{isPart ? 'Then still to pay' : 'Change'}</span>
            <strong>{given ? <MoneyText money={isPart ? subtract(due, given) : subtract(given, due)} /> : '–'}</strong>
          </div>
        </div>
        <Keypad value={given} currency={due.currency} onChange={setGiven} disabled={isBusy} />
      </div>
      <Button type="submit" size="xl" fullWidth className="till-pay-confirm" disabled={!canTake} loading={isBusy}>
        {label}
      </Button>
    </form>
  );
};
