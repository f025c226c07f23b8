import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import type { Refundable } from '../../../domain/contract/returns.ts';
import { type Money, money } from '../../../domain/shared/money.ts';
import type { Wanted } from './tender-amounts.ts';

/** A way in which money can go back as it came: a payment, and how much of it may go back. */
export interface Suggestion {
  readonly method: PaymentMethod;
  /** Positive. */
  readonly amount: Money;
  readonly refundOf: string;
  /** Of a voucher, onto which it goes back. */
  readonly voucherCode?: string;
}

/** The payments of this till that can take money back. */
export const suggestionsOf = (refundable: readonly Refundable[]): readonly Suggestion[] =>
  refundable.flatMap(({ paymentId, method, amount, voucherCode }) =>
    paymentId === null ? [] : [{ method, amount, refundOf: paymentId, ...(voucherCode === null ? {} : { voucherCode }) }],
  );

/** Foreign money goes back in the shop’s own. */
export const wayBack = ({ method }: Pick<Suggestion, 'method'>): Exclude<PaymentMethod, 'foreign-cash'> =>
  method === 'foreign-cash' ? 'cash' : method;

/** The suggestions that no refund has used yet. */
export const unused = (
  suggested: readonly Suggestion[],
  refunds: readonly { readonly refundOf?: string | null | undefined }[],
): readonly Suggestion[] => suggested.filter((one) => !refunds.some(({ refundOf }) => refundOf === one.refundOf));

interface Back {
  readonly method: Exclude<PaymentMethod, 'foreign-cash'>;
  readonly amount: Money;
  readonly refundOf: string | undefined;
  readonly approvalCode: string;
  readonly voucherCode: string | null;
}

/** The tender that gives an amount back. */
export const giveBackBy = ({ method, amount, refundOf, approvalCode, voucherCode }: Back): Wanted => {
  const of = refundOf === undefined ? {} : { refundOf };
  switch (method) {
    case 'cash':
      return { method, tendered: amount, ...of };
    case 'external-card':
      return { method, amount, approvalCode, ...of };
    case 'voucher':
      return { method, amount, ...(voucherCode === null ? {} : { code: voucherCode }), ...of };
    default:
      return { method, amount, ...of };
  }
};

/** The most that one refund may be: what is owed, and of a payment no more than it holds. */
export const mostBack = (owed: Money, of: Suggestion | undefined): Money =>
  of && of.amount.amount < owed.amount ? money(of.amount.amount, owed.currency) : owed;
