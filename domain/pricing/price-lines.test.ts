import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../shared/money.ts';
import { priceLines } from './price-lines.ts';

const currencies = fc.constantFrom('EUR', 'JPY', 'KWD');
const rules = fc.record({
  ratePpm: fc.integer({ min: 0, max: 1_000_000 }),
  included: fc.boolean(),
  rounding: fc.constantFrom('half-up' as const, 'half-even' as const),
});
const lines = fc.array(
  fc.record({
    price: fc.integer({ min: 0, max: 1_000_000 }),
    units: fc.integer({ min: 1, max: 1000 }),
    off: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { maxLength: 30 },
);

const basketOf = (rows: readonly { price: number; units: number; off: number }[], currency: string) =>
  rows.map(({ price, units, off }) => ({
    unitPrice: money(price, currency),
    units,
    discount: money(Math.floor(price * units * off), currency),
  }));

describe('priceLines', () => {
  it('adds up to the last unit: subtotal − discount + added tax = total, and lines to totals', () => {
    fc.assert(
      fc.property(lines, rules, currencies, (rows, rule, currency) => {
        const priced = priceLines(basketOf(rows, currency), rule, currency);
        const { subtotal, discount, tax, total } = priced.totals;
        expect(total.amount).toBe(subtotal.amount - discount.amount + (rule.included ? 0 : tax.amount));
        for (const part of ['subtotal', 'discount', 'tax', 'total'] as const) {
          expect(priced.lines.reduce((sum, line) => sum + line[part].amount, 0)).toBe(priced.totals[part].amount);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not care for the order of lines', () => {
    fc.assert(
      fc.property(lines, rules, currencies, (rows, rule, currency) => {
        const forwards = priceLines(basketOf(rows, currency), rule, currency).totals;
        expect(priceLines(basketOf([...rows].reverse(), currency), rule, currency).totals).toEqual(forwards);
      }),
    );
  });

  it('takes tax out of a gross price and adds it to a net one', () => {
    const line = [{ unitPrice: money(1190, 'EUR'), units: 1 }];
    expect(priceLines(line, { ratePpm: 190_000, included: true }, 'EUR').totals).toMatchObject({
      tax: money(190, 'EUR'),
      total: money(1190, 'EUR'),
    });
    expect(priceLines(line, { ratePpm: 190_000, included: false }, 'EUR').totals).toMatchObject({
      tax: money(226, 'EUR'),
      total: money(1416, 'EUR'),
    });
  });

  it('refuses a discount larger than its line', () => {
    const line = [{ unitPrice: money(100, 'EUR'), units: 1, discount: money(101, 'EUR') }];
    expect(() => priceLines(line, { ratePpm: 0, included: true }, 'EUR')).toThrow('discount');
  });
});
