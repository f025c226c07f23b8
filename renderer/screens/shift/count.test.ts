import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../../domain/shared/money.ts';
import { countedOf, emptyCount, isBegun, worthOf } from './count.ts';
import { denominationsOf } from './denominations.ts';

describe('a count', () => {
  it('comes to its pieces, or to the sum that was typed', () => {
    const count = { ...emptyCount('EUR'), pieces: { 5000: 2, 1: 3, 20: 0 } };
    expect(worthOf(count)).toEqual({ amount: 10_003, currency: 'EUR' });
    expect(countedOf(count)).toEqual({
      currency: 'EUR',
      denominations: [
        { value: 1, count: 3 },
        { value: 5000, count: 2 },
      ],
    });
    const typed = { ...count, byPiece: false, sum: { amount: 7, currency: 'EUR' } };
    expect(countedOf(typed)).toEqual({ amount: 7, currency: 'EUR' });
  });

  it('is nothing where nothing was counted', () => {
    expect(countedOf(emptyCount('JPY'))).toEqual({ amount: 0, currency: 'JPY' });
    expect(isBegun(emptyCount('JPY'))).toBe(false);
    expect(isBegun({ ...emptyCount('JPY'), pieces: { 1000: 0 } })).toBe(true);
  });
});

it.each(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD', 'SEK', 'KRW', 'TND'])(
  '%s has notes and coins, the largest first',
  (currency) => {
    const { notes, coins } = denominationsOf(currency);
    for (const list of [notes, coins]) {
      expect(list.length).toBeGreaterThan(3);
      expect(list.toSorted((a, b) => b - a)).toEqual(list);
      expect(list.every((value) => Number.isSafeInteger(value) && value > 0)).toBe(true);
    }
    expect(notes[0]).toBeGreaterThanOrEqual(20 * 10 ** minorDigits(currency));
  },
);
