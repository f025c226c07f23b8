import type { RequestOf } from '../../../domain/contract/index.ts';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { CallError, call } from '../../client.ts';

/** One intent to take money, with its ids: sent again as it is until it has an answer, so that nothing is taken twice. */
export type Attempt =
  | { readonly operation: 'basket.checkout'; readonly input: RequestOf<'basket.checkout'> }
  | { readonly operation: 'payment.processPayment'; readonly input: RequestOf<'payment.processPayment'> };

type Outcome =
  | { readonly kind: 'order'; readonly order: OrderView }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly error: CallError }
  /** Nobody knows whether it was written. */
  | { readonly kind: 'unanswered' };

const perform = async ({ operation, input }: Attempt): Promise<OrderView> => {
  if (operation === 'basket.checkout') return call(operation, input);
  await call(operation, input);
  return call('ordering.getOrderById', { orderId: input.orderId });
};

const isIn = (order: OrderView, { operation, input }: Attempt): boolean =>
  operation === 'basket.checkout' || order.payments.some(({ id }) => id === input.payment.id);

const isAnswer = (error: unknown): error is CallError => error instanceof CallError && !error.details['unreachable'];

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
