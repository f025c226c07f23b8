import { Button, SimpleGrid } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { roundCash, takeCash } from '../../../domain/shared/cash-rounding.ts';
import { compare, type Money, money, subtract } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { useKeys } from '../../keys/keys.ts';
import { Keypad } from './keypad.tsx';
import { PartForm } from './part-form.tsx';
import { quickCash } from './quick-cash.ts';
import type { TenderProps } from './tender-props.ts';
import { TipField } from './tip-field.tsx';

interface CashFormProps extends TenderProps {
  readonly exact: boolean;
}

export const CashForm = ({ due, rules, exact, isBusy, take }: CashFormProps) => {
  const { currency } = due;
  const field = useRef<HTMLInputElement>(null);
  const { rounded, rounding } = roundCash(due, rules.cash);
  const [given, setGiven] = useState<Money | null>(exact || rounded.amount === 0 ? rounded : null);
  const [tip, setTip] = useState<Money | null>(null);
  useEffect(() => field.current?.focus(), []);
  const choose = (amount: Money): void => {
    setGiven(amount);
    field.current?.focus();
  };
  useKeys('Cash', [{ key: 'F8', does: 'Fill in the exact amount', run: () => choose(rounded), enabled: !isBusy }], {
    dialog: true,
  });

  const hasTip = tip !== null && tip.amount > 0;
  const taken = given && takeCash(due, given, tip ?? money(0, currency), rules.cash);
  const isPart = taken !== null && !taken.isEnough && compare(taken.amount, due) < 0;
  const isShort = hasTip && taken?.isEnough === false;
  const canTake = given !== null && !isShort && (given.amount > 0 || rounded.amount === 0);
  return (
    <PartForm
      isBusy={isBusy}
      missing={isShort ? 'That is not enough for the tip' : 'Enter what the customer gives'}
      label={canTake ? (isPart ? `Take ${formatMoney(given)} as a part` : `Take ${formatMoney(given)} in cash`) : null}
      submit={() => {
        if (canTake) take({ method: 'cash', tendered: given, ...(hasTip ? { tip } : {}) });
      }}
    >
      <div className="till-pay-cash">
        <div className="till-pay-fields">
          <MoneyInput
            ref={field}
            data-autofocus
            size="lg"
            label="The customer gives"
            currency={currency}
            value={given}
            onChange={setGiven}
            disabled={isBusy}
          />
          <SimpleGrid cols={3} spacing="xs" role="group" aria-label="Usual amounts">
            {quickCash(rounded).map((amount, index) => (
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
            <strong>{taken ? <MoneyText money={isPart ? subtract(due, taken.amount) : taken.change} /> : '–'}</strong>
          </div>
          {rounding.amount !== 0 && (
            <p className="till-pay-rounding">
              {formatMoney(due)} is {formatMoney(rounded)} in cash: {formatMoney(rounding)} rounding
            </p>
          )}
        </div>
        <div className="till-pay-fields">
          <Keypad value={given} currency={currency} onChange={setGiven} disabled={isBusy} />
          {rules.tips && (
            <TipField
              currency={currency}
              value={tip}
              onChange={setTip}
              isBusy={isBusy}
              change={given ? takeCash(due, given, money(0, currency), rules.cash).change : money(0, currency)}
            />
          )}
        </div>
      </div>
    </PartForm>
  );
};
