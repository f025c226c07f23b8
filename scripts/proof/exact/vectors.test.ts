import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BasketToPrice, type Discount, priceBasket } from '../../../domain/pricing/price-basket.ts';
import type { Promotion } from '../../../domain/pricing/promotion.ts';
import { takeBack } from '../../../domain/pricing/take-back.ts';
import type { TaxRate } from '../../../domain/pricing/tax.ts';
import { type CashRounding, roundCash } from '../../../domain/shared/cash-rounding.ts';
import { type Money, money } from '../../../domain/shared/money.ts';

/** Amounts as the files have them: whole minor units of the case's currency. */
type Plain<T> = T extends Money ? number : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

interface PriceCase {
  readonly name: string;
  readonly price: Plain<Omit<BasketToPrice, 'promotions'>> & { readonly promotions: readonly Plain<Promotion>[] };
  readonly expected: { readonly lines: readonly unknown[]; readonly totals: unknown };
}

interface CashCase {
  readonly name: string;
  readonly cash: CashRounding & { readonly due: number };
  readonly expected: unknown;
}

interface TakeBackCase {
  readonly name: string;
  readonly takeBack: {
    readonly pricesIncludeTax: boolean;
    readonly line: {
      readonly units: number;
      readonly subtotal: number;
      readonly discount: number;
      readonly relief: number;
      readonly taxes: readonly (TaxRate & { readonly tax: number })[];
    };
    readonly takenBefore: number;
    readonly units: number;
  };
  readonly expected: unknown;
}

type Case = PriceCase | CashCase | TakeBackCase;

const FOLDER = join(import.meta.dirname, '../../../domain/pricing/vectors');

interface VectorFile {
  readonly about: string;
  readonly cases: readonly Case[];
}

const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as VectorFile) }));

/** Every amount as its number of minor units. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return 'currency' in value && 'amount' in value ? value.amount : Object.fromEntries(entries.map(([k, v]) => [k, plain(v)]));
};

const run = (one: Case): unknown => {
  if ('cash' in one) {
    const { due, ...rule } = one.cash;
    return roundCash(money(due, 'EUR'), rule);
  }
  if ('takeBack' in one) {
    const { line, takenBefore, units, pricesIncludeTax } = one.takeBack;
    const of = (amount: number): Money => money(amount, 'EUR');
    const sold = { ...line, subtotal: of(line.subtotal), discount: of(line.discount), relief: of(line.relief) };
    const taxes = line.taxes.map((tax) => ({ ...tax, tax: of(tax.tax), net: of(0) }));
    const { taxes: back, ...rest } = takeBack({ ...sold, taxes }, takenBefore, units, pricesIncludeTax);
    return { ...rest, taxes: back.map(({ net: _net, ...tax }) => tax) };
  }
  const { currency } = one.price;
  const of = (amount: number): Money => money(amount, currency);
  const discountOf = (discount: Plain<Discount> | null): Discount | null =>
    discount && 'amount' in discount ? { amount: of(discount.amount) } : discount;
  const { lines, totals } = priceBasket({
    ...one.price,
    discount: discountOf(one.price.discount),
    lines: one.price.lines.map((line) => ({ ...line, unitPrice: of(line.unitPrice), discount: discountOf(line.discount) })),
    promotions: one.price.promotions.map((promotion): Promotion => {
      if (promotion.kind === 'amount-off') return { ...promotion, amount: of(promotion.amount) };
      if (promotion.kind === 'quantity-price' || promotion.kind === 'bundle-price')
        return { ...promotion, price: of(promotion.price) };
      return promotion;
    }),
  });
  const { taxIncluded, ...sums } = totals;
  expect(taxIncluded).toBe(one.price.pricesIncludeTax);
  return {
    lines: lines.map((line, at) => ({
      key: one.price.lines[at]?.key,
      ...line,
      promotions: line.promotions.map(({ name: _name, ...applied }) => applied),
    })),
    totals: sums,
  };
};

describe.each(files)('$file: $about', ({ cases }) => {
  it.each(cases)('$name', (one) => {
    expect(plain(run(one))).toEqual(one.expected);
  });
});

it('has at least 200 worked cases, each with a name of its own', () => {
  const names = files.flatMap(({ file, cases }) => cases.map(({ name }) => `${file} ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(200);
});
