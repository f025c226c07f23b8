import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../domain/shared/clock.ts';
import { newId } from '../../domain/shared/ids.ts';
import { wrapDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { openDatabase, type Sqlite } from '../open.ts';
import { createSqliteShopRepository } from '../repositories/sqlite-shop-repository.ts';
import { createWriteTurn } from '../write-turn.ts';
import { type Change, createChangeApplier } from './apply-changes.ts';

const A = `/registers/${newId()}/${newId()}`;
const B = `/registers/${newId()}/${newId()}`;
const HUB = `/hubs/${newId()}`;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let dir: string;
let sqlite: Sqlite;
let apply: ReturnType<typeof createChangeApplier>;
let position: number;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
  sqlite = openDatabase(join(dir, 'till.db'));
  migrate(sqlite);
  position = 0;
  const shop = { id: newId(), name: 'Shop', currency: 'EUR', pricesIncludeTax: true, demo: false };
  const register = { id: newId(), code: 'R9', incarnation: newId() };
  createSqliteShopRepository(wrapDatabase(sqlite)).create(shop, 190_000, register, 0);
  apply = createChangeApplier(sqlite, createWriteTurn(), systemClock);
});
afterEach(() => {
  sqlite.close();
  rmSync(dir, { recursive: true, force: true });
});

const change = (
  source: string,
  what: string,
  data: Record<string, unknown>,
  conflicts: Change['conflicts'] = [],
  key = 'key',
): Change => ({
  position: ++position,
  event: {
    ...{ id: newId(), source, sequence: String(position), type: `app.tillwright.${what}.v1` },
    ...{ time: '2026-01-01T00:00:00.000Z', partitionkey: key, data },
  },
  conflicts,
});
const itemData = (id: string, fields: Record<string, unknown> = {}) => ({
  ...{ id, revision: 1, name: 'Tea', description: '', price: eur(250), pictureUri: null, catalogTypeId: null, catalogType: null },
  ...{ catalogBrandId: null, catalogBrand: null, taxCategoryId: null, availableStock: 0, restockThreshold: 0 },
  ...{ maxStockThreshold: 0, stockPolicy: 'warn', onReorder: true, barcodes: [], archived: false, before: null },
  ...fields,
});
const item = (id: string, fields?: Record<string, unknown>, conflicts?: Change['conflicts']) =>
  change(HUB, 'catalog.item-changed', itemData(id, fields), conflicts);
const moved = (source: string, itemId: string, number: number, quantity: number, count: object | null = null) =>
  change(source, 'catalog.stock-moved', {
    ...{
      id: newId(),
      itemId,
      itemName: 'Tea',
      kind: count ? 'count' : 'receipt',
      quantity,
      levelAfter: 0,
      note: '',
      orderId: null,
    },
    ...{ userName: 'Bo', at: 5, number, count },
  });
const get = (sql: string, ...parameters: unknown[]): unknown =>
  sqlite
    .prepare(sql)
    .pluck()
    .get(...parameters);
const level = (id: string) => get('SELECT available_stock FROM catalog_item WHERE id = ?', id);

