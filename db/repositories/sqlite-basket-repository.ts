import { asc, eq, sql } from 'drizzle-orm';
import { type BasketItem, CustomerBasket, reprice } from '../../domain/basket/customer-basket.ts';
import type { BasketRepository } from '../../domain/basket/ports.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Money } from '../../domain/shared/money.ts';
import { type Database, insertInto, selectFrom } from '../database.ts';
import { basket, basketItem } from '../schema/tables.ts';

type ItemRow = typeof basketItem.$inferSelect;

/** @param currency of every price in the shop */
export const createSqliteBasketRepository = (database: Database, currency: () => string): BasketRepository => {
  const { sqlite } = database;
  const findBasket = selectFrom(database, basket, eq(basket.userId, sql.placeholder('userId')));
  const findItems = selectFrom(database, basketItem, eq(basketItem.basketId, sql.placeholder('basketId')), [
    asc(basketItem.position),
  ]);
  const holding = selectFrom(database, basketItem, eq(basketItem.productId, sql.placeholder('productId')));
  const insertBasket = insertInto(database, basket);
  // One line changes at a time: the others are left alone, so that a long basket costs no more than a short one.
  const upsert = sqlite.prepare(
    `INSERT INTO basket_item (basket_id, position, product_id, product_name, picture_url, unit_price, previous_unit_price, quantity)
     VALUES (:basketId, :position, :productId, :productName, :pictureUrl, :unitPrice, :previousUnitPrice, :quantity)
     ON CONFLICT (basket_id, product_id) DO UPDATE SET position = excluded.position, unit_price = excluded.unit_price,
       previous_unit_price = excluded.previous_unit_price, quantity = excluded.quantity, product_name = excluded.product_name,
       picture_url = excluded.picture_url`,
  );
  const deleteItem = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ? AND product_id = ?');

  const toItem = (row: ItemRow): BasketItem => {
    const of = (amount: number): Money => ({ amount, currency: currency() });
    return {
      productId: row.productId,
      productName: row.productName,
      pictureUrl: row.pictureUrl,
      unitPrice: of(row.unitPrice),
      previousUnitPrice: row.previousUnitPrice === null ? null : of(row.previousUnitPrice),
      quantity: row.quantity,
    };
  };
  const toRow = (basketId: string, position: number, item: BasketItem): ItemRow => ({
    basketId,
    position,
    productId: item.productId,
    productName: item.productName,
    pictureUrl: item.pictureUrl,
    unitPrice: item.unitPrice.amount,
    previousUnitPrice: item.previousUnitPrice?.amount ?? null,
    quantity: item.quantity,
  });
  const isSame = (a: ItemRow, b: ItemRow): boolean =>
    a.position === b.position &&
    a.quantity === b.quantity &&
    a.unitPrice === b.unitPrice &&
    a.previousUnitPrice === b.previousUnitPrice &&
    a.productName === b.productName &&
    a.pictureUrl === b.pictureUrl;

  return {
    get(userId) {
      const found = findBasket.get({ userId });
      if (!found) return new CustomerBasket(newId(), userId, []);
      return new CustomerBasket(found.id, userId, findItems.all({ basketId: found.id }).map(toItem));
    },
    save({ id, userId, items }) {
      if (!findBasket.get({ userId })) insertBasket({ id, userId });
      const before = new Map(findItems.all({ basketId: id }).map((row) => [row.productId, row]));
      let last = -1;
      for (const item of items) {
        const old = before.get(item.productId);
        before.delete(item.productId);
        // A line keeps its place unless a re-ordering moved it, so removing one does not rewrite all after it.
        const position = old && old.position > last ? old.position : last + 1;
        last = position;
        const row = toRow(id, position, item);
        if (!old || !isSame(old, row)) upsert.run(row);
      }
      for (const productId of before.keys()) deleteItem.run(id, productId);
    },
    reprice(productId, price) {
      for (const row of holding.all({ productId })) {
        upsert.run(toRow(row.basketId, row.position, reprice(toItem(row), price)));
      }
    },
  };
};
