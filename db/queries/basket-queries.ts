import { basketView, toPrice } from '../../domain/basket/basket-view.ts';
import type { BasketQueries, BasketRepository, BuyerLookup, Pricing } from '../../domain/basket/ports.ts';
import type { Database } from '../database.ts';

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
): BasketQueries => {
  const stock = sqlite.prepare<[string], StockRow>(
    `SELECT product_id, available_stock, archived FROM basket_item JOIN catalog_item ON catalog_item.id = product_id
     WHERE basket_id = ?`,
  );
  return {
    basket(userId) {
      const basket = repository.get(userId);
      const rows = new Map(stock.all(basket.id).map((row) => [row.product_id, row]));
      const buyer = (basket.buyerId === null ? undefined : buyers.byId(basket.buyerId)) ?? null;
      return basketView(basket, buyer, pricing.price(toPrice(basket, buyer)), (productId) => {
        const row = rows.get(productId);
        return { availableStock: row?.available_stock ?? 0, archived: row?.archived === 1 };
      });
    },
  };
};
