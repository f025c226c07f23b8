import { DomainError } from '../shared/errors.ts';
import { type Money, money, multiply, type Rounding, subtract, sum } from '../shared/money.ts';

/** How a shop taxes what it sells. */
export interface TaxRule {
  /** Parts per million: 19 % is 190000. */
  readonly ratePpm: number;
  /** true: the shelf price holds the tax. */
  readonly included: boolean;
  readonly rounding?: Rounding;
}

export interface LineToPrice {
  readonly unitPrice: Money;
  /** Whole units, positive. */
  readonly units: number;
  /** Off the line, at most units × price. */
  readonly discount?: Money;
}

export interface PricedLine {
  /** units × price */
  readonly subtotal: Money;
  readonly discount: Money;
  readonly taxRatePpm: number;
  readonly tax: Money;
  /** What the line adds to the total. */
  readonly total: Money;
}

export interface Totals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly taxIncluded: boolean;
  /** What the customer pays: subtotal − discount, and the tax where prices do not hold it. */
  readonly total: Money;
}

export interface PricedLines {
  readonly lines: readonly PricedLine[];
  readonly totals: Totals;
}

const MILLION = 1_000_000;

/**
 * From lines to totals, the one place where they are worked out: screen, order and event all show these numbers.
 * Tax is rounded per line, so that the lines add up to the total to the last unit.
 * @param currency ISO 4217, of every amount
 * @throws DomainError `shared/out-of-range`, `shared/currency-mismatch`
 */
export const priceLines = (lines: readonly LineToPrice[], rule: TaxRule, currency: string): PricedLines => {
  const priced = lines.map((line) => priceLine(line, rule, currency));
  const total = (part: (line: PricedLine) => Money): Money => sum(priced.map(part), currency);
  return {
    lines: priced,
    totals: {
      subtotal: total((line) => line.subtotal),
      discount: total((line) => line.discount),
      tax: total((line) => line.tax),
      taxIncluded: rule.included,
      total: total((line) => line.total),
    },
  };
};

const priceLine = ({ unitPrice, units, discount: off }: LineToPrice, rule: TaxRule, currency: string): PricedLine => {
  const { ratePpm, included, rounding = 'half-up' } = rule;
  const subtotal = multiply(unitPrice, units);
  const discount = off ?? money(0, currency);
  const base = subtract(subtotal, discount);
  if (discount.amount < 0 || base.amount < 0) {
    throw new DomainError('shared/out-of-range', 'a discount lies between nothing and the whole line');
  }
  // Tax inside a gross price g at rate r is g·r/(1+r).
  const tax = multiply(base, ratePpm, included ? MILLION + ratePpm : MILLION, rounding);
  const total = included ? base : money(base.amount + tax.amount, currency);
  return { subtotal, discount, taxRatePpm: ratePpm, tax, total };
};
