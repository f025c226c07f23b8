import { useEffect, useRef } from 'react';
import type { AccountView } from '../../../domain/contract/buyers.ts';
import { money, subtract, sum } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { PartForm } from './part-form.tsx';
import type { Wanted } from './tender-amounts.ts';
import type { TenderProps } from './tender-props.ts';
import { usePart } from './use-part.ts';

interface AccountFormProps extends TenderProps {
  readonly account: AccountView;
  /** Parts that are not sent yet. */
  readonly parts: readonly Wanted[];
}

/** What the customer pays another day, within the limit that a manager gave. */
export const AccountForm = ({ due, account, parts, isBusy, take }: AccountFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const { currency } = due;
  const already = sum(
    parts.flatMap((part) => (part.method === 'account' ? [part.amount] : [])),
    currency,
  );
  const free = subtract(subtract(account.limit, account.owed), already);
  const left = free.amount > 0 ? free : money(0, currency);
  const { amount, setTyped, wanted, error } = usePart(left.amount < due.amount ? left : due);
  useEffect(() => field.current?.select(), []);
  const canTake = wanted !== null && wanted.amount > 0;
  return (
    <PartForm
      isBusy={isBusy}
      missing={left.amount === 0 ? 'The account is at its limit' : 'Enter what goes on the account'}
      label={canTake ? `Put ${formatMoney(wanted)} on the account` : null}
      submit={() => {
        if (canTake) take({ method: 'account', amount: wanted });
      }}
    >
      <dl className="till-facts">
        <dt>Owed now</dt>
        <dd>
          <MoneyText money={account.owed} />
        </dd>
        <dt>Limit</dt>
        <dd>
          <MoneyText money={account.limit} />
        </dd>
        <dt>Left</dt>
        <dd>
          <strong>
            <MoneyText money={left} />
          </strong>
        </dd>
      </dl>
      <MoneyInput
        ref={field}
        data-autofocus
        size="lg"
        label="On the account"
        currency={currency}
        value={amount}
        onChange={setTyped}
        error={error}
        disabled={isBusy}
      />
    </PartForm>
  );
};
