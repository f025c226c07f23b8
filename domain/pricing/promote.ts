import { type Money, money, mulDiv, type Rounding, spread } from '../shared/money.ts';
import { bestOffers } from './competition.ts';
import { contender } from './offers.ts';
import { type Goods, isTargeted, type Promotion, type UnitPromotion } from './promotion.ts';

/** All of something, in parts per million. */
export const MILLION = 1_000_000;

export interface LineToPromote extends Goods {
  /** Names the line within its basket; decides between equals, so that the order of lines decides nothing. */
  readonly key: string;
  readonly unitPrice: Money;
  readonly units: number;
}

/** What one promotion took off one line. */
export interface AppliedPromotion {
  readonly promotionId: string;
  readonly name: string;
  /** The units that took part. */
  readonly units: number;
  readonly discount: Money;
}

/** A line as the search sees it: amounts in minor units of the basket's one currency. */
export interface PromotableLine extends Goods {
  readonly key: string;
  readonly unitPrice: number;
  readonly units: number;
  /** The best discount a unit gets outside a group. */
  readonly fallback: number;
  readonly fallbackPromotion: UnitPromotion | null;
}

/**
 * Finds the best promotions for the customer (docs/pricing.md, 1). A unit takes part in one at most.
 * @param promotions those that count for this sale
 * @returns by line key, the smaller promotion id first; lines without any are left out
 */
export const promote = (
  lines: readonly LineToPromote[],
  promotions: readonly Promotion[],
  currency: string,
  rounding: Rounding,
): ReadonlyMap<string, readonly AppliedPromotion[]> => {
  const percentOff = (price: number, percentPpm: number): number => mulDiv(price, percentPpm, MILLION, rounding);
  const sorted = promotions.toSorted((a, b) => byText(a.id, b.id));
  const dearestFirst = withFallbacks(lines, sorted.filter(isByUnit), percentOff);
  const groups = sorted
    .filter((promotion) => !isByUnit(promotion))
    .map((promotion) => contender(promotion, dearestFirst, percentOff));

  const free = dearestFirst.map(({ units }) => units);
  const applied = new Map<string, AppliedPromotion[]>();
  const note = (line: PromotableLine, { id, name }: Promotion, units: number, discount: Money): void => {
    if (discount.amount === 0) return;
    applied.set(line.key, [...(applied.get(line.key) ?? []), { promotionId: id, name, units, discount }]);
  };

  for (const { promotion, offers } of bestOffers(groups, free)) {
    const used = [...offers.used]
      .map(([at, units]) => ({ line: dearestFirst[at] as PromotableLine, at, units }))
      .toSorted((a, b) => byText(a.line.key, b.line.key));
    const shares = spread(
      money(offers.discount, currency),
      used.map(({ line, units }) => BigInt(line.unitPrice) * BigInt(units)),
    );
    used.forEach(({ line, at, units }, index) => {
      free[at] = (free[at] ?? 0) - units;
      note(line, promotion, units, shares[index] as Money);
    });
  }
  dearestFirst.forEach((line, at) => {
    const units = free[at] ?? 0;
    if (line.fallbackPromotion) note(line, line.fallbackPromotion, units, money(line.fallback * units, currency));
  });
  for (const list of applied.values()) list.sort((a, b) => byText(a.promotionId, b.promotionId));
  return applied;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isByUnit = (promotion: Promotion): promotion is UnitPromotion =>
  promotion.kind !== 'group-percent' && promotion.kind !== 'bundle-price';

const withFallbacks = (
  lines: readonly LineToPromote[],
  promotions: readonly UnitPromotion[],
  percentOff: (price: number, percentPpm: number) => number,
): PromotableLine[] => {
  const counting = promotions.filter(
    (promotion) =>
      promotion.kind !== 'quantity-price' ||
      lines.reduce((sum, line) => sum + (isTargeted(promotion.target, line) ? line.units : 0), 0) >= promotion.from,
  );
  const offUnit = (promotion: UnitPromotion, price: number): number => {
    if (promotion.kind === 'percent-off') return percentOff(price, promotion.percentPpm);
    if (promotion.kind === 'amount-off') return Math.min(promotion.amount.amount, price);
    return Math.max(0, price - promotion.price.amount);
  };
  return lines
    .map((line): PromotableLine => {
      const { key, units, itemId, typeId, brandId } = line;
      const unitPrice = line.unitPrice.amount;
      let fallback = 0;
      let fallbackPromotion: UnitPromotion | null = null;
      for (const promotion of counting) {
        const off = isTargeted(promotion.target, line) ? offUnit(promotion, unitPrice) : 0;
        if (off > fallback) {
          fallback = off;
          fallbackPromotion = promotion;
        }
      }
      return { key, unitPrice, units, itemId, typeId, brandId, fallback, fallbackPromotion };
    })
    .toSorted((a, b) => b.unitPrice - a.unitPrice || byText(a.key, b.key));
};
