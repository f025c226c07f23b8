import type { Tender } from '../contract/payment.ts';
import { type CashRounding, giveCash, takeCash } from '../shared/cash-rounding.ts';
import { DomainError } from '../shared/errors.ts';
import { compare, exchange, type Money, money, negate, subtract } from '../shared/money.ts';

/** What one tender does to what is due. tendered − change = amount + rounding + tip. */
export interface AppliedTender {
  /** What it pays of the order; less than nothing when money goes back. */
  readonly amount: Money;
  readonly tendered: Money;
  readonly change: Money;
  readonly rounding: Money;
  readonly tip: Money;
  readonly foreign: Money | null;
}

export interface TenderMeasures {
  readonly cash: CashRounding;
  /** Millionths of the shop's currency for one of the other; undefined: it is not taken. */
  rateOf(currency: string): number | undefined;
}

/**
 * Applies a tender to what is due. Cash that is enough pays the rest, rounded to the smallest coin, and gives change; every other tender pays at
 * most what is due. Below nothing the tender gives money back, in the same steps.
 * @param due of the order, before this tender
 * @throws DomainError `payment/insufficient-tender`, `payment/over-tender`, `payment/tip-refused`, `payment/foreign-currency-refused`,
 * `payment/not-for-refunds`, `shared/currency-mismatch`, `shared/out-of-range`
 */
export const applyTender = (due: Money, tender: Tender, measures: TenderMeasures): AppliedTender =>
  due.amount < 0 ? giveBack(due, tender, measures) : take(due, tender, measures);

const take = (due: Money, tender: Tender, { cash, rateOf }: TenderMeasures): AppliedTender => {
  const { currency } = due;
  const zero = money(0, currency);
  const tip = ('tip' in tender && tender.tip) || zero;
  if (tender.method === 'cash') return payCash(due, tender.tendered, tip, cash, null);
  if (tender.method === 'foreign-cash') {
    const rate = rateOf(tender.tendered.currency);
    if (rate === undefined) {
      const details = { currency: tender.tendered.currency };
      throw new DomainError('payment/foreign-currency-refused', 'the shop has no rate for this currency', details);
    }
    return payCash(due, exchange(tender.tendered, rate, currency), zero, cash, tender.tendered);
  }
  requireSome(tender.amount, due);
  if (compare(tender.amount, due) > 0) throw overTender(due);
  const tendered = money(tender.amount.amount + subtract(tip, zero).amount, currency);
  return { amount: tender.amount, tendered, change: zero, rounding: zero, tip, foreign: null };
};

const payCash = (due: Money, given: Money, tip: Money, cash: CashRounding, foreign: Money | null): AppliedTender => {
  const { isEnough, ...taken } = takeCash(due, given, tip, cash);
  if (isEnough) return { ...taken, tendered: given, tip, foreign };
  requireSome(given, due);
  if (tip.amount > 0) throw new DomainError('payment/tip-refused', 'a tip is more than the customer has left to give');
  return { ...taken, tendered: given, tip, foreign };
};

const giveBack = (due: Money, tender: Tender, { cash }: TenderMeasures): AppliedTender => {
  if (tender.method === 'foreign-cash') {
    throw new DomainError('payment/not-for-refunds', 'money goes back in the currency of the shop');
  }
  const zero = money(0, due.currency);
  const owed = negate(due);
  if ('tip' in tender && tender.tip && tender.tip.amount > 0) {
    throw new DomainError('payment/tip-refused', 'there is no tip on money that goes back');
  }
  const given = tender.method === 'cash' ? tender.tendered : tender.amount;
  const plain = (amount: Money) => ({ amount, tendered: amount, change: zero, rounding: zero, tip: zero, foreign: null });
  if (tender.method === 'cash') {
    const { amount, rounding } = giveCash(due, given, cash);
    if (compare(amount, due) === 0) return { ...plain(due), tendered: negate(given), rounding };
  }
  requireSome(given, owed);
  if (compare(given, owed) > 0) throw overTender(owed);
  return plain(negate(given));
};

const requireSome = (given: Money, due: Money): void => {
  if (given.amount > 0 || due.amount === 0) return;
  throw new DomainError('payment/insufficient-tender', 'a payment is more than nothing', { missing: due.amount });
};

const overTender = (due: Money): DomainError =>
  new DomainError('payment/over-tender', 'that is more than is due', { due: due.amount, currency: due.currency });
