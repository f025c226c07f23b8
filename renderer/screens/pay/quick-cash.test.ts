import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundCash } from '../../../domain/shared/cash-rounding.ts';
import { money } from '../../../domain/shared/money.ts';
import { quickCash } from './quick-cash.ts';

const amounts = (amount: number, currency: string): number[] => quickCash(money(amount, currency)).map((given) => given.amount);

describe('the cash buttons', () => {
  it('offer the exact amount and the next step of each note', () => {
    expect(amounts(1240, 'EUR')).toEqual([1240, 1500, 2000, 5000, 10_000, 20_000]);
  });

  it('offer an amount that is a note once', () => {
    expect(amounts(2000, 'EUR')).toEqual([2000, 5000, 10_000, 20_000]);
  });

  it('offer several notes of the largest kind for a large amount', () => {
    expect(amounts(43_720, 'EUR')).toEqual([43_720, 44_000, 45_000, 50_000, 60_000]);
  });

  it('begin with what the due comes to in the coins there are', () => {
    const { rounded } = roundCash(money(1243, 'CHF'), { step: 5, mode: 'nearest' });
    expect(quickCash(rounded).map((given) => given.amount)).toEqual([1245, 2000, 5000, 10_000, 20_000]);
  });

  it('count the minor units of the currency', () => {
    expect(amounts(1240, 'JPY')).toEqual([1240, 2000, 5000, 10_000]);
    expect(amounts(1240, 'KWD')).toEqual([1240, 2000, 5000, 10_000, 20_000]);
  });

  it('know a way for currencies without a table', () => {
    expect(amounts(730, 'XCD')).toEqual([730, 1000, 2000, 5000, 10_000]);
    expect(amounts(730, 'XOF')).toEqual([730, 1000, 2000, 5000, 10_000]);
  });

  it('begin with the exact amount, rise, and never repeat', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000 }),
        fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'XAF', 'XCD'),
        (due, currency) => {
          const offered = amounts(due, currency);
          expect(offered[0]).toBe(due);
          expect(offered).toEqual([...new Set(offered)].toSorted((a, b) => a - b));
          expect(offered.length).toBeLessThanOrEqual(6);
        },
      ),
    );
  });
});
