import type { OrderView } from '../contract/ordering.ts';
import type { PaymentView } from '../contract/payment.ts';
import { type Money, money, negate, subtract, sum } from '../shared/money.ts';
import type { OrderState } from './order.ts';

/** As printed: the register, and its gap-free number. */
export const receiptNumber = (registerCode: string, number: number): string =>
  `${registerCode}-${String(number).padStart(6, '0')}`;

/** What is confirmed of these payments, refunds taken off. @param currency of the order */
export const paidOf = (payments: readonly PaymentView[], currency: string): Money =>
  sum(
    payments.filter(({ status }) => status === 'Confirmed').map(({ amount }) => amount),
    currency,
  );

/** What goes onto a voucher or off an account, below nothing, where no goods are sold. */
const credits = (payments: readonly PaymentView[]): readonly Money[] =>
  payments.filter(({ amount, refundOf }) => amount.amount < 0 && refundOf === null).map(({ amount }) => amount);

/** Money without goods is due before it is on the voucher or off the account, where it waits for a card to answer. */
const waitingCredits = (payments: readonly PaymentView[]): readonly Money[] =>
  payments.filter(({ status, method }) => status === 'Pending' && method !== 'card').map(({ amount }) => amount);

/**
 * An order as screens, events and the remote see it.
 * @param payments all of the order, refunds included
 */
export const orderView = (order: OrderState, payments: readonly PaymentView[]): OrderView => {
  const { totals, number, registerCode, cancellation, orderItems } = order;
  const { currency } = totals.total;
  const paid = paidOf(payments, currency);
  const due = subtract(totals.total, sum([paid, ...waitingCredits(payments)], currency));
  const confirmed = payments.filter(({ status }) => status === 'Confirmed');
  return {
    id: order.id,
    number,
    receiptNumber: receiptNumber(registerCode, number),
    status: order.status,
    orderDate: order.orderDate,
    day: order.day,
    userId: order.userId,
    userName: order.userName,
    units: orderItems.reduce((units, item) => units + item.units, 0),
    ...totals,
    asked: totals.total.amount === 0 ? negate(sum(credits(payments), currency)) : totals.total,
    taxes: [...totals.taxes],
    discountReason: order.discountReason,
    buyerId: order.buyerId,
    taxExempt: order.taxExempt,
    orderItems: orderItems.map((item) => ({ ...item, promotions: [...item.promotions], taxes: [...item.taxes] })),
    payments: [...payments],
    paid,
    due: order.status === 'Cancelled' ? money(0, currency) : due,
    change: sum(
      confirmed.map(({ change }) => change),
      currency,
    ),
    cancelReason: cancellation?.reason ?? null,
    cancelledBy: cancellation?.by ?? null,
    cancelledAt: cancellation?.at ?? null,
    shiftNumber: order.shiftNumber,
  };
};
