import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportState } from '../../domain/contract/imports.ts';
import { newId } from '../../domain/shared/ids.ts';
import { Session } from '../sessions.ts';
import { setUpTestTill } from '../testing/test-till.ts';

const till = setUpTestTill();
const { call, file, refusal } = till;

const PIECE = 1 << 20;

const upload = async (text: string | Buffer, fileName = 'goods.csv'): Promise<string> => {
  const importId = newId();
  const bytes = Buffer.from(text);
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += PIECE) {
    const base64 = bytes.subarray(offset, offset + PIECE).toString('base64');
    await call('imports.upload', { importId, fileName, offset, base64 });
  }
  return importId;
};
const settled = async (importId: string): Promise<ImportState> => {
  for (;;) {
    const state = await call('imports.getState', { importId });
    if (state.phase !== 'reading' && state.phase !== 'writing') return state;
    await new Promise((done) => setTimeout(done, 5));
  }
};
const preview = async (importId: string, mapping: ImportState['mapping'] | null = null): Promise<ImportState> => {
  await call('imports.preview', { importId, mapping });
  return settled(importId);
};
const write = async (importId: string): Promise<ImportState> => {
  await call('imports.start', { importId });
  return settled(importId);
};
const catalogue = (name: string): Buffer => {
  const path = resolve(import.meta.dirname, '../../../shared/data', name);
  if (!existsSync(path)) throw new Error(`the sample catalogues are missing: put them at ${path}`);
  return readFileSync(path);
};
const counts = () =>
  file((sqlite) =>
    Object.fromEntries(
      [
        'catalog_import',
        'catalog_item',
        'catalog_barcode',
        'catalog_type',
        'catalog_brand',
        'stock_movement',
        'catalog_search',
      ].map((table) => [table, sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]),
    ),
  );
const goods = (rows: number): string =>
  ['name,type,price,stock', ...Array.from({ length: rows }, (_, row) => `Item ${row},Type ${row % 7},1.${row % 100},3`)].join(
    '\n',
  );
const EMPTY = {
  catalog_import: 0,
  catalog_item: 0,
  catalog_barcode: 0,
  catalog_type: 0,
  catalog_brand: 0,
  stock_movement: 0,
  catalog_search: 0,
};
const byCode = (state: ImportState) =>
  [...state.errors, ...state.warnings].map(({ line, column, code }) => `${code} ${String(column)} ${line}`);

describe('a sample catalogue goes in whole', () => {
  it('101 items of an outdoor shop', async () => {
    const importId = await upload(catalogue('outdoor-shop.json'), 'outdoor-shop.json');
    const read = await preview(importId);
    expect(read).toMatchObject({ phase: 'previewed', rows: 101, goodRows: 101, errorCount: 0, newTypes: 8, newBrands: 13 });
    expect(counts()).toEqual(EMPTY);
    expect(await write(importId)).toMatchObject({ phase: 'done', written: 101 });
    const { items } = await call('catalog.getCatalogItems', { text: 'wanderer daybird foot' });
    expect(items).toMatchObject([
      { name: 'Wanderer Black Hiking Boots', catalogBrand: 'Daybird', catalogType: 'Footwear', price: { amount: 10_999 } },
    ]);
  });

  it('2,000 groceries, with what is wrong about them', async () => {
    const importId = await upload(catalogue('groceries-2000.csv'));
    const read = await preview(importId);
    expect(read).toMatchObject({ phase: 'previewed', rows: 2000, goodRows: 2000, errorCount: 0 });
    expect(byCode(read)).toEqual(['mended-text name 145', 'wrong-check-digit barcode 579', 'wrong-check-digit barcode 1175']);
    expect(await write(importId)).toMatchObject({ phase: 'done', written: 2000 });
    const salsa = await call('catalog.findByBarcode', { barcode: '036408201213' });
    expect(salsa).toMatchObject({ name: 'Sonoran Salsa, Mild', availableStock: 49, restockThreshold: 5, maxStockThreshold: 80 });
    const { items: movements } = await call('catalog.getStockMovements', { itemId: salsa?.id });
    expect(movements).toMatchObject([{ kind: 'opening', quantity: 49, levelAfter: 49, userName: 'Ada Owner' }]);
    // The same file again brings nothing new.
    const again = await preview(await upload(catalogue('groceries-2000.csv')));
    expect(again).toMatchObject({ goodRows: 0, errorCount: 2000 });
    expect(new Set(again.errors.map(({ code }) => code))).toEqual(new Set(['already-there']));
    expect(await refusal('imports.start', { importId: again.importId })).toBe('catalog/import-not-ready');
  });

  it('and tells the remote of the import, then of its types and items in the background', async () => {
    const importId = await upload(goods(3));
    await preview(importId);
    await write(importId);
    const told = () =>
      file((sqlite) =>
        sqlite
          .prepare<[], string>("SELECT type FROM outbox WHERE type LIKE 'app.tillwright.catalog.%' ORDER BY sequence")
          .pluck()
          .all(),
      );
    while (!told().some((type) => type.includes('items-imported'))) await new Promise((done) => setTimeout(done, 5));
    const types = ['catalog-imported', 'type-changed', 'type-changed', 'type-changed', 'items-imported'];
    expect(told()).toEqual(types.map((what) => `app.tillwright.catalog.${what}.v1`));
    await till.restart();
    expect(told()).toHaveLength(types.length);
  });
});

