import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { type Money, negate, sum } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { creditOf } from '../../components/order-credit.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { ReceiptActions } from '../printing/receipt-actions.tsx';
import { useLastSale } from './last-sale-store.ts';
import { SoldVouchers } from './sold-vouchers.tsx';

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
  const { asked } = order;
  const { label, amount } = outcomeOf(order, asked);
  return (
    <div className="till-pay-done">
      <IconCircleCheck size={56} className="till-pay-check" aria-hidden="true" />
      <div role="status" className="till-pay-outcome">
        <span className="till-pay-label">{label}</span>
        <strong>
          <MoneyText money={amount} />
        </strong>
      </div>
      <p>
        Receipt <strong>{order.receiptNumber}</strong>
        {factsOf(order, asked, amount).map((fact) => `, ${fact}`)}
      </p>
      <SoldVouchers order={order} />
      <Button
        ref={button}
        size="xl"
        className="till-pay-next"
        onClick={() => {
          if (performance.now() - shownAt.current >= DOUBLE_PRESS_MS) close();
        }}
      >
        {creditOf(order)?.method === 'account' ? 'Done' : 'New sale'}
      </Button>
      <ReceiptActions orderId={order.id} />
    </div>
  );
};

const confirmed = ({ payments }: OrderView) => payments.filter(({ status }) => status === 'Confirmed');
const totalOf = (amounts: readonly Money[], { total }: OrderView): Money => sum(amounts, total.currency);

/** The one number that the clerk needs now: what the customer gets into the hand, or else what was paid. */
const outcomeOf = (order: OrderView, asked: Money): { readonly label: string; readonly amount: Money } => {
  if (order.change.amount > 0) return { label: 'Change', amount: order.change };
  if (asked.amount >= 0) return { label: 'Paid, no change', amount: asked };
  const cash = confirmed(order).flatMap(({ method, tendered }) => (method === 'cash' ? [tendered] : []));
  const out = negate(totalOf(cash, order));
  return out.amount > 0 ? { label: 'Hand out in cash', amount: out } : { label: 'Given back', amount: negate(asked) };
};

const factsOf = (order: OrderView, asked: Money, shown: Money): string[] => {
  const payments = confirmed(order);
  const rounding = totalOf(
    payments.map((payment) => payment.rounding),
    order,
  );
  const tip = totalOf(
    payments.map((payment) => payment.tip),
    order,
  );
  return [
    ...(Math.abs(asked.amount) === shown.amount ? [] : [`total ${formatMoney(asked)}`]),
    ...(rounding.amount === 0 ? [] : [`${formatMoney(rounding)} rounding`]),
    ...(tip.amount === 0 ? [] : [`${formatMoney(tip)} tip`]),
  ];
};
