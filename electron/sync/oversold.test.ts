import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { createChangeApplier } from '../../db/sync/apply-changes.ts';
import { createWriteTurn } from '../../db/write-turn.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { newId } from '../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../app.ts';
import { setUpTestTill } from '../testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const till = setUpTestTill();
const { call, refusal } = till;
const SOURCE = `/registers/${newId()}/${newId()}`;
let number = 0;

/** Another till's movement comes in, as the sending thread takes it in. */
const soldElsewhere = (itemId: string, quantity: number): void => {
  const sqlite = openDatabase(join(till.dataDir(), DATABASE_FILE));
  const apply = createChangeApplier(sqlite, createWriteTurn(), systemClock);
  number += 1;
  const data = {
    ...{ id: newId(), itemId, itemName: 'Tea', kind: 'sale', quantity, levelAfter: 0, note: '', orderId: null, userName: 'Bo' },
    ...{ at: Date.now(), number, count: null },
  };
  const type = 'app.tillwright.catalog.stock-moved.v1';
  const envelope = { id: newId(), source: SOURCE, sequence: String(number), type, time: new Date().toISOString() };
  const event = { ...envelope, partitionkey: itemId, data };
  apply([{ position: number, event, conflicts: [] }]);
  sqlite.close();
};

it('is sold 3 with 2 there: seen by a manager, and answered in three ways', async () => {
  const { id: itemId } = await call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 2 });
  expect(await call('sync.getOversold', {})).toEqual([]);
  await call('basket.addItem', { itemId, quantity: 2 });
  const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(500) }];
  await call('basket.checkout', { orderId: newId(), total: eur(500), payments });
  soldElsewhere(itemId, -1);
  const [task] = await call('sync.getOversold', {});
  expect(task).toMatchObject({ itemId, name: 'Tea', level: -1 });
  expect(task?.last.map(({ quantity, register }) => [quantity, register])).toEqual([
    [-1, '?'],
    [-2, null],
    [2, null],
  ]);

  const owed = { id: newId(), itemId, answer: 'owed' as const, note: 'Ann waits for it' };
  expect(await call('sync.resolveOversold', owed)).toEqual([]);
  expect(await call('sync.resolveOversold', owed)).toEqual([]);
  expect(await refusal('sync.resolveOversold', { ...owed, id: newId() })).toBe('catalog/not-oversold');
  soldElsewhere(itemId, -1);
  expect(await call('sync.getOversold', {})).toMatchObject([{ level: -2 }]);

  const wrong = { id: newId(), itemId, answer: 'record-was-wrong' as const };
  expect(await call('sync.resolveOversold', wrong)).toEqual([]);
  expect((await call('catalog.getCatalogItemById', { id: itemId })).availableStock).toBe(0);
  soldElsewhere(itemId, -3);
  expect(await refusal('sync.resolveOversold', { id: newId(), itemId, answer: 'counted' })).toBe('shared/invalid-input');
  const counted = { id: newId(), itemId, answer: 'counted' as const, counted: 4 };
  expect(await call('sync.resolveOversold', counted)).toEqual([]);
  expect((await call('catalog.getCatalogItemById', { id: itemId })).availableStock).toBe(4);
});
