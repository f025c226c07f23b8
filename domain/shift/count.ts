import type { Counted } from '../contract/shifts.ts';
import { add, type Money, money, sum } from '../shared/money.ts';

/** What was counted comes to. @throws DomainError `shared/out-of-range` */
export const worthOf = (counted: Counted): Money => {
  if ('amount' in counted) return counted;
  const { currency, denominations } = counted;
  return sum(
    denominations.map(({ value, count }) => money(value * count, currency)),
    currency,
  );
};

interface Variance {
  readonly currency: string;
  readonly expected: number;
  readonly counted: number;
  readonly variance: number;
}

/**
 * The count beside the ledger, by currency. What was not counted counts as not there.
 * @param drawer the sums of the ledger, in minor units
 * @throws DomainError `shared/out-of-range`
 */
export const compareCount = (
  drawer: readonly { readonly currency: string; readonly expected: number }[],
  counts: readonly Counted[],
): Variance[] => {
  const found = new Map<string, Money>();
  for (const worth of counts.map(worthOf)) {
    const before = found.get(worth.currency);
    found.set(worth.currency, before ? add(before, worth) : worth);
  }
  const expected = new Map(drawer.map((one) => [one.currency, one.expected]));
  return [...new Set([...expected.keys(), ...found.keys()])].map((currency) => {
    const [should, is] = [expected.get(currency) ?? 0, found.get(currency)?.amount ?? 0];
    return { currency, expected: should, counted: is, variance: is - should };
  });
};
