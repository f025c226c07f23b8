import type { BasketView } from '../contract/basket.ts';
import { subtract, sum } from '../shared/money.ts';
import type { CustomerBasket } from './customer-basket.ts';
import type { BasketBuyer, BasketToPrice, LineToPrice, PricedBasket, PricedLine } from './ports.ts';

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

/** What the catalogue says of an item that lies in a basket. */
export interface Availability {
  readonly availableStock: number;
  readonly archived: boolean;
}

/** A basket as screens see it, with the totals that its order will have. */
export const basketView = (
  basket: CustomerBasket,
  buyer: BasketBuyer | null,
  { lines, totals }: PricedBasket,
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
  units: basket.items.reduce((units, { quantity }) => units + quantity, 0),
  byHand: basket.discount?.off ?? null,
  discountReason: basket.discount?.reason ?? '',
  basketDiscount: sum(
    lines.map(({ basketDiscount }) => basketDiscount),
    totals.total.currency,
  ),
  totals: { ...totals, taxes: [...totals.taxes] },
});