describe('nothing is half-written', () => {
  it('a cancelled import leaves nothing', async () => {
    const importId = await upload(goods(20_000));
    await preview(importId);
    await call('imports.start', { importId });
    await expect.poll(() => counts()['catalog_item'], { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await call('catalog.getCatalogItems', {})).items).toEqual([]);
    expect(await call('catalog.getCatalogTypes', {})).toEqual([]);
    expect(await call('imports.cancel', { importId })).toMatchObject({ phase: 'cancelled', written: 0 });
    await expect.poll(counts, { timeout: 20_000 }).toEqual(EMPTY);
  });

  it('what a stopped till has staged is never seen and is gone after the next start', async () => {
    const importId = await upload(goods(20_000));
    await preview(importId);
    await call('imports.start', { importId });
    await expect.poll(() => counts()['catalog_item'], { timeout: 20_000 }).toBeGreaterThan(0);
    await till.restart();
    expect((await call('catalog.getCatalogItems', {})).items).toEqual([]);
    await expect.poll(counts, { timeout: 20_000 }).toEqual(EMPTY);
    expect(existsSync(join(till.dataDir(), 'imports'))).toBe(false);
  });

  it('the shop goes on selling meanwhile, and keeps the names and codes it gave away', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `Item ${row},Tools,CODE-${row},1.00`);
    const importId = await upload(['name,type,barcode,price', ...rows].join('\n'));
    await preview(importId);
    await call('imports.start', { importId });
    const typeId = newId();
    await call('catalog.createCatalogType', { id: typeId, type: 'TOOLS' });
    const price = { amount: 100, currency: 'EUR' };
    const mine = await call('catalog.createCatalogItem', {
      id: newId(),
      name: 'Mine',
      price,
      barcodes: ['CODE-19999'],
      openingStock: 5,
    });
    await call('basket.addItem', { itemId: mine.id });
    const payments = [{ id: newId(), method: 'cash' as const, tendered: price }];
    await call('basket.checkout', { orderId: newId(), total: price, payments });
    expect((await call('imports.getState', { importId })).phase).toBe('writing');
    const done = await settled(importId);
    expect(done).toMatchObject({ phase: 'done', written: 19_999 });
    expect(byCode(done)).toEqual(['barcode-taken barcode 20001']);
    expect((await call('catalog.findByBarcode', { barcode: 'CODE-19999' }))?.id).toBe(mine.id);
    expect(await call('catalog.getCatalogTypes', {})).toEqual([{ id: typeId, type: 'TOOLS', items: 19_999, archived: false }]);
  });
});

describe('what does not fit is said', () => {
  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['nothing', Buffer.from('')],
    ['blanks', Buffer.from('  \n ')],
    ['broken JSON', Buffer.from('[{"name":')],
  ])('%s is no catalogue', async (_name, bytes) => {
    const read = await preview(await upload(bytes));
    expect(read).toMatchObject({ phase: 'failed', failure: 'catalog/import-unreadable' });
    expect(counts()).toEqual(EMPTY);
  });

  it('columns without a meaning make no items, and the person can give them one', async () => {
    const importId = await upload('a,b\nX1,120\n');
    expect(await preview(importId)).toMatchObject({ mapping: [null, null], goodRows: 0, errorCount: 2 });
    expect(await preview(importId, ['name', 'price'])).toMatchObject({ goodRows: 1, errorCount: 0 });
    expect(await refusal('imports.preview', { importId, mapping: ['name', 'name'] })).toBe('shared/invalid-input');
  });

  it('pieces out of place, other imports and other roles are refused', async () => {
    const importId = await upload('name,price\nPencil,1.20\n');
    const piece = { importId, fileName: 'goods.csv', base64: 'YQ==' };
    expect(await refusal('imports.upload', { ...piece, offset: 999 })).toBe('catalog/import-not-found');
    expect(await call('imports.upload', { ...piece, offset: 0 })).toEqual({ received: 23 });
    expect(await refusal('imports.getState', { importId: newId() })).toBe('catalog/import-not-found');
    expect(await refusal('imports.start', { importId })).toBe('catalog/import-not-ready');
    expect(await refusal('imports.preview', { importId }, new Session())).toBe('shared/not-signed-in');
  });

  it('a file past the limit is not taken', async () => {
    const importId = newId();
    const base64 = Buffer.alloc(PIECE, 'x').toString('base64');
    for (let offset = 0; offset < 64 * PIECE; offset += PIECE) {
      await call('imports.upload', { importId, fileName: 'big.csv', offset, base64 });
    }
    expect(await refusal('imports.upload', { importId, fileName: 'big.csv', offset: 64 * PIECE, base64 })).toBe(
      'catalog/import-too-large',
    );
    expect(await refusal('imports.preview', { importId })).toBe('catalog/import-not-found');
  });

  it('one import at a time: another waits, an abandoned preview makes room', async () => {
    const first = await upload(goods(20_000));
    await preview(first);
    await call('imports.start', { importId: first });
    const next = { importId: newId(), fileName: 'next.csv', offset: 0, base64: 'YQ==' };
    expect(await refusal('imports.upload', next)).toBe('catalog/import-running');
    await call('imports.cancel', { importId: first });
    const abandoned = await upload(goods(3));
    await preview(abandoned);
    await call('imports.upload', next);
    expect(await refusal('imports.start', { importId: abandoned })).toBe('catalog/import-not-found');
  });
});
