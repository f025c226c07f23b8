import { type Money, money, type Rounding, roundFraction, spread, subtract, sum } from '../shared/money.ts';
import { MILLION } from './promote.ts';

/** One tax at the rate of the day of the sale. */
export interface TaxRate {
  readonly taxId: string;
  readonly name: string;
  /** Parts per million: 19 % is 190000. */
  readonly ratePpm: number;
}

/** How a shop rounds its taxes. */
export interface TaxRounding {
  /** true: the shelf price holds the tax. */
  readonly pricesIncludeTax: boolean;
  readonly rounding: Rounding;
  /** Each line's tax, or the sum of one tax over the sale. */
  readonly roundTaxPer: 'line' | 'total';
}

export interface TaxedAmount extends TaxRate {
  readonly net: Money;
  readonly tax: Money;
}

export interface LineToTax {
  /** What is left to pay of the line after all discounts. */
  readonly base: Money;
  readonly taxes: readonly TaxRate[];
}

/** An exact amount of tax, in minor units. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The taxes of each line, in the order of its rates (docs/pricing.md, 3).
 * @param lines in an order that does not depend on the clerk: it decides between equal remainders
 */
export const taxLines = (lines: readonly LineToTax[], rule: TaxRounding, currency: string): (readonly TaxedAmount[])[] => {
  const exact = lines.map(({ base, taxes }) => {
    const all = taxes.reduce((rates, { ratePpm }) => rates + ratePpm, 0);
    const denominator = BigInt(rule.pricesIncludeTax ? MILLION + all : MILLION);
    return taxes.map(({ ratePpm }): Fraction => ({ numerator: BigInt(base.amount) * BigInt(ratePpm), denominator }));
  });
  const rounded = rule.roundTaxPer === 'line' ? perLine(exact, rule.rounding) : perTotal(lines, exact, rule.rounding, currency);
  return lines.map(({ base, taxes }, at) => {
    const amounts = (rounded[at] ?? []).map((amount) => money(amount, currency));
    const net = rule.pricesIncludeTax ? subtract(base, sum(amounts, currency)) : base;
    return taxes.map(({ taxId, name, ratePpm }, index) => ({ taxId, name, ratePpm, net, tax: amounts[index] as Money }));
  });
};

const perLine = (exact: readonly (readonly Fraction[])[], rounding: Rounding): number[][] =>
  exact.map((taxes) => taxes.map(({ numerator, denominator }) => Number(roundFraction(numerator, denominator, rounding))));

/** One tax over all lines is added up exactly, rounded once, and spread over the lines again. */
const perTotal = (
  lines: readonly LineToTax[],
  exact: readonly (readonly Fraction[])[],
  rounding: Rounding,
  currency: string,
): number[][] => {
  const rounded = exact.map((taxes) => taxes.map(() => 0));
  const shares = new Map<string, { line: number; index: number; fraction: Fraction }[]>();
  lines.forEach(({ taxes }, line) => {
    taxes.forEach((tax, index) => {
      const name = rateKey(tax);
      shares.set(name, [...(shares.get(name) ?? []), { line, index, fraction: exact[line]?.[index] as Fraction }]);
    });
  });
  for (const parts of shares.values()) {
    const denominators = new Set(parts.map(({ fraction }) => fraction.denominator));
    const common = [...denominators].reduce((product, denominator) => product * denominator, 1n);
    const weights = parts.map(({ fraction }) => fraction.numerator * (common / fraction.denominator));
    const total = roundFraction(
      weights.reduce((all, weight) => all + weight, 0n),
      common,
      rounding,
    );
    spread(money(Number(total), currency), weights).forEach(({ amount }, at) => {
      const { line, index } = parts[at] as (typeof parts)[number];
      (rounded[line] as number[])[index] = amount;
    });
  }
  return rounded;
};

/** Names one tax at one rate. */
export const rateKey = ({ taxId, ratePpm }: Pick<TaxRate, 'taxId' | 'ratePpm'>): string =>
  `${taxId}\n${String(ratePpm).padStart(8, '0')}`;
