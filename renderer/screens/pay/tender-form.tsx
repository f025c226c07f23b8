import { Alert, Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconCash, IconCreditCard } from '@tabler/icons-react';
import { useState } from 'react';
import type { Money } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { CancelOrder } from './cancel-order.tsx';
import { CardForm } from './card-form.tsx';
import { CashForm } from './cash-form.tsx';
import type { Paying } from './use-payment.ts';

interface TenderFormProps {
  readonly paying: Paying;
  readonly due: Money;
  readonly exact: boolean;
  readonly close: () => void;
}

type Method = 'cash' | 'card';

const METHODS = [
  { value: 'cash' as const, name: 'Cash', icon: IconCash },
  { value: 'card' as const, name: 'Card', icon: IconCreditCard },
];

export const TenderForm = ({ paying, due, exact, close }: TenderFormProps) => {
  const [method, setMethod] = useState<Method>('cash');
  const { order, progress, parts, take } = paying;
  const isBusy = progress.kind === 'sending';
  const canUseCard = due.amount > 0;
  useKeys(
    'Payment',
    [
      { key: 'F6', does: 'Pay in cash', run: () => setMethod('cash'), enabled: !isBusy },
      { key: 'F7', does: 'Pay by card', run: () => setMethod('card'), enabled: !isBusy && canUseCard },
    ],
    { dialog: true },
  );
  const rejected = order.data?.payments.findLast(({ status }) => status === 'Rejected');
  // Each tender begins afresh; a total that a scan changes leaves what was typed.
  const key = `${parts.length} ${order.data?.payments.length ?? 0}`;
  return (
    <section className="till-pay-form" aria-label="Payment method">
      {order.data && <OpenNote declined={rejected?.reason} orderId={order.data.id} paying={paying} />}
      {progress.kind === 'ready' && progress.error && (
        <Alert color="red" icon={<IconAlertTriangle />} role="alert" title="Nothing was taken">
          {errorText(progress.error)} {adviceOf(progress.error.code, due)}
        </Alert>
      )}
      <SegmentedControl
        fullWidth
        size="lg"
        aria-label="Method"
        value={method}
        onChange={setMethod}
        disabled={isBusy}
        data={METHODS.map(({ value, name, icon: Icon }) => ({
          value,
          disabled: value === 'card' && !canUseCard,
          label: (
            <span className="till-pay-method">
              <Icon size={22} aria-hidden="true" /> {name}
            </span>
          ),
        }))}
      />
      {method === 'cash' ? (
        <CashForm key={key} due={due} exact={exact && parts.length === 0} isBusy={isBusy} take={take} />
      ) : (
        <CardForm
          key={key}
          due={due}
          isBusy={isBusy}
          take={(wanted) => {
            // The rest of a split payment is cash as a rule.
            setMethod('cash');
            take(wanted);
          }}
        />
      )}
      {!order.data && progress.kind === 'ready' && progress.error && (
        <Button variant="subtle" onClick={close}>
          Back to the basket
        </Button>
      )}
    </section>
  );
};

const adviceOf = (code: string, due: Money): string => (code === 'basket/total-changed' ? `It is ${formatMoney(due)} now.` : '');

interface OpenNoteProps {
  readonly declined: string | undefined;
  readonly orderId: string;
  readonly paying: Paying;
}

const OpenNote = ({ declined, orderId, paying }: OpenNoteProps) => (
  <Alert
    color="orange"
    className="till-warn"
    icon={<IconAlertTriangle />}
    role="alert"
    title={declined === undefined ? 'Not paid yet' : 'The card was not charged'}
  >
    {declined ? `The terminal says: ${declined}. ` : ''}
    Try again, take the rest another way, or cancel the order.
    <CancelOrder orderId={orderId} paid={paying.order.data?.paid.amount !== 0} />
  </Alert>
);
