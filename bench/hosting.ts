import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../db/open.ts';
import { newId } from '../domain/shared/ids.ts';
import { DATABASE_FILE } from '../electron/app.ts';
import { ask, prepareImport, type ServedTill, serveTill } from '../scripts/served-till.ts';
import { byTurns, type Figure, limitFigure, ratioFigure, spread, timed } from './measure.ts';
import {
  brandOf,
  codeOf,
  ITEMS,
  itemIdOf,
  itemInserter,
  nameOf,
  OWNER,
  priceOf,
  removeFolder,
  shopFolder,
  typeOf,
} from './shop-file.ts';

export const signIn = (till: ServedTill): Promise<unknown> =>
  ask(till, 'identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });

const STARTS = 9;

/** From the start of the process to the first line in the basket. */
export const measureStart = async (orders: number): Promise<Figure[]> => {
  const [full, none] = [await shopFolder(orders), await shopFolder(0)];
  const start = (folder: string): Promise<number> =>
    timed(async () => {
      const till = await serveTill(folder);
      await ask(till, 'identity.getSetup', {});
      await signIn(till);
      await ask(till, 'till.getStatus', {});
      await ask(till, 'catalog.getCatalogItems', {});
      await ask(till, 'basket.addItem', { itemId: itemIdOf(1) });
      await till.kill();
    });
  try {
    const times = await byTurns(
      STARTS,
      1,
      () => start(full),
      () => start(none),
    );
    const [ours, floor] = [spread(times.ours).p50, spread(times.floor).p50];
    return [ratioFigure(`start to sellable, ${orders.toLocaleString('en')} orders beside none`, 'ms', ours, floor, 1.1)];
  } finally {
    removeFolder(full);
    removeFolder(none);
  }
};

/** The catalogue of the cached shop as a CSV file. */
export const catalogueCsv = (): Buffer => {
  const rows = Array.from({ length: ITEMS }, (_, index) => {
    const price = (priceOf(index) / 100).toFixed(2);
    return `"${nameOf(index)}",${brandOf(index)},${typeOf(index)},${codeOf(index)},${price},100000,5`;
  });
  return Buffer.from(['name,brand,type,barcode,price,stock,reorder level', ...rows].join('\n'));
};

const IMPORTS = 3;

/** The floor of an import: one loop of prepared inserts into the same tables and indexes, in one transaction. */
const bareImport = async (): Promise<number> => {
  const folder = await shopFolder(0, 0);
  const sqlite = openDatabase(join(folder, DATABASE_FILE));
  const type = sqlite.prepare('INSERT INTO catalog_type (id, type, type_key) VALUES (?, ?, ?)');
  const brand = sqlite.prepare('INSERT INTO catalog_brand (id, brand, brand_key) VALUES (?, ?, ?)');
  const insert = itemInserter(sqlite);
  const ms = await timed(() =>
    sqlite.transaction(() => {
      for (let index = 0; index < ITEMS; index += 1) {
        if (index < 40) type.run(typeOf(index), typeOf(index), typeOf(index));
        if (index < 500) brand.run(brandOf(index), brandOf(index), brandOf(index));
        insert(index, typeOf(index), brandOf(index));
      }
    })(),
  );
  sqlite.close();
  removeFolder(folder);
  return ms;
};

/** Importing 100,000 rows through the served till, and what it does to its memory. */
export const measureImport = async (): Promise<Figure[]> => {
  const file = catalogueCsv();
  let highWater = 0;
  const times = await byTurns(
    IMPORTS,
    0,
    async () => {
      const folder = await shopFolder(0, 0);
      const till = await serveTill(folder);
      await signIn(till);
      const write = await prepareImport(till, file);
      const ms = await timed(write);
      highWater = Math.max(highWater, residentMegabytes(till.pid, 'VmHWM'));
      await till.kill();
      removeFolder(folder);
      return ms;
    },
    bareImport,
  );
  return [
    ratioFigure('import of 100,000 rows', 's', spread(times.ours).p50 / 1000, spread(times.floor).p50 / 1000, 3),
    limitFigure('resident memory of the main process, highest, through an import of 100,000 rows', 'MB', highWater, 200),
  ];
};

const residentMegabytes = (pid: number, field: 'VmRSS' | 'VmHWM'): number => {
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
};

const SALES = 400;

/** Memory of the main process through a day of selling, searching and looking things up. */
export const measureMemory = async (orders: number): Promise<Figure[]> => {
  const folder = await shopFolder(orders);
  const till = await serveTill(folder);
  try {
    await signIn(till);
    for (let sale = 0; sale < SALES; sale += 1) {
      const index = (sale * 7919) % ITEMS;
      await ask(till, 'catalog.getCatalogItems', { text: nameOf(index).slice(0, 6), pageSize: 200 });
      const { basket } = await ask(till, 'basket.addItem', { barcode: codeOf(index) });
      const { total } = basket.totals;
      await ask(till, 'basket.checkout', {
        orderId: newId(),
        total,
        payments: [{ id: newId(), method: 'cash', tendered: total }],
      });
      await ask(till, 'ordering.getOrders', { pageSize: 200 });
      await ask(till, 'till.getStatus', {});
    }
    const name = `resident memory of the main process, highest, through ${SALES} sales on ${orders.toLocaleString('en')} orders`;
    return [limitFigure(name, 'MB', residentMegabytes(till.pid, 'VmHWM'), 200)];
  } finally {
    await till.kill();
    removeFolder(folder);
  }
};
