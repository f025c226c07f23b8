import type { BasketQueries } from '../../domain/basket/ports.ts';
import type { BasketView } from '../../domain/contract/basket.ts';
import type { Pricing } from '../../domain/ordering/ports.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Money } from '../../domain/shared/money.ts';
import type { Database } from '../database.ts';

interface LineRow {
  product_id: string;
  product_name: string;
  picture_url: string | null;
  unit_price: number;
  previous_unit_price: number | null;
  quantity: number;
  available_stock: number;
  archived: number;
}

/** The basket as the screen shows it, with the totals that the order will have. */
export const createBasketQueries = ({ sqlite }: Database, pricing: Pricing, currency: () => string): BasketQueries => {
  const find = sqlite.prepare<[string], string>('SELECT id FROM basket WHERE user_id = ?').pluck();
  const lines = sqlite.prepare<[string], LineRow>(
    `SELECT l.product_id, l.product_name, l.picture_url, l.unit_price, l.previous_unit_price, l.quantity, i.available_stock, i.archived
     FROM basket_item l JOIN catalog_item i ON i.id = l.product_id WHERE l.basket_id = ? ORDER BY l.position`,
  );
  return {
    basket(userId): BasketView {
      const id = find.get(userId);
      const rows = id === undefined ? [] : lines.all(id);
      const of = (amount: number): Money => ({ amount, currency: currency() });
      const priced = pricing.price(rows.map((row) => ({ unitPrice: of(row.unit_price), units: row.quantity })));
      return {
        id: id ?? newId(),
        lines: rows.map((row, index) => ({
          itemId: row.product_id,
          name: row.product_name,
          pictureUri: row.picture_url,
          unitPrice: of(row.unit_price),
          previousUnitPrice: row.previous_unit_price === null ? null : of(row.previous_unit_price),
          quantity: row.quantity,
          total: priced.lines[index]?.total ?? of(0),
          availableStock: row.available_stock,
          unavailable: row.archived === 1,
        })),
        units: rows.reduce((units, { quantity }) => units + quantity, 0),
        totals: priced.totals,
      };
    },
  };
};
