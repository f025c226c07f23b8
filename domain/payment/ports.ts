import type { CardView, PaymentView, TenderRules, VoucherView } from '../contract/payment.ts';
import type { CashRounding } from '../shared/cash-rounding.ts';
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
  /** What a payment gave back so far, in any order; rejected refunds do not count. Minor units, positive. */
  refundedOf(paymentId: string): number;
  /** What the order comes to, and whether it still takes payments. */
  orderToPay(orderId: string): (OrderToPay & { readonly open: boolean }) | undefined;
}

export interface OrderToPay {
  readonly id: string;
  readonly number: number;
  readonly total: Money;
  /** Whose account it may go on. */
  readonly buyerId: string | null;
}

export interface Voucher extends Omit<VoucherView, 'balance' | 'redeemable'> {
  readonly id: string;
}

/** The vouchers that this file knows. Balances are sums of confirmed payments, in minor units. */
export interface VoucherRepository {
  byCode(code: string): Voucher | undefined;
  add(voucher: Voucher, currency: string): void;
  balance(voucherId: string): number;
  /** What was left of the voucher after one of its payments, for the receipt. */
  balanceAfter(paymentId: string): number;
  /** What this register took of it, refunds taken off. */
  redeemed(voucherId: string): number;
}

/** What payments ask the customers. */
export interface AccountLookup {
  /** Minor units: how much they may owe, and how much they do; undefined for nobody, or somebody erased. */
  account(buyerId: string): { readonly limit: number; readonly owed: number } | undefined;
}

export interface TenderRulesRepository {
  tenderRules(): TenderRules;
  saveTenderRules(rules: TenderRules): void;
}

/** How the shop rounds cash. */
export type CashRoundingRule = () => CashRounding;

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
