import type { RequestOf } from '../../../domain/contract/index.ts';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { CallError, call } from '../../client.ts';

/** What makes an order of its own, with all its payments. */
type Making = 'basket.checkout' | 'ordering.sellVoucher' | 'ordering.settleAccount';
type Sent<N extends Making | 'payment.processPayment'> = N extends unknown
  ? { readonly operation: N; readonly input: RequestOf<N> }
  : never;

/** One intent to take money, with its ids: sent again as it is until it has an answer, so that nothing is taken twice. */
export type Attempt = Sent<Making | 'payment.processPayment'>;

type Outcome =
  | { readonly kind: 'order'; readonly order: OrderView }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly error: CallError }
  /** Nobody knows whether it was written. */
  | { readonly kind: 'unanswered' };

const perform = async (attempt: Attempt): Promise<OrderView> => {
  switch (attempt.operation) {
    case 'payment.processPayment':
      await call(attempt.operation, attempt.input);
      return call('ordering.getOrderById', { orderId: attempt.input.orderId });
    case 'basket.checkout':
      return call(attempt.operation, attempt.input);
    case 'ordering.sellVoucher':
      return call(attempt.operation, attempt.input);
    case 'ordering.settleAccount':
      return call(attempt.operation, attempt.input);
  }
};

const isIn = (order: OrderView, { operation, input }: Attempt): boolean =>
  operation !== 'payment.processPayment' || order.payments.some(({ id }) => id === input.payment.id);

const isAnswer = (error: unknown): error is CallError => error instanceof CallError && !error.details['unreachable'];

/** Whether the terminal is asked. */
export const hasCard = ({ operation, input }: Attempt): boolean =>
  operation === 'payment.processPayment'
    ? input.payment.method === 'card'
    : input.payments.some(({ method }) => method === 'card');

/**
 * Takes the money. An error may come after the sale was written (the disk filled up while the terminal answered), so it counts as a
 * refusal only once the order is seen to be without it.
 */
export const send = async (attempt: Attempt): Promise<Outcome> => {
  try {
    return { kind: 'order', order: await perform(attempt) };
  } catch (error) {
    if (!isAnswer(error)) return { kind: 'unanswered' };
    try {
      const order = await call('ordering.getOrderById', { orderId: attempt.input.orderId });
      return isIn(order, attempt) ? { kind: 'order', order } : { kind: 'refused', error };
    } catch (noOrder) {
      const isMissing = isAnswer(noOrder) && noOrder.code === 'ordering/order-not-found';
      return isMissing ? { kind: 'refused', error } : { kind: 'unanswered' };
    }
  }
};
