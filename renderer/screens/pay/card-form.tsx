import { useEffect, useRef, useState } from 'react';
import { compare, type Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { PartForm } from './part-form.tsx';
import type { TenderProps } from './tender-props.ts';
import { TerminalNote } from './terminal-note.tsx';
import { TipField } from './tip-field.tsx';
import { usePart } from './use-part.ts';

export const CardForm = ({ due, rules, isBusy, take }: TenderProps) => {
  const field = useRef<HTMLInputElement>(null);
  const { amount, setTyped, wanted, error } = usePart(due);
  const [tip, setTip] = useState<Money | null>(null);
  useEffect(() => field.current?.select(), []);
  const isPart = wanted !== null && compare(wanted, due) < 0;
  const withTip = tip !== null && tip.amount > 0 ? `, with ${formatMoney(tip)} tip,` : '';
  return (
    <PartForm
      isBusy={isBusy}
      missing="Enter what the card pays"
      label={
        wanted && (isPart ? `Card pays ${formatMoney(wanted)} as a part` : `Charge ${formatMoney(wanted)}${withTip} to the card`)
      }
      submit={() => {
        if (wanted) take({ method: 'card', amount: wanted, ...(withTip && tip ? { tip } : {}) });
      }}
    >
      <MoneyInput
        ref={field}
        data-autofocus
        size="lg"
        label="On the card"
        description="For a split payment enter the part that the card pays"
        currency={due.currency}
        value={amount}
        onChange={setTyped}
        error={error && `${error}: a card gives no change`}
        disabled={isBusy}
      />
      {rules.tips && <TipField currency={due.currency} value={tip} onChange={setTip} isBusy={isBusy} />}
      <TerminalNote />
    </PartForm>
  );
};
