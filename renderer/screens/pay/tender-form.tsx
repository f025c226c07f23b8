import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { MethodTiles } from './method-tiles.tsx';
import { offeredMethods } from './methods.ts';
import { OpenNote } from './open-note.tsx';
import { RefundForm } from './refund-form.tsx';
import { type Suggestion, unused, wayBack } from './suggestions.ts';
import type { Wanted } from './tender-amounts.ts';
import { TenderFields } from './tender-fields.tsx';
import type { Paying } from './use-payment.ts';

interface TenderFormProps {
  readonly paying: Paying;
  readonly due: Money;
  readonly exact: boolean;
  readonly suggested: readonly Suggestion[];
  readonly close: () => void;
}

export const TenderForm = ({ paying, due, exact, suggested, close }: TenderFormProps) => {
  const { rules, order, progress, parts, buyerId, forCredit } = paying;
  const account = useOperation('buyers.getAccount', { buyerId: buyerId ?? '' }, { enabled: buyerId !== null });
  const isBack = due.amount < 0;
  const isEven = due.amount === 0 && !order.data && parts.length === 0;
  const refunds = [
    ...parts.map((part) => ({ refundOf: 'refundOf' in part ? part.refundOf : null })),
    ...(order.data?.payments ?? []),
  ];
  const asPaid = unused(suggested, refunds);
  const hasAccount = account.data !== undefined && (isBack || account.data.limit.amount > 0);
  const offered = offeredMethods(rules, { due, hasAccount, forCredit });
  const [chosen, choose] = useState<PaymentMethod | null>(null);
  const usual = isBack && asPaid[0] ? wayBack(asPaid[0]) : (offered[0] ?? 'cash');
  const method = chosen !== null && offered.includes(chosen) ? chosen : usual;
  const isBusy = progress.kind === 'sending';
  const others: readonly PaymentMethod[] = offered.filter((one) => one !== 'cash' && one !== 'card');
  const chooseOther = (): void => choose(others[(others.indexOf(method) + 1) % others.length] ?? method);
  useKeys(
    'Payment',
    [
      { key: 'F6', does: 'Pay in cash', run: () => choose('cash'), enabled: !isBusy && offered.includes('cash') },
      { key: 'F7', does: 'Pay by card', run: () => choose('card'), enabled: !isBusy && offered.includes('card') },
      { key: 'F9', does: 'The next other way of paying', run: chooseOther, enabled: !isBusy && others.length > 0 },
    ],
    { dialog: true },
  );
  const take = (wanted: Wanted): void => {
    // The rest of a split payment is cash as a rule, and money goes back the way it came.
    choose(null);
    paying.take(wanted);
  };
  const rejected = order.data?.payments.findLast(({ status }) => status === 'Rejected');
  // Each tender begins afresh; a total that a scan changes leaves what was typed.
  const key = `${method} ${parts.length} ${order.data?.payments.length ?? 0}`;
  return (
    <section className="till-pay-form" aria-label="Payment method">
      {order.data && <OpenNote declined={rejected?.reason} order={order.data} isBack={isBack} />}
      {progress.kind === 'ready' && progress.error && (
        <Alert
          color="red"
          icon={<IconAlertTriangle />}
          role="alert"
          title={isBack ? 'Nothing was given back' : 'Nothing was taken'}
        >
          {errorText(progress.error)} {adviceOf(progress.error.code, due)}
        </Alert>
      )}
      {isEven ? (
        <NothingDue isBusy={isBusy} finish={paying.finish} />
      ) : (
        <MethodTiles offered={offered} value={method} onChange={choose} isBusy={isBusy} />
      )}
      {isEven ? null : isBack && method !== 'foreign-cash' ? (
        <RefundForm
          key={key}
          method={method}
          of={asPaid.find((one) => wayBack(one) === method)}
          due={due}
          rules={rules}
          isBusy={isBusy}
          take={take}
        />
      ) : (
        <TenderFields
          key={key}
          method={method}
          account={account.data}
          parts={parts}
          exact={exact && parts.length === 0}
          due={due}
          rules={rules}
          isBusy={isBusy}
          take={take}
        />
      )}
      {!order.data && progress.kind === 'ready' && progress.error && (
        <Button variant="subtle" onClick={close}>
          {forCredit === null ? 'Back to the basket' : 'Close'}
        </Button>
      )}
    </section>
  );
};

/** An exchange for something that costs as much, or goods that are given away. */
const NothingDue = ({ isBusy, finish }: { readonly isBusy: boolean; readonly finish: () => void }) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      finish();
    }}
  >
    <Text size="lg" mb="md">
      Nothing is to be paid.
    </Text>
    <Button type="submit" size="xl" fullWidth data-autofocus loading={isBusy}>
      Finish
    </Button>
  </form>
);

const adviceOf = (code: string, due: Money): string => (code === 'basket/total-changed' ? `It is ${formatMoney(due)} now.` : '');
