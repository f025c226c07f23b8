import type { CardView, PaymentView } from '../contract/payment.ts';
import type { Money } from '../shared/money.ts';
import type { Payment } from './payment.ts';

export interface PaymentRepository {
  get(id: string): Payment | undefined;
  add(payment: Payment): void;
  update(payment: Payment): void;
  /** All of one order, in the order they were taken. */
  ofOrder(orderId: string): readonly Payment[];
  /** Card payments that wait for an answer, after a crash too. */
  pending(): readonly Payment[];
  /** What the order comes to, and whether it still takes payments. */
  orderToPay(
    orderId: string,
  ): { readonly id: string; readonly number: number; readonly total: Money; readonly open: boolean } | undefined;
}

export type TerminalAnswer =
  | { readonly outcome: 'approved'; readonly card: CardView }
  | { readonly outcome: 'declined'; readonly reason: string }
  /** It never heard of this payment: nothing was charged. */
  | { readonly outcome: 'not-found' }
  /** Nobody knows: the line broke or it took too long. */
  | { readonly outcome: 'no-answer'; readonly reason: string };

export interface TerminalRequest {
  readonly paymentId: string;
  /** Positive: charge; negative: refund. */
  readonly amount: Money;
}

/**
 * The card terminal. It sees the card; we never do. The payment's id makes a repeat harmless: the terminal answers what it
 * answered before.
 */
export interface CardTerminal {
  readonly simulated: boolean;
  /** Never throws: a broken line is `no-answer`. */
  process(request: TerminalRequest): Promise<TerminalAnswer>;
  lookUp(paymentId: string): Promise<TerminalAnswer>;
  /** Answers that come on their own: late, or a second time. */
  onAnswer(listener: (paymentId: string, answer: TerminalAnswer) => void): void;
}

export type { CardView, PaymentView };
