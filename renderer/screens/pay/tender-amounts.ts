import type { Tender } from '../../../domain/contract/payment.ts';
import { giveCash, takeCash } from '../../../domain/shared/cash-rounding.ts';
import { compare, exchange, type Money, minorDigits, money, negate, subtract } from '../../../domain/shared/money.ts';
import type { PayRules } from './pay-rules.ts';

/** What the clerk means to take, before it has an id. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Wanted = WithoutId<Tender>;

type Rules = Pick<PayRules, 'cash' | 'foreignCurrencies'>;

/** What is handed over, in its own currency. */
export const handedOver = (tender: Wanted): Money => ('tendered' in tender ? tender.tendered : tender.amount);

/** What foreign money is worth here; nothing at all without a rate. */
export const worthOf = (foreign: Money, { foreignCurrencies }: Rules, currency: string): Money => {
  const rate = foreignCurrencies.find((other) => other.currency === foreign.currency);
  return rate ? exchange(foreign, rate.rateMicros, currency) : money(0, currency);
};

/** The least of a foreign currency that is worth `due`. @param rateMicros millionths of the shop’s currency for one of the other */
export const foreignFor = (due: Money, foreign: { readonly currency: string; readonly rateMicros: number }): Money => {
  const scale = BigInt(10 ** minorDigits(due.currency)) * BigInt(foreign.rateMicros);
  const wanted = BigInt(due.amount) * 1_000_000n * BigInt(10 ** minorDigits(foreign.currency));
  return money(Number((wanted + scale - 1n) / scale), foreign.currency);
};

/**
 * What a tender pays of what is due, as the till will count it: less than nothing where money goes back.
 * @param due before this tender
 */
export const paidBy = (due: Money, tender: Wanted, rules: Rules): Money => {
  const given = tender.method === 'foreign-cash' ? worthOf(tender.tendered, rules, due.currency) : handedOver(tender);
  const isCash = tender.method === 'cash' || tender.method === 'foreign-cash';
  if (due.amount < 0) return isCash ? giveCash(due, given, rules.cash).amount : negate(given);
  const tip = tender.method === 'cash' && tender.tip ? tender.tip : money(0, due.currency);
  return isCash ? takeCash(due, given, tip, rules.cash).amount : given;
};

/** What is still due after some tenders, never past nothing: what is too much is refused when it is sent. */
export const restAfter = (total: Money, tenders: readonly Wanted[], rules: Rules): Money => {
  const rest = tenders.reduce((due, tender) => subtract(due, paidBy(due, tender, rules)), total);
  const isPast = compare(rest, money(0, total.currency)) * Math.sign(total.amount) < 0;
  return isPast ? money(0, total.currency) : rest;
};

/** Whether it pays the rest. */
export const covers = (due: Money, tender: Wanted, rules: Rules): boolean =>
  compare(paidBy(due, tender, rules), due) * (due.amount < 0 ? -1 : 1) >= 0;
