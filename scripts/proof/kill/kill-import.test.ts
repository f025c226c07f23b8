import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { ensureBuilt } from '../../built.ts';
import { ask, prepareImport, serveTill } from '../../served-till.ts';
import { seededRandom } from '../random.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { withTemporaryFolder } from '../try-till.ts';

const ROWS = 20_000;
const OWNER = {
  id: newId(),
  name: 'Ada',
  lastName: 'Owner',
  email: 'ada@shop.example',
  password: 'a long enough secret',
  pin: '402817',
};
const SHOP = { name: 'Shop', currency: 'EUR', taxRatePpm: 0, pricesIncludeTax: true };

const catalogue = Buffer.from(
  [
    'name,type,barcode,price,stock',
    ...Array.from({ length: ROWS }, (_, row) => `Item ${row},Type ${row % 9},CODE-${row},1.00,3`),
  ].join('\n'),
);

const left = (folder: string): number[] => {
  const file = new Database(join(folder, DATABASE_FILE), { readonly: true });
  try {
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(file.pragma('foreign_key_check')).toEqual([]);
    const tables = [
      'catalog_import',
      'catalog_item',
      'catalog_barcode',
      'catalog_type',
      'stock_movement',
      'catalog_search',
      "outbox WHERE type = 'app.tillwright.catalog.catalog-imported.v1'",
    ];
    return tables.map((table) => file.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1);
  } finally {
    file.close();
  }
};

/** What is still to be told, how many items were told, and how many of them are different ones. */
const toldItems = (folder: string): number[] => {
  const file = new Database(join(folder, DATABASE_FILE), { readonly: true });
  try {
    const untold = file.prepare<[], number>('SELECT count(*) FROM to_tell').pluck().get() ?? -1;
    const told = file
      .prepare<[], [number, number]>(
        `SELECT count(*), count(DISTINCT item.value ->> '$.item.id') FROM outbox, json_each(data, '$.items') AS item
         WHERE outbox.type = 'app.tillwright.catalog.items-imported.v1'`,
      )
      .raw()
      .get() ?? [-1, -1];
    return [untold, ...told];
  } finally {
    file.close();
  }
};

beforeAll(() => ensureBuilt(), PROOF_TIMEOUT_MS);

it(
  'a till killed in the middle of an import has all of it or nothing, and takes it in whole the next time',
  { timeout: PROOF_TIMEOUT_MS },
  () =>
    withTemporaryFolder(async (folder) => {
      const random = seededRandom(announceSeed('killed imports'));
      let till = await serveTill(folder);
      await ask(till, 'identity.setUpShop', { shop: SHOP, owner: OWNER });
      const restart = async (): Promise<void> => {
        await till.kill();
        till = await serveTill(folder);
        await ask(till, 'identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
      };
      for (let kill = 0; kill < SCALE.importKills; kill += 1) {
        const write = await prepareImport(till, catalogue);
        const written = write().catch(() => undefined);
        await expect.poll(() => left(folder)[1], { timeout: PROOF_TIMEOUT_MS, interval: 10 }).toBeGreaterThan(0);
        await new Promise((resolve) => setTimeout(resolve, random.int(0, 150)));
        await restart();
        await written;
        expect((await ask(till, 'catalog.getCatalogItems', {})).items).toEqual([]);
        expect(await ask(till, 'catalog.getCatalogTypes', {})).toEqual([]);
        await expect.poll(() => left(folder), { timeout: 60_000 }).toEqual([0, 0, 0, 0, 0, 0, 0]);
      }
      await (await prepareImport(till, catalogue))();
      await restart();
      expect(left(folder)).toEqual([1, ROWS, ROWS, 9, ROWS, ROWS, 1]);
      expect((await ask(till, 'catalog.findByBarcode', { barcode: 'CODE-19999' }))?.name).toBe('Item 19999');
      // What the remote is told of goes on where the kill cut it off: each item once.
      await restart();
      await expect.poll(() => toldItems(folder), { timeout: PROOF_TIMEOUT_MS }).toEqual([0, ROWS, ROWS]);
      await till.kill();
    }),
);
