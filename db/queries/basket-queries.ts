import { basketView, priceAll } from '../../domain/basket/basket-view.ts';
import type { CustomerBasket } from '../../domain/basket/customer-basket.ts';
import type { BasketQueries, BasketRepository, BuyerLookup, Pricing, Returns } from '../../domain/basket/ports.ts';
import type { Database } from '../database.ts';

/** Lines of a parked basket that its list tells. */
const SHOWN = 4;

interface StockRow {
  product_id: string;
  available_stock: number;
  archived: number;
}

/** The basket as the screen shows it, with the totals that the order will have. */
export const createBasketQueries = (
  { sqlite }: Database,
  repository: BasketRepository,
  pricing: Pricing,
  buyers: BuyerLookup,
  returns: Pick<Returns, 'unitsBack' | 'refundable'>,
): BasketQueries => {
  const stock = sqlite.prepare<[string], StockRow>(
    `SELECT product_id, available_stock, archived FROM basket_item JOIN catalog_item ON catalog_item.id = product_id
     WHERE basket_id = ?`,
  );
  const buyerOf = ({ buyerId }: CustomerBasket) => (buyerId === null ? undefined : buyers.byId(buyerId)) ?? null;
  return {
    parked: () =>
      repository.parked().flatMap(({ id, name, parkedAt, parkedBy }) => {
        const basket = repository.parkedBasket(id);
        if (!basket) return [];
        const buyer = buyerOf(basket);
        const { totals } = priceAll(basket, buyer, pricing, returns);
        const goods = [
          ...basket.items.map(({ productName }) => productName),
          ...basket.returns.map(({ sold }) => sold.productName),
        ].slice(0, SHOWN);
        const units = basket.items.reduce((sum, { quantity }) => sum + quantity, 0);
        return [{ id, name, parkedAt, parkedBy, units, total: totals.total, buyer: buyer?.name ?? null, goods }];
      }),
    basket(userId) {
      const basket = repository.get(userId);
      const rows = new Map(stock.all(basket.id).map((row) => [row.product_id, row]));
      const buyer = buyerOf(basket);
      return basketView(basket, buyer, priceAll(basket, buyer, pricing, returns), (productId) => {
        const row = rows.get(productId);
        return { availableStock: row?.available_stock ?? 0, archived: row?.archived === 1 };
      });
    },
  };
};
