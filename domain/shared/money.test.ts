import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DomainError } from './errors.ts';
import { add, MAX_AMOUNT, minorDigits, money, multiply, negate, parseDecimal, sum, toDecimal } from './money.ts';

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const eur = (amount: number) => money(amount, 'EUR');

describe('multiply', () => {
  test.each([
    [5, 1, 2, 'half-up', 3],
    [5, 1, 2, 'half-even', 2],
    [7, 1, 2, 'half-even', 4],
    [-5, 1, 2, 'half-up', -3],
    [-5, 1, 2, 'half-even', -2],
    [100, 190_000, 1_000_000, 'half-up', 19],
    [119, 190_000, 1_190_000, 'half-up', 19],
    [1, 1, 3, 'half-up', 0],
    [2, 1, 3, 'half-up', 1],
  ] as const)('%d × %d/%d, %s, is %d', (amount, numerator, denominator, rounding, expected) => {
    expect(multiply(eur(amount), numerator, denominator, rounding)).toEqual(eur(expected));
  });

  it('is within half a unit of the exact product, and mirrors for a refund', () => {
    const parts = fc.tuple(
      amounts,
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.constantFrom('half-up' as const, 'half-even' as const),
    );
    fc.assert(
      fc.property(parts, ([amount, ppm, rounding]) => {
        const product = multiply(eur(amount), ppm, 1_000_000, rounding);
        const twiceError = 2n * (BigInt(product.amount) * 1_000_000n - BigInt(amount) * BigInt(ppm));
        expect(twiceError <= 1_000_000n && twiceError >= -1_000_000n).toBe(true);
        expect(multiply(negate(eur(amount)), ppm, 1_000_000, rounding)).toEqual(negate(product));
      }),
    );
  });

  it('is exact where a float is not', () => {
    expect(multiply(eur(999_999_999_999), 1_000_000, 1_000_001).amount).toBe(999_999_000_000);
  });
});

describe('an amount', () => {
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_AMOUNT + 1, 2 ** 53])('is never %d', (amount) => {
    expect(() => eur(amount)).toThrow(DomainError);
  });

  it('adds up only with its own currency', () => {
    expect(() => add(eur(1), money(1, 'USD'))).toThrow('do not add up');
    expect(sum([eur(1), eur(2)], 'EUR')).toEqual(eur(3));
    expect(sum([], 'JPY')).toEqual(money(0, 'JPY'));
  });
});

describe('decimal text', () => {
  test.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['HUF', 2],
  ])('%s has %d digits', (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT }), fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
        expect(parseDecimal(toDecimal({ amount, currency }), currency)).toEqual({ amount, currency });
      }),
    );
    expect(toDecimal(eur(-5))).toBe('-0.05');
  });

  test.each([
    ['12.5', 1250],
    ['12,50', 1250],
    ["1'234.50", 123_450],
    ['1,234.50', 123_450],
    ['1.234,50', 123_450],
    ['1.234.567', 123_456_700],
    ['1 234,5', 123_450],
    ['.5', 50],
    ['12.500', 1250],
    ['0', 0],
  ])('%s is an amount', (text, amount) => expect(parseDecimal(text, 'EUR')).toEqual(eur(amount)));

  test.each(['', '-1', '1.234', 'abc', '1e3', '12.345', '1,2,3.4', '12,34.5', '€5', '99999999999999999'])('%s is none', (text) =>
    expect(parseDecimal(text, 'EUR')).toBeUndefined(),
  );
});
