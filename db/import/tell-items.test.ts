import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { textKey } from '../../domain/catalog/text-key.ts';
import { integrationEvents } from '../../domain/contract/events.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { newId } from '../../domain/shared/ids.ts';
import { wrapDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { openDatabase, type Sqlite } from '../open.ts';
import { createSqliteShopRepository } from '../repositories/sqlite-shop-repository.ts';
import { createWriteTurn } from '../write-turn.ts';
import { createImportWriter } from './import-writer.ts';
import { createToTell, tellItems } from './tell-items.ts';

let dir: string;
let sqlite: Sqlite;
const turn = createWriteTurn();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
  sqlite = openDatabase(join(dir, 'till.db'));
  migrate(sqlite);
  const shop = { id: newId(), name: 'Shop', currency: 'EUR', pricesIncludeTax: true, demo: false };
  const register = { id: newId(), code: 'R1', incarnation: newId() };
  createSqliteShopRepository(wrapDatabase(sqlite)).create(shop, 190_000, register, 0);
});
afterEach(() => {
  sqlite.close();
  rmSync(dir, { recursive: true, force: true });
});

const importItems = (items: number): void => {
  const about = { importId: newId(), fileName: 'x.csv', userId: newId(), userName: 'Ada' };
  const writer = createImportWriter(sqlite, turn, systemClock, about);
  for (let at = 0; at < items; at++) {
    const name = `Item ${at}`;
    writer.add({
      ...{ name, nameKey: textKey(name), description: 'ü'.repeat(500), price: { amount: at, currency: 'EUR' } },
      ...{
        type: `Type ${at % 60}`,
        brand: null,
        barcodes: [],
        availableStock: at % 2,
        restockThreshold: 0,
        maxStockThreshold: 0,
      },
    });
  }
  writer.finish();
};

it('tells types first and each item once, however often it is stopped', () => {
  importItems(300);
  importItems(10);
  expect(createToTell(sqlite).isPending()).toBe(true);
  let rounds = 0;
  for (; createToTell(sqlite).isPending(); rounds++) {
    let steps = 0;
    tellItems(sqlite, turn, systemClock, () => steps++ > 0);
  }
  expect(rounds).toBeGreaterThan(10);
  const rows = sqlite
    .prepare<[], { type: keyof typeof integrationEvents; data: string }>('SELECT type, data FROM outbox ORDER BY sequence')
    .all();
  const events = rows.map(({ type, data }) => {
    expect(Buffer.byteLength(data)).toBeLessThan(63 * 1024);
    return { type, data: integrationEvents[type].parse(JSON.parse(data)) };
  });
  const imported = rows.filter(({ type }) => type === 'app.tillwright.catalog.items-imported.v1');
  const told = imported.flatMap(
    ({ data }) => integrationEvents['app.tillwright.catalog.items-imported.v1'].parse(JSON.parse(data)).items,
  );
  expect(new Set(told.map(({ item }) => item.id)).size).toBe(310);
  expect(told).toHaveLength(310);
  expect(told.filter(({ opening }) => opening !== null)).toHaveLength(155);
  expect(events.filter(({ type }) => type === 'app.tillwright.catalog.type-changed.v1')).toHaveLength(70);
  expect(events.findIndex(({ type }) => type === 'app.tillwright.catalog.items-imported.v1')).toBeGreaterThan(60);
});
