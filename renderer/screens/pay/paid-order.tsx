import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { ReceiptActions } from '../printing/receipt-actions.tsx';
import { useLastSale } from './last-sale-store.ts';

interface PaidOrderProps {
  readonly order: OrderView;
  readonly close: () => void;
}

/** A second press of Enter comes within this time; it must not take the change out of sight. */
const DOUBLE_PRESS_MS = 500;

export const PaidOrder = ({ order, close }: PaidOrderProps) => {
  const button = useRef<HTMLButtonElement>(null);
  const shownAt = useRef(0);
  const current = useRef(close);
  useEffect(() => {
    current.current = close;
  });
  useEffect(() => {
    shownAt.current = performance.now();
    button.current?.focus();
    signal('paid');
    useLastSale.setState({ order });
    useView.getState().setLastAdded(null);
    // Whatever is scanned next belongs to the next sale.
    return useView.subscribe(({ lastAdded }, before) => {
      if (lastAdded !== null && lastAdded !== before.lastAdded) current.current();
    });
  }, [order]);
  const hasChange = order.change.amount > 0;
  return (
    <div className="till-pay-done">
      <IconCircleCheck size={56} className="till-pay-check" aria-hidden="true" />
      <div role="status" className="till-pay-outcome">
        <span className="till-pay-label">{hasChange ? 'Change' : 'Paid, no change'}</span>
        <strong>
          <MoneyText money={hasChange ? order.change : order.total} />
        </strong>
      </div>
      <p>
        Receipt <strong>{order.receiptNumber}</strong>
        {hasChange && (
          <>
            , total <MoneyText money={order.total} />
          </>
        )}
      </p>
      <Button
        ref={button}
        size="xl"
        className="till-pay-next"
        onClick={() => {
          if (performance.now() - shownAt.current >= DOUBLE_PRESS_MS) close();
        }}
      >
        New sale
      </Button>
      <ReceiptActions orderId={order.id} />
    </div>
  );
};
