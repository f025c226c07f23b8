import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchange, money } from '../../../domain/shared/money.ts';
import { covers, foreignFor, paidBy, restAfter, type Wanted, worthOf } from './tender-amounts.ts';

const rules = {
  cash: { step: 5, mode: 'nearest' as const },
  foreignCurrencies: [
    { currency: 'USD', rateMicros: 920_000 },
    { currency: 'JPY', rateMicros: 6_100 },
  ],
};
const eur = (amount: number) => money(amount, 'EUR');
const cash = (amount: number, tip?: number): Wanted => ({
  method: 'cash',
  tendered: eur(amount),
  ...(tip === undefined ? {} : { tip: eur(tip) }),
});
const card = (amount: number): Wanted => ({ method: 'card', amount: eur(amount) });
const dollars = (amount: number): Wanted => ({ method: 'foreign-cash', tendered: money(amount, 'USD') });

describe('what a tender pays', () => {
  it.each<[string, number, Wanted, number]>([
    ['the rest in cash, rounded down to the coin', 1242, cash(1240), 1242],
    ['the rest in cash, rounded up to the coin', 1243, cash(1245), 1243],
    ['the rest in cash to the cent, though it is rounded up', 1243, cash(1243), 1243],
    ['a part in cash', 1243, cash(1000), 1000],
    ['the rest in cash though more is given', 1242, cash(2000), 1242],
    ['a part by card', 1242, card(500), 500],
    ['the rest in dollars', 1242, dollars(1348), 1242],
    ['a part in dollars', 1242, dollars(1000), 920],
    ['a part in cash, short of the tip', 1242, cash(1240, 100), 1240],
  ])('is %s', (_what, due, wanted, paid) => {
    expect(paidBy(eur(due), wanted, rules)).toEqual(eur(paid));
  });

  it.each<[string, number, Wanted, number]>([
    ['the rest in cash, rounded', -1242, cash(1240), -1242],
    ['a part in cash', -1242, cash(1000), -1000],
    ['the rest on the card', -1242, card(1242), -1242],
    ['a part on the card', -1242, card(42), -42],
  ])('where money goes back is %s', (_what, due, wanted, paid) => {
    expect(paidBy(eur(due), wanted, rules)).toEqual(eur(paid));
    expect(covers(eur(due), wanted, rules)).toBe(paid === due);
  });
});

describe('what is left after several', () => {
  it('counts each after those before it', () => {
    expect(restAfter(eur(5000), [card(2000), dollars(1000), cash(500)], rules)).toEqual(eur(1580));
    expect(restAfter(eur(-5000), [card(2000), cash(1000)], rules)).toEqual(eur(-2000));
    expect(restAfter(eur(0), [], rules)).toEqual(eur(0));
  });

  it('is nothing, and never the other way round, when the total has shrunk meanwhile', () => {
    expect(restAfter(eur(1000), [card(2000)], rules)).toEqual(eur(0));
    expect(restAfter(eur(-1000), [card(2000)], rules)).toEqual(eur(0));
  });
});

describe('foreign money', () => {
  it('is worth nothing without a rate', () => {
    expect(worthOf(money(100, 'GBP'), rules, 'EUR')).toEqual(eur(0));
    expect(worthOf(money(1000, 'JPY'), rules, 'EUR')).toEqual(eur(610));
  });

  it('is the least that is worth what is due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        fc.integer({ min: 100, max: 500_000_000 }),
        (due, currency, rateMicros) => {
          const { amount } = foreignFor(eur(due), { currency, rateMicros });
          const worth = (given: number): number => exchange(money(given, currency), rateMicros, 'EUR').amount;
          expect(worth(amount)).toBeGreaterThanOrEqual(due);
          if (amount > 0) expect(worth(amount - 1)).toBeLessThan(due);
        },
      ),
    );
  });
});
