import { Button } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { movedBy } from '../../components/payment-methods.ts';
import { EmptyState } from '../../components/states.tsx';

interface CancelledOrderProps {
  readonly order: OrderView;
  readonly close: () => void;
}

/** Longer than the till takes for a cancellation, shorter than a hand needs for two. */
const SAME_MOMENT_MS = 1000;

/** A payment that was given back before has long been handed out. */
const wentWith = ({ refundOf, at }: PaymentView, { cancelledAt }: OrderView): boolean =>
  refundOf !== null && cancelledAt !== null && Math.abs(cancelledAt - at) < SAME_MOMENT_MS;

export const CancelledOrder = ({ order, close }: CancelledOrderProps) => {
  const cash = order.payments.filter((payment) => payment.method === 'cash' && wentWith(payment, order));
  const back = cash.map((payment) => formatMoney(negate(movedBy(payment)))).join(' and ');
  const goods = order.orderItems.length > 0 ? 'The goods are in stock again.' : '';
  return (
    <div role="status" className="till-pay-grow">
      <EmptyState
        icon={<IconReceiptOff size={48} />}
        title={`Receipt ${order.receiptNumber} is cancelled`}
        hint={back ? `Give ${back} in cash back to the customer. ${goods}` : goods || 'No money goes back.'}
      >
        <Button size="lg" onClick={close}>
          Close
        </Button>
      </EmptyState>
    </div>
  );
};