describe('an item', () => {
  it('comes with what it points to, and is edited like one of this till', () => {
    const id = newId();
    const typeId = newId();
    const categoryId = newId();
    const data = { catalogTypeId: typeId, catalogType: 'Drinks', taxCategoryId: categoryId, barcodes: [code('4006381333931')] };
    expect(apply([item(id, data)])).toEqual(['catalog', 'stock']);
    expect(get('SELECT type FROM catalog_type WHERE id = ?', typeId)).toBe('Drinks');
    expect(get('SELECT count(*) FROM tax_category_tax WHERE category_id = ?', categoryId)).toBe(1);
    expect(get('SELECT count(*) FROM catalog_search WHERE catalog_search MATCH ?', '"drinks"')).toBe(1);
    expect(apply([item(id, { ...data, name: 'Green tea', price: eur(300) })])).toEqual(['catalog', 'stock', 'basket']);
    expect(sqlite.prepare('SELECT name, price, revision FROM catalog_item').raw().get()).toEqual(['Green tea', 300, 2]);
    expect(apply([item(id, { ...data, name: 'Green tea', price: eur(300) })])).toEqual([]);
  });

  it('keeps the fields that waiting edits of this till change', () => {
    const id = newId();
    apply([item(id)]);
    sqlite.prepare('UPDATE catalog_item SET price = 999 WHERE id = ?').run(id);
    sqlite
      .prepare(`INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data) VALUES (1, 'e', ?, ?, 0, 0, ?)`)
      .run('app.tillwright.catalog.item-changed.v1', id, JSON.stringify({ before: { price: eur(250) } }));
    apply([item(id, { name: 'Black tea', price: eur(200) })]);
    expect(sqlite.prepare('SELECT name, price FROM catalog_item').raw().get()).toEqual(['Black tea', 999]);
    sqlite.exec('UPDATE outbox SET sent_at = 1');
    apply([item(id, { name: 'Black tea', price: eur(200) })]);
    expect(get('SELECT price FROM catalog_item')).toBe(200);
  });

  it('tells in the journal, once, which edit was overwritten', () => {
    const met = item(newId(), {}, [{ field: 'price', lost: eur(100), won: eur(250), lostBy: 'R1', wonBy: 'R2' }]);
    apply([met]);
    apply([met]);
    expect(sqlite.prepare('SELECT kind, data FROM journal').all()).toMatchObject([{ kind: 'edit-overwritten' }]);
  });

  it('takes a code over from the one that had it', () => {
    const [one, other] = [newId(), newId()];
    apply([item(one, { barcodes: [code('4006381333931')] }), item(other, { barcodes: [code('4006381333931')] })]);
    expect(get('SELECT item_id FROM catalog_barcode')).toBe(other);
    apply([item(one, { barcodes: [code('4006381333931')] })]);
    expect(get('SELECT item_id FROM catalog_barcode')).toBe(one);
  });

  it('goes when nothing of it is left behind, and is archived otherwise', () => {
    const [bare, sold] = [newId(), newId()];
    apply([item(bare), item(sold), moved(A, sold, 1, 4)]);
    apply([bare, sold].map((itemId) => change(A, 'catalog.item-deleted', { itemId })));
    expect(sqlite.prepare('SELECT id, archived FROM catalog_item').raw().all()).toEqual([[sold, 1]]);
  });

  it('of two tills with one name of a type stands under both', () => {
    const [one, other] = [newId(), newId()];
    const type = (id: string) => change(A, 'catalog.type-changed', { id, type: 'Drinks', items: 0, archived: false });
    apply([type(one), type(other)]);
    expect(get("SELECT count(*) FROM catalog_type WHERE type = 'Drinks'")).toBe(2);
  });
});

describe('stock', () => {
  it('adds each movement once, also of goods that come later', () => {
    const id = newId();
    const first = moved(A, id, 1, 10);
    apply([first, moved(B, id, 4, -3), first]);
    apply([first, item(id)]);
    expect(level(id)).toBe(7);
    apply([moved(A, id, 2, 1), first]);
    expect(level(id)).toBe(8);
  });

  it('goes by the winning count, whatever comes when', () => {
    const id = newId();
    const count = moved(A, id, 5, 0, { counted: 20, rank: 1, seen: { [A]: 5, [B]: 2 } });
    apply([item(id), moved(B, id, 3, -1), count, moved(B, id, 2, -9), moved(A, id, 6, 2)]);
    expect(level(id)).toBe(21);
    apply([moved(B, id, 9, 0, { counted: 1, rank: 1, seen: { [B]: 9 } })]);
    // Made at the same time and rank: the source decides, alike at every till.
    expect(level(id)).toBe(B > A ? 1 + 2 : 21);
  });

  it('of an order moves with the event that brings it, and not with goods that were thrown away', () => {
    const id = newId();
    apply([item(id), moved(A, id, 1, 10)]);
    const submitted = change(
      A,
      'ordering.order-submitted',
      order([line(id, 3), line(id, -1, 'restock'), line(id, -2, 'write-off')], 4),
    );
    apply([submitted]);
    expect(level(id)).toBe(8);
    apply([change(A, 'ordering.order-paid', { ...submitted.event.data, status: 'Paid', stockNumber: null }), submitted]);
    expect(level(id)).toBe(8);
    apply([change(A, 'ordering.order-cancelled', { ...order([line(id, 3)], 9), status: 'Cancelled' })]);
    expect(level(id)).toBe(11);
  });
});

describe('money of other tills', () => {
  it('counts for the balance of a voucher, once, as it was settled', () => {
    const payment = paymentData({ method: 'voucher', voucherCode: 'GIFT1', amount: eur(-5000), status: 'Pending' });
    apply([change(A, 'ordering.order-submitted', { ...order([], null), payments: [payment] })]);
    const settled = change(A, 'payment.payment-settled', { ...payment, status: 'Confirmed', shiftNumber: 1 });
    apply([settled, settled]);
    apply([change(A, 'ordering.order-submitted', { ...order([], null), payments: [payment] })]);
    expect(get("SELECT code FROM voucher WHERE code = 'GIFT1'")).toBe('GIFT1');
    expect(get("SELECT -sum(amount) FROM payment_elsewhere WHERE status = 'Confirmed'")).toBe(5000);
  });
});

