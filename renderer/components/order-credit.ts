import type { OrderView } from '../../domain/contract/ordering.ts';
import type { PaymentView } from '../../domain/contract/payment.ts';

/** Where money goes that is taken for no goods: onto a voucher, or off an account. */
export const creditOf = ({ orderItems, payments }: Pick<OrderView, 'orderItems' | 'payments'>): PaymentView | undefined =>
  orderItems.length === 0 ? payments.find(({ amount, refundOf }) => amount.amount < 0 && refundOf === null) : undefined;
