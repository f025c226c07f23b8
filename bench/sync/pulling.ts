import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../db/open.ts';
import { barcodeWords } from '../../db/repositories/search-words.ts';
import { textKey } from '../../domain/catalog/text-key.ts';
import { newId } from '../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../electron/app.ts';
import { openOffice } from '../../scripts/proof/sync/hub-process.ts';
import { ask, serveTill } from '../../scripts/served-till.ts';
import { type changesPage, sequenceText, sourceOf } from '../../sync/wire.ts';
import { type Figure, limitFigure, ratioFigure, timed } from '../measure.ts';
import { codeOf, ITEMS, itemIdOf, nameOf, OWNER, priceOf, removeFolder, shopFolder } from '../shop-file.ts';
import { newStore, pairBare, postBatch, withHub } from './bench-hub.ts';
import { bareBatches, queuedShop } from './queued-shop.ts';

const BATCH_EVENTS = 500;
const PAGE = 2000;
const LOOK_MS = 100;
const TOLD = 100_000;
const REBUILT_WITHIN_S = 300;

const itemView = (index: number) => ({
  ...{
    id: itemIdOf(index),
    revision: 1,
    name: nameOf(index),
    description: '',
    price: { amount: priceOf(index), currency: 'EUR' },
  },
  ...{ pictureUri: null, catalogTypeId: null, catalogType: null, catalogBrandId: null, catalogBrand: null, taxCategoryId: null },
  ...{ availableStock: 0, restockThreshold: 5, maxStockThreshold: 0, stockPolicy: 'warn', onReorder: false, archived: false },
  barcodes: [{ code: codeOf(index), kind: 'ean13', checkDigitOk: true }],
});

const itemBatch = (source: string, first: number): string => {
  const events = Array.from({ length: BATCH_EVENTS }, (_, at) => {
    const index = first + at;
    return {
      ...{
        specversion: '1.0',
        id: newId(),
        source,
        type: 'app.tillwright.catalog.item-changed.v1',
        time: new Date(index).toISOString(),
      },
      ...{ datacontenttype: 'application/json', sequence: sequenceText(index + 1), partitionkey: itemIdOf(index) },
      data: { ...itemView(index), before: null },
    };
  });
  return JSON.stringify(events);
};

/** From the moment that a fresh till has joined until its file has so many rows of a table. In milliseconds. */
const joinAndWait = async (url: string, code: string, table: 'catalog_item' | 'orders', rows: number): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-bench-'));
  const till = await serveTill(folder);
  try {
    await ask(till, 'sync.joinStore', { url, code, owner: OWNER });
    return await timed(async () => {
      const sqlite = openDatabase(join(folder, DATABASE_FILE), { readonly: true });
      const count = sqlite.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck();
      while ((count.get() ?? 0) < rows) await pause(LOOK_MS);
      sqlite.close();
    });
  } finally {
    await till.kill();
    removeFolder(folder);
  }
};

/** A loop of pages, and the bare inserts of an item. In milliseconds. */
const downloadAndInsert = async (url: string, token: string): Promise<number> => {
  const folder = await shopFolder(0, 0);
  const sqlite = openDatabase(join(folder, DATABASE_FILE));
  const item = sqlite.prepare(
    `INSERT INTO catalog_item (id, name, name_key, description, price, currency, available_stock, restock_threshold, max_stock_threshold)
     VALUES (?, ?, ?, '', ?, 'EUR', 0, 5, 0)`,
  );
  const barcode = sqlite.prepare(
    "INSERT INTO catalog_barcode (code, item_id, position, kind, check_digit_ok) VALUES (?, ?, 0, 'ean13', 1)",
  );
  const words = sqlite.prepare("INSERT INTO catalog_search (rowid, name, brand, type, barcodes) VALUES (?, ?, '', '', ?)");
  type Item = ReturnType<typeof itemView>;
  const insert = sqlite.transaction((items: readonly Item[]) => {
    for (const { id, name, price, barcodes } of items) {
      const { lastInsertRowid } = item.run(id, name, textKey(name), price.amount);
      for (const { code } of barcodes) barcode.run(code, id);
      words.run(lastInsertRowid, name, barcodeWords(barcodes.map(({ code }) => code)));
    }
  });
  try {
    return await timed(async () => {
      for (let [cursor, more] = ['0', true]; more; ) {
        const response = await fetch(`${url}/changes?cursor=${cursor}&limit=${PAGE}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const page = (await response.json()) as ReturnType<typeof changesPage.parse>;
        insert(page.changes.filter(({ event }) => event.type.includes('item-changed')).map(({ event }) => event.data as Item));
        ({ cursor, more } = page);
      }
    });
  } finally {
    sqlite.close();
    removeFolder(folder);
  }
};

/** A fresh till in a store with a large catalogue. */
export const measurePull = (): Promise<Figure[]> =>
  withHub(async (_databaseUrl, hub) => {
    const office = await openOffice(hub);
    const register = { id: newId(), incarnation: newId() };
    const issued = await newStore(office);
    const { token } = await pairBare(hub, issued.code, register);
    for (let first = 0; first < ITEMS; first += BATCH_EVENTS)
      await postBatch(hub.url, itemBatch(sourceOf(register), first), token);
    const codeForOne = async (): Promise<string> =>
      (await office('createPairingCode', { for: 'store', storeId: issued.storeId })).code;
    const reader = await pairBare(hub, await codeForOne(), { id: newId(), incarnation: newId() }, null);
    const ours = await joinAndWait(hub.url, await codeForOne(), 'catalog_item', ITEMS);
    const floor = await downloadAndInsert(hub.url, reader.token);
    return [ratioFigure(`${ITEMS.toLocaleString('en')} items on a fresh till`, 'ms', ours, floor, 2)];
  });

/** A till that lost its disk. */
export const measureRebuild = (): Promise<Figure[]> =>
  withHub(async (_databaseUrl, hub) => {
    const { folder } = await queuedShop(TOLD);
    const sqlite = openDatabase(join(folder, DATABASE_FILE), { readonly: true });
    const register = sqlite.prepare<[], { id: string; incarnation: string }>('SELECT id, incarnation FROM register').get();
    sqlite.close();
    if (!register) throw new Error('a shop without a register');
    const office = await openOffice(hub);
    const { token } = await pairBare(hub, (await newStore(office)).code, register);
    for (const { body } of bareBatches(folder, BATCH_EVENTS)) await postBatch(hub.url, body, token);
    removeFolder(folder);
    const { code } = await office('createPairingCode', { for: 'replacement', registerId: register.id });
    const ms = await joinAndWait(hub.url, code, 'orders', TOLD);
    return [limitFigure(`a lost till of ${TOLD.toLocaleString('en')} sales rebuilt`, 's', ms / 1000, REBUILT_WITHIN_S)];
  });
