import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { roundCash, takeCash } from '../../../domain/shared/cash-rounding.ts';
import { compare, type Money, money, subtract } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { PartForm } from './part-form.tsx';
import { foreignFor, worthOf } from './tender-amounts.ts';
import type { TenderProps } from './tender-props.ts';

type Rate = TenderProps['rules']['foreignCurrencies'][number];

/** Money of another country: counted at the shop’s rate, the change in the shop’s own. */
export const ForeignCashForm = (props: TenderProps) => {
  const { foreignCurrencies } = props.rules;
  const [chosen, choose] = useState(foreignCurrencies[0]?.currency);
  const rate = foreignCurrencies.find(({ currency }) => currency === chosen) ?? foreignCurrencies[0];
  if (!rate) return null;
  return (
    <>
      {foreignCurrencies.length > 1 && (
        <SegmentedControl
          aria-label="Currency"
          value={rate.currency}
          onChange={choose}
          disabled={props.isBusy}
          data={foreignCurrencies.map(({ currency }) => currency)}
        />
      )}
      <InCurrency key={rate.currency} rate={rate} {...props} />
    </>
  );
};

const InCurrency = ({ rate, due, rules, isBusy, take }: TenderProps & { readonly rate: Rate }) => {
  const field = useRef<HTMLInputElement>(null);
  const [given, setGiven] = useState<Money | null>(null);
  useEffect(() => field.current?.focus(), []);
  const { rounded } = roundCash(due, rules.cash);
  const enough = foreignFor(rounded, rate);
  const worth = given && worthOf(given, rules, due.currency);
  const taken = worth && takeCash(due, worth, money(0, due.currency), rules.cash);
  const isPart = taken !== null && compare(taken.amount, due) < 0;
  const canTake = given !== null && worth !== null && worth.amount > 0;
  return (
    <PartForm
      isBusy={isBusy}
      missing="Enter what the customer gives"
      label={canTake ? `Take ${formatMoney(given)}${isPart ? ' as a part' : ''}` : null}
      submit={() => {
        if (canTake) take({ method: 'foreign-cash', tendered: given });
      }}
    >
      <MoneyInput
        ref={field}
        data-autofocus
        size="lg"
        label={`The customer gives in ${rate.currency}`}
        description={`${formatMoney(rounded)} is ${formatMoney(enough)}`}
        currency={rate.currency}
        value={given}
        onChange={setGiven}
        disabled={isBusy}
      />
      <Button variant="default" disabled={isBusy} onClick={() => setGiven(enough)}>
        Exact: {formatMoney(enough)}
      </Button>
      <div className="till-pay-outcomes" role="status">
        <div className="till-change" data-part>
          <span className="till-pay-label">Worth</span>
          <strong>{worth ? <MoneyText money={worth} /> : '–'}</strong>
        </div>
        <div className="till-change" data-part={isPart || undefined}>
          <span className="till-pay-label">{isPart ? 'Then still to pay' : `Change in ${due.currency}`}</span>
          <strong>{taken ? <MoneyText money={isPart ? subtract(due, taken.amount) : taken.change} /> : '–'}</strong>
        </div>
      </div>
    </PartForm>
  );
};
