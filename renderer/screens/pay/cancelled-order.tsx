import { Button } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { EmptyState } from '../../components/states.tsx';

interface CancelledOrderProps {
  readonly order: OrderView;
  readonly close: () => void;
}

export const CancelledOrder = ({ order, close }: CancelledOrderProps) => {
  const cash = order.payments.filter(({ method, refundOf }) => method === 'cash' && refundOf !== null);
  const back = cash.map(({ amount }) => formatMoney(negate(amount))).join(' and ');
  return (
    <div role="status" className="till-pay-grow">
      <EmptyState
        icon={<IconReceiptOff size={48} />}
        title={`Receipt ${order.receiptNumber} is cancelled`}
        hint={back ? `Give ${back} in cash back to the customer. The goods are in stock again.` : 'The goods are in stock again.'}
      >
        <Button size="lg" onClick={close}>
          Close
        </Button>
      </EmptyState>
    </div>
  );
};
