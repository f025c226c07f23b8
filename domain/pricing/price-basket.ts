import { compare, type Money, money, mulDiv, multiply, spread, subtract, sum } from '../shared/money.ts';
import { type AppliedPromotion, type LineToPromote, MILLION, promote } from './promote.ts';
import { countsFor, type Moment, type Promotion } from './promotion.ts';
import { rateKey, type TaxedAmount, type TaxRate, type TaxRounding, taxLines } from './tax.ts';

/** Off by hand: so many parts per million, or an amount. Never more than there is. */
export type Discount = { readonly percentPpm: number } | { readonly amount: Money };

export interface LineToPrice extends LineToPromote {
  /** false: the price was named by hand, and no promotion touches it. */
  readonly promotable: boolean;
  readonly taxes: readonly TaxRate[];
  readonly discount: Discount | null;
}

export interface BasketToPrice extends TaxRounding {
  /** ISO 4217, of every amount. */
  readonly currency: string;
  readonly lines: readonly LineToPrice[];
  /** Off the basket, after the discounts of its lines. */
  readonly discount: Discount | null;
  readonly promotions: readonly Promotion[];
  readonly moment: Moment;
  readonly buyerGroupId: string | null;
  /** The customer pays no tax: prices that hold it come down by it. */
  readonly taxExempt: boolean;
}

export interface PricedLine {
  /** units × price */
  readonly subtotal: Money;
  /** Everything off: promotions, the line's own discount, and its share of the basket's. */
  readonly discount: Money;
  readonly promotions: readonly AppliedPromotion[];
  readonly lineDiscount: Money;
  readonly basketDiscount: Money;
  /** The tax that the price held and an exempt customer does not pay. */
  readonly relief: Money;
  readonly net: Money;
  readonly taxes: readonly TaxedAmount[];
  readonly tax: Money;
  /** What the line adds to the total. */
  readonly total: Money;
}

/** One tax at one rate over the whole sale. */
export interface TaxTotal extends TaxedAmount {
  readonly gross: Money;
}

export interface Totals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly relief: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly taxes: readonly TaxTotal[];
  readonly taxIncluded: boolean;
  /** What the customer pays: subtotal − discount − relief, and the tax where prices do not hold it. */
  readonly total: Money;
}

export interface PricedBasket {
  /** As many as went in, in their order. */
  readonly lines: readonly PricedLine[];
  readonly totals: Totals;
}

/**
 * From a basket to its totals, the one place where they are worked out: screen, order, receipt, report and event all show these numbers.
 * The rule is docs/pricing.md; `vectors/` has worked cases of it.
 * @throws DomainError `shared/out-of-range`, `shared/currency-mismatch`
 */
export const priceBasket = (basket: BasketToPrice): PricedBasket => {
  const { currency, rounding } = basket;
  const zero = money(0, currency);
  const add = (amounts: readonly Money[]): Money => sum(amounts, currency);
  const off = (rest: Money, discount: Discount | null): Money => {
    if (!discount) return zero;
    if ('percentPpm' in discount) return money(mulDiv(rest.amount, discount.percentPpm, MILLION, rounding), currency);
    return compare(discount.amount, rest) < 0 ? discount.amount : rest;
  };

  // An order of its own, so that the clerk's decides nothing.
  const lines = basket.lines.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const promoted = promote(
    lines.filter(({ promotable }) => promotable),
    basket.promotions.filter((promotion) => countsFor(promotion, basket.moment, basket.buyerGroupId)),
    currency,
    rounding,
  );
  const discounted = lines.map((line) => {
    const subtotal = multiply(line.unitPrice, line.units);
    const promotions = promoted.get(line.key) ?? [];
    const rest = subtract(subtotal, add(promotions.map(({ discount }) => discount)));
    const lineDiscount = off(rest, line.discount);
    return { subtotal, promotions, lineDiscount, rest: subtract(rest, lineDiscount) };
  });
  const shares = spread(
    off(add(discounted.map(({ rest }) => rest)), basket.discount),
    discounted.map(({ rest }) => BigInt(rest.amount)),
  );
  const bases = discounted.map(({ rest }, at) => subtract(rest, shares[at] as Money));
  const taxed = taxLines(
    lines.map(({ taxes }, at) => ({ base: bases[at] as Money, taxes })),
    basket,
    currency,
  );
  const priced = discounted.map(({ subtotal, promotions, lineDiscount }, at): PricedLine => {
    const base = bases[at] as Money;
    const held = add((taxed[at] ?? []).map(({ tax }) => tax));
    const taxes = basket.taxExempt ? [] : (taxed[at] ?? []);
    const tax = basket.taxExempt ? zero : held;
    const net = basket.pricesIncludeTax ? subtract(base, held) : base;
    return {
      subtotal,
      discount: subtract(subtotal, base),
      promotions,
      lineDiscount,
      basketDiscount: shares[at] as Money,
      relief: basket.taxExempt ? subtract(base, net) : zero,
      net,
      taxes,
      tax,
      total: money(net.amount + tax.amount, currency),
    };
  });
  const byKey = new Map(priced.map((line, at) => [lines[at]?.key, line]));
  return { lines: basket.lines.map(({ key }) => byKey.get(key) as PricedLine), totals: totalsOf(priced, basket) };
};

/**
 * The sums over priced lines, as the sale shows them.
 * @param currency of every amount, also when there is no line
 */
export const totalsOf = (
  lines: readonly Omit<PricedLine, 'promotions' | 'lineDiscount' | 'basketDiscount'>[],
  { currency, pricesIncludeTax }: { readonly currency: string; readonly pricesIncludeTax: boolean },
): Totals => {
  const add = (part: 'subtotal' | 'discount' | 'relief' | 'net' | 'tax' | 'total'): Money =>
    sum(
      lines.map((line) => line[part]),
      currency,
    );
  return {
    subtotal: add('subtotal'),
    discount: add('discount'),
    relief: add('relief'),
    net: add('net'),
    tax: add('tax'),
    taxes: taxTotals(
      lines.flatMap(({ taxes }) => taxes),
      currency,
    ),
    taxIncluded: pricesIncludeTax,
    total: add('total'),
  };
};

/** Net, tax and gross by tax and rate, in the order of their ids. */
export const taxTotals = (amounts: readonly TaxedAmount[], currency: string): TaxTotal[] =>
  [...Map.groupBy(amounts, rateKey)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...more]]) => {
      const all = [first as TaxedAmount, ...more];
      const net = sum(
        all.map((amount) => amount.net),
        currency,
      );
      const tax = sum(
        all.map((amount) => amount.tax),
        currency,
      );
      const { taxId, name, ratePpm } = first as TaxedAmount;
      return { taxId, name, ratePpm, net, tax, gross: money(net.amount + tax.amount, currency) };
    });