describe('a parked basket', () => {
  const parked = (basketId: string, productId: string) =>
    change(A, 'basket.basket-parked', {
      ...{ basketId, name: 'Ann', parkedAt: 5, parkedBy: 'Bo', registerCode: 'R1', buyerId: newId() },
      discount: { off: { percentPpm: 50_000 }, reason: 'friend' },
      lines: [{ productId, productName: 'Tea', unitPrice: eur(250), quantity: 2, discount: null, priceReason: null }],
      returns: [],
    });

  it('waits for its goods, appears, is repriced and goes', () => {
    const [basketId, productId] = [newId(), newId()];
    apply([parked(basketId, productId)]);
    expect(get('SELECT count(*) FROM basket')).toBe(0);
    expect(apply([item(productId)])).toContain('basket');
    expect(get('SELECT parked_name FROM basket')).toBe('Ann');
    expect(get('SELECT count(*) FROM change_refused')).toBe(0);
    apply([item(productId, { price: eur(300) })]);
    expect(sqlite.prepare('SELECT unit_price, previous_unit_price FROM basket_item').raw().get()).toEqual([300, 250]);
    expect(apply([change(A, 'basket.basket-unparked', { basketId })])).toEqual(['basket']);
    expect(get('SELECT count(*) FROM basket')).toBe(0);
  });
});

describe('what does not fit', () => {
  it('is kept and noted once, and holds nothing else up', () => {
    const id = newId();
    const page = [
      item(newId(), { name: 'Salt' }),
      item(id, { price: { amount: 1, currency: 'USD' } }),
      change(A, 'catalog.item-changed', { id: 'x' }),
      change(A, 'future.thing', {}),
      item(id),
    ];
    apply(page);
    apply(page);
    expect(sqlite.prepare('SELECT name FROM catalog_item ORDER BY name').pluck().all()).toEqual(['Salt', 'Tea']);
    expect(sqlite.prepare('SELECT reason FROM change_refused ORDER BY position').pluck().all()).toEqual([
      'does-not-fit',
      'invalid',
      'unknown-type',
    ]);
    expect(get("SELECT count(*) FROM journal WHERE kind = 'change-refused'")).toBe(3);
  });

  it('leaves nothing of itself behind', () => {
    const typeId = newId();
    apply([item(newId(), { catalogTypeId: typeId, catalogType: 'Drinks', name: '' })]);
    expect(get('SELECT count(*) FROM catalog_type')).toBe(0);
  });
});

const code = (text: string) => ({ code: text, kind: 'ean13', checkDigitOk: true });
const line = (productId: string, units: number, disposition?: string) => ({
  ...{ id: newId(), productId, productName: 'Tea', pictureUrl: null, unitPrice: eur(100), priceReason: null, units },
  ...{ subtotal: eur(100 * units), promotions: [], lineDiscount: eur(0), discountReason: '', basketDiscount: eur(0) },
  ...{ discount: eur(0), relief: eur(0), net: eur(100 * units), taxes: [], tax: eur(0), total: eur(100 * units) },
  returned: disposition ? { sale: null, reason: 'broken', disposition } : null,
});
const order = (orderItems: readonly object[], stockNumber: number | null) => ({
  ...{ id: newId(), number: 1, receiptNumber: 'R1-000001', status: 'StockConfirmed', orderDate: 5, day: '2026-01-01' },
  ...{ userId: newId(), userName: 'Bo', units: 1, total: eur(0), asked: eur(0), orderItems, subtotal: eur(0), buyerId: null },
  ...{ taxExempt: false, discount: eur(0), discountReason: '', relief: eur(0), net: eur(0), tax: eur(0), taxes: [] },
  ...{ taxIncluded: true, payments: [], paid: eur(0), due: eur(0), change: eur(0), cancelReason: null, cancelledBy: null },
  ...{ cancelledAt: null, shiftNumber: null, stockNumber },
});
const paymentData = (fields: Record<string, unknown>) => ({
  ...{ id: newId(), orderId: newId(), status: 'Confirmed', tendered: eur(0), change: eur(0), rounding: eur(0), tip: eur(0) },
  ...{ foreign: null, card: null, voucherCode: null, buyerId: null, refundOf: null, reason: '', at: 5 },
  ...fields,
});
