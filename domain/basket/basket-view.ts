import type { BasketView } from '../contract/basket.ts';
import type { Refundable } from '../contract/returns.ts';
import { subtract, sum } from '../shared/money.ts';
import { type BasketReturn, type CustomerBasket, returnKey } from './customer-basket.ts';
import type { BasketBuyer, BasketToPrice, LineToPrice, PricedBasket, PricedLine, Pricing, Returns } from './ports.ts';

/** A basket as `domain/pricing` wants it; an item's id names its line. */
export const toPrice = ({ items, discount }: CustomerBasket, buyer: BasketBuyer | null): BasketToPrice => ({
  buyer,
  lines: items.map(
    (item): LineToPrice => ({
      key: item.productId,
      itemId: item.productId,
      typeId: item.typeId,
      brandId: item.brandId,
      taxCategoryId: item.taxCategoryId,
      unitPrice: item.unitPrice,
      units: item.quantity,
      promotable: item.priceReason === null,
      discount: item.discount?.off ?? null,
    }),
  ),
  discount: discount?.off ?? null,
});

/** A line that comes back, with what it gives back and how many units may. */
export interface PricedReturn extends BasketReturn {
  readonly left: number;
  readonly priced: PricedLine;
}

export interface PricedExchange extends PricedBasket {
  readonly back: readonly PricedReturn[];
  /** What the payments of the sales that come back can still take: money goes back the way it came. */
  readonly refundable: readonly Refundable[];
}

/**
 * What a basket comes to: its goods, less what comes back.
 * @throws DomainError `shared/out-of-range`
 */
export const priceAll = (
  basket: CustomerBasket,
  buyer: BasketBuyer | null,
  pricing: Pricing,
  returns: Pick<Returns, 'unitsBack' | 'refundable'>,
): PricedExchange => {
  const goods = pricing.price(toPrice(basket, buyer));
  if (basket.returns.length === 0) return { ...goods, back: [], refundable: [] };
  const before = returns.unitsBack(basket.returns.flatMap(({ sold }) => sold.sale?.itemId ?? []));
  const back = basket.returns.map((line): PricedReturn => {
    const { sold, units } = line;
    const earlier = sold.sale ? (before.get(sold.sale.itemId) ?? 0) : 0;
    const left = Math.max(0, (sold.sale ? sold.units : units) - earlier);
    return { ...line, left, priced: pricing.takeBack(sold, earlier, units) };
  });
  const elsewhere = new Map(back.filter(({ paid }) => paid.length > 0).map(({ sold, paid }) => [sold.sale?.orderId, paid]));
  const here = new Set(back.flatMap(({ sold, paid }) => (sold.sale && paid.length === 0 ? sold.sale.orderId : [])));
  const refundable = [...returns.refundable([...here]), ...[...elsewhere.values()].flat()];
  const totals = pricing.totals([...goods.lines, ...back.map(({ priced }) => priced)]);
  return { lines: goods.lines, back, refundable, totals };
};

/** What the catalogue says of an item that lies in a basket. */
export interface Availability {
  readonly availableStock: number;
  readonly archived: boolean;
}

/** A basket as screens see it, with the totals that its order will have. */
export const basketView = (
  basket: CustomerBasket,
  buyer: BasketBuyer | null,
  { lines, back, refundable, totals }: PricedExchange,
  availability: (productId: string) => Availability,
): BasketView => ({
  id: basket.id,
  buyer,
  lines: basket.items.map((item, at) => {
    const { subtotal, promotions, lineDiscount, basketDiscount, discount, total } = lines[at] as PricedLine;
    const { availableStock, archived } = availability(item.productId);
    return {
      itemId: item.productId,
      name: item.productName,
      pictureUri: item.pictureUrl,
      unitPrice: item.unitPrice,
      previousUnitPrice: item.previousUnitPrice,
      priceReason: item.priceReason,
      quantity: item.quantity,
      subtotal,
      promotions: [...promotions],
      byHand: item.discount?.off ?? null,
      discountReason: item.discount?.reason ?? '',
      lineDiscount,
      basketDiscount,
      discount,
      amount: subtract(subtotal, subtract(discount, basketDiscount)),
      total,
      availableStock,
      unavailable: archived,
    };
  }),
  returns: back.map(({ sold, units, left, reason, disposition, priced }) => ({
    key: returnKey({ sold }),
    itemId: sold.productId,
    name: sold.productName,
    pictureUri: sold.pictureUrl,
    unitPrice: sold.unitPrice,
    units,
    left,
    sale: sold.sale,
    reason,
    disposition,
    subtotal: priced.subtotal,
    discount: priced.discount,
    total: priced.total,
  })),
  refundable: [...refundable],
  units: basket.items.reduce((units, { quantity }) => units + quantity, 0),
  byHand: basket.discount?.off ?? null,
  discountReason: basket.discount?.reason ?? '',
  basketDiscount: sum(
    lines.map(({ basketDiscount }) => basketDiscount),
    totals.total.currency,
  ),
  totals: { ...totals, taxes: [...totals.taxes] },
});
