import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import {
  type BasketItem,
  type BasketReturn,
  CustomerBasket,
  type DiscountByHand,
  reprice,
  returnKey,
} from '../../domain/basket/customer-basket.ts';
import type { BasketRepository, ParkedBasket } from '../../domain/basket/ports.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Money } from '../../domain/shared/money.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { basket, basketItem, basketReturn } from '../schema/tables.ts';

type ReturnRow = typeof basketReturn.$inferSelect;
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

export interface SqliteBasketRepository extends BasketRepository {
  /** Puts a basket aside that came from another till. */
  addParked(basket: CustomerBasket, parked: ParkedBasket): void;
}

/** @param currency of every price in the shop */
export const createSqliteBasketRepository = (database: Database, currency: () => string): SqliteBasketRepository => {
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
  const findReturns = selectFrom(database, basketReturn, eq(basketReturn.basketId, sql.placeholder('basketId')), [
    asc(basketReturn.position),
  ]);
  const insertReturn = insertInto(database, basketReturn);
  const deleteReturns = sqlite.prepare('DELETE FROM basket_return WHERE basket_id = ?');
  const deleteItems = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ?');
  const deleteItem = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ? AND product_id = ?');

  /** What a basket was made of: it is read and saved within one unit of work, so that is what stands in the file. */
  const asLoaded = new WeakMap<
    CustomerBasket,
    { found: typeof basket.$inferSelect; rows: readonly ItemWithGoods[]; returns: readonly BasketReturn[] }
  >();

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

  const findById = selectFrom(database, basket, eq(basket.id, sql.placeholder('id')));
  const findParked = selectFrom(database, basket, isNotNull(basket.parkedAt), [asc(basket.parkedAt), asc(basket.id)]);
  const park = sqlite.prepare<{ id: string; name: string; at: number; by: string; lockedBy: string | null }>(
    `UPDATE basket SET user_id = NULL, parked_name = :name, parked_at = :at, parked_by = :by, locked_by_id = :lockedBy WHERE id = :id`,
  );
  const takeUp = sqlite.prepare<[string, string]>(
    `UPDATE basket SET user_id = ?, parked_name = NULL, parked_at = NULL, parked_by = NULL, locked_by_id = NULL
     WHERE id = ? AND parked_at IS NOT NULL`,
  );
  const deleteOpen = sqlite.prepare<[string]>('DELETE FROM basket WHERE user_id = ?');
  const discard = sqlite.prepare<[string]>('DELETE FROM basket WHERE id = ? AND parked_at IS NOT NULL');
  const lockedBy = sqlite
    .prepare<[string], string>('SELECT id FROM basket WHERE locked_by_id = ? ORDER BY parked_at DESC LIMIT 1')
    .pluck();

  const load = (found: typeof basket.$inferSelect, userId: string): CustomerBasket => {
    const rows = findItems.all(found.id);
    const returns = findReturns.all({ basketId: found.id }).map(toReturn);
    const loaded = new CustomerBasket(found.id, userId, rows.map(toItem), toDiscount(found), found.buyerId, returns);
    asLoaded.set(loaded, { found, rows, returns });
    return loaded;
  };

  /** They are few and seldom change: written anew whenever one did. */
  const saveReturns = ({ id, returns }: CustomerBasket, before: readonly BasketReturn[]): void => {
    if (returns.length === before.length && returns.every((line, at) => line === before[at])) return;
    deleteReturns.run(id);
    returns.forEach(({ sold, paid, units, reason, disposition }, position) => {
      const documents = { sold: JSON.stringify(sold), paid: JSON.stringify(paid) };
      insertReturn({ basketId: id, key: returnKey({ sold }), position, units, reason, disposition, ...documents });
    });
  };

  return {
    get(userId) {
      const found = findBasket.get({ userId });
      return found ? load(found, userId) : new CustomerBasket(newId(), userId, []);
    },
    park({ id }, { name, at, by, isLocking }) {
      park.run({ id, name, at, by: by.userName, lockedBy: isLocking ? by.userId : null });
    },
    addParked(added, { name, parkedAt, parkedBy }) {
      const { id, items, discount, buyerId } = added;
      insertBasket({
        id,
        userId: null,
        ...fromDiscount(discount),
        buyerId,
        parkedName: name,
        parkedAt,
        parkedBy,
        lockedById: null,
      });
      items.forEach((item, position) => {
        insertItem(toRow(id, position, item));
      });
      saveReturns(added, []);
    },
    parked: () => findParked.all({}).map(toParked),
    takeUp(id, userId) {
      // An empty open basket makes room.
      deleteOpen.run(userId);
      return takeUp.run(userId, id).changes === 1;
    },
    discardParked: (id) => discard.run(id).changes === 1,
    lockedBy: (userId) => lockedBy.get(userId),
    parkedBasket(id) {
      const found = findById.get({ id });
      return found?.parkedAt == null ? undefined : load(found, '');
    },
    save(changed) {
      const { id, userId, items, discount, buyerId } = changed;
      const { found, rows, returns } = asLoaded.get(changed) ?? { found: undefined, rows: [], returns: [] };
      const columns = { ...fromDiscount(discount), buyerId };
      if (!found) insertBasket({ id, userId, ...columns, ...NOT_PARKED });
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
      saveReturns(changed, returns);
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

const toParked = ({ id, parkedName, parkedAt, parkedBy }: typeof basket.$inferSelect): ParkedBasket => ({
  id,
  name: parkedName ?? '',
  parkedAt: parkedAt ?? 0,
  parkedBy: parkedBy ?? '',
});

const toReturn = ({ sold, paid, units, reason, disposition }: ReturnRow): BasketReturn => ({
  sold: JSON.parse(sold) as BasketReturn['sold'],
  paid: JSON.parse(paid) as BasketReturn['paid'],
  units,
  reason,
  disposition,
});

const NOT_PARKED = { parkedName: null, parkedAt: null, parkedBy: null, lockedById: null };

const OF_THE_BASKET = ['discountPpm', 'discountAmount', 'discountReason', 'buyerId'] as const;

const NO_GOODS = { typeId: null, brandId: null, taxCategoryId: null };

const isOther = <K extends string>(
  a: Readonly<Record<K, unknown>>,
  b: Readonly<Record<K, unknown>>,
  columns: readonly K[],
): boolean => columns.some((column) => a[column] !== b[column]);
