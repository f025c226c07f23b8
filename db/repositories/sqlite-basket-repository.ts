import { and, eq, sql } from 'drizzle-orm';
import { type BasketItem, CustomerBasket, type DiscountByHand, reprice } from '../../domain/basket/customer-basket.ts';
import type { BasketRepository } from '../../domain/basket/ports.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Money } from '../../domain/shared/money.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { basket, basketItem } from '../schema/tables.ts';

type ItemRow = typeof basketItem.$inferSelect;

/** A line, and what promotions and taxes go by, as the catalogue has it today. */
type ItemWithGoods = ItemRow & Pick<BasketItem, 'typeId' | 'brandId' | 'taxCategoryId'>;

type DiscountColumns = Pick<ItemRow, 'discountPpm' | 'discountAmount' | 'discountReason'>;

/** The columns of a line that can change; the others say which line it is. */
const CHANGING = [
  'position',
  'productName',
  'pictureUrl',
  'unitPrice',
  'previousUnitPrice',
  'quantity',
  'discountPpm',
  'discountAmount',
  'discountReason',
  'priceReason',
] as const satisfies readonly (keyof ItemRow)[];

/** @param currency of every price in the shop */
export const createSqliteBasketRepository = (database: Database, currency: () => string): BasketRepository => {
  const { sqlite } = database;
  const findBasket = selectFrom(database, basket, eq(basket.userId, sql.placeholder('userId')));
  const findItems = sqlite.prepare<[string], ItemWithGoods>(
    `SELECT product_id AS productId, position, product_name AS productName, picture_url AS pictureUrl, unit_price AS unitPrice,
       previous_unit_price AS previousUnitPrice, quantity, discount_ppm AS discountPpm, discount_amount AS discountAmount,
       discount_reason AS discountReason, price_reason AS priceReason, basket_id AS basketId,
       catalog_type_id AS typeId, catalog_brand_id AS brandId, tax_category_id AS taxCategoryId
     FROM basket_item JOIN catalog_item ON catalog_item.id = product_id WHERE basket_id = ? ORDER BY position`,
  );
  const holding = selectFrom(database, basketItem, eq(basketItem.productId, sql.placeholder('productId')));
  const insertBasket = insertInto(database, basket);
  const updateBasket = updateOf(
    database,
    basket,
    ['discountPpm', 'discountAmount', 'discountReason', 'buyerId'],
    eq(basket.id, sql.placeholder('id')),
  );
  const insertItem = insertInto(database, basketItem);
  const updateItem = updateOf(
    database,
    basketItem,
    CHANGING,
    and(eq(basketItem.basketId, sql.placeholder('basketId')), eq(basketItem.productId, sql.placeholder('productId'))),
  );
  const deleteItems = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ?');
  const deleteItem = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ? AND product_id = ?');

  /** What a basket was made of: it is read and saved within one unit of work, so that is what stands in the file. */
  const asLoaded = new WeakMap<CustomerBasket, { found: typeof basket.$inferSelect; rows: readonly ItemWithGoods[] }>();

  const of = (amount: number): Money => ({ amount, currency: currency() });

  const toDiscount = ({ discountPpm, discountAmount, discountReason }: DiscountColumns): DiscountByHand | null => {
    if (discountPpm !== null) return { off: { percentPpm: discountPpm }, reason: discountReason };
    if (discountAmount !== null) return { off: { amount: of(discountAmount) }, reason: discountReason };
    return null;
  };
  const fromDiscount = (discount: DiscountByHand | null): DiscountColumns => ({
    discountPpm: discount && 'percentPpm' in discount.off ? discount.off.percentPpm : null,
    discountAmount: discount && 'amount' in discount.off ? discount.off.amount.amount : null,
    discountReason: discount?.reason ?? '',
  });
  const toItem = (row: ItemWithGoods): BasketItem => ({
    productId: row.productId,
    productName: row.productName,
    pictureUrl: row.pictureUrl,
    unitPrice: of(row.unitPrice),
    previousUnitPrice: row.previousUnitPrice === null ? null : of(row.previousUnitPrice),
    quantity: row.quantity,
    discount: toDiscount(row),
    priceReason: row.priceReason,
    typeId: row.typeId,
    brandId: row.brandId,
    taxCategoryId: row.taxCategoryId,
  });
  const toRow = (basketId: string, position: number, item: BasketItem): ItemRow => ({
    basketId,
    position,
    productId: item.productId,
    productName: item.productName,
    pictureUrl: item.pictureUrl,
    unitPrice: item.unitPrice.amount,
    previousUnitPrice: item.previousUnitPrice?.amount ?? null,
    quantity: item.quantity,
    ...fromDiscount(item.discount),
    priceReason: item.priceReason,
  });

  return {
    get(userId) {
      const found = findBasket.get({ userId });
      if (!found) return new CustomerBasket(newId(), userId, []);
      const rows = findItems.all(found.id);
      const loaded = new CustomerBasket(found.id, userId, rows.map(toItem), toDiscount(found), found.buyerId);
      asLoaded.set(loaded, { found, rows });
      return loaded;
    },
    save(changed) {
      const { id, userId, items, discount, buyerId } = changed;
      const { found, rows } = asLoaded.get(changed) ?? { found: undefined, rows: [] };
      const columns = { ...fromDiscount(discount), buyerId };
      if (!found) insertBasket({ id, userId, ...columns });
      else if (isOther(found, columns, OF_THE_BASKET)) updateBasket({ id, ...columns });
      const before = new Map(rows.map((row) => [row.productId, row]));
      let last = -1;
      for (const item of items) {
        const old = before.get(item.productId);
        before.delete(item.productId);
        // A line keeps its place unless a re-ordering moved it, so removing one does not rewrite all after it.
        const position = old && old.position > last ? old.position : last + 1;
        last = position;
        const row = toRow(id, position, item);
        // One line changes at a time: the others are left alone, so that a long basket costs no more than a short one.
        if (!old) insertItem(row);
        else if (isOther(old, row, CHANGING)) updateItem(row);
      }
      if (items.length === 0) deleteItems.run(id);
      else for (const productId of before.keys()) deleteItem.run(id, productId);
    },
    reprice(productId, price) {
      for (const row of holding.all({ productId })) {
        updateItem(toRow(row.basketId, row.position, reprice(toItem({ ...row, ...NO_GOODS }), price)));
      }
    },
  };
};

const OF_THE_BASKET = ['discountPpm', 'discountAmount', 'discountReason', 'buyerId'] as const;

const NO_GOODS = { typeId: null, brandId: null, taxCategoryId: null };

const isOther = <K extends string>(
  a: Readonly<Record<K, unknown>>,
  b: Readonly<Record<K, unknown>>,
  columns: readonly K[],
): boolean => columns.some((column) => a[column] !== b[column]);
