import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../app.ts';
import { eur, eventually, sell, sent, setUpTwoTills, stockOf, type Till } from '../testing/two-tills.ts';

const { counter, window, hub, startHub, pair, levelOnHub } = setUpTwoTills();
let tea = '';

/** The hub was asked, and it started anew. */
const renamed = (till: Till, code: string): Promise<void> =>
  eventually(async () =>
    expect(till.file((sqlite) => sqlite.prepare('SELECT code FROM register').pluck().get())).toMatch(new RegExp(`^(?!${code}$)`)),
  );
/** A copy of the till's file, as somebody makes it who closes the till first. */
const copyOf = async (till: Till): Promise<string> => {
  const copy = join(till.dataDir(), 'copy.db');
  const sqlite = new Sqlite(join(till.dataDir(), DATABASE_FILE), { readonly: true });
  await sqlite.backup(copy);
  sqlite.close();
  return copy;
};
const bringBack = async (till: Till, copy: string): Promise<void> => {
  await till.stop();
  const file = join(till.dataDir(), DATABASE_FILE);
  for (const suffix of ['-wal', '-shm']) if (existsSync(`${file}${suffix}`)) rmSync(`${file}${suffix}`);
  copyFileSync(copy, file);
  await till.restart();
};
const onHub = async (): Promise<{ receipt_number: string; gross: number }[]> =>
  hub().database.query('SELECT receipt_number, gross FROM customer_order ORDER BY receipt_number');

beforeEach(async () => {
  const item = { id: newId(), name: 'Tea', price: eur(250), openingStock: 100 };
  tea = (await counter.call('catalog.createCatalogItem', item)).id;
  for (const till of [counter, window]) {
    await pair(till);
    await sent(till);
  }
  await eventually(async () => expect(await stockOf(window, tea)).toBe(100));
});

it('goes on from an old copy under another code, loses nothing that was told, and tells nothing twice', async () => {
  await sell(counter, tea, 1);
  await sent(counter);
  const copy = await copyOf(counter);
  await sell(counter, tea, 2);
  await sell(counter, tea, 3);
  await sent(counter);
  await eventually(async () => expect(await stockOf(window, tea)).toBe(94));

  await hub().close();
  await bringBack(counter, copy);
  // Nobody could know yet: it prints a number again that the lost part of the file had printed.
  expect((await sell(counter, tea, 4)).receiptNumber).toBe('R1-000002');
  await startHub();
  await sent(counter);

  const after = await sell(counter, tea, 5);
  expect(after.receiptNumber).not.toMatch(/^R1-/);
  expect(after.receiptNumber).not.toMatch(/^R2-/);
  await sent(counter);
  expect((await onHub()).map(({ gross }) => gross).toSorted((a, b) => a - b)).toEqual([250, 500, 750, 1000, 1250]);
  for (const till of [counter, window]) await eventually(async () => expect(await stockOf(till, tea)).toBe(85));
  expect(await levelOnHub(tea)).toBe(85);
  const { items: noted } = await counter.call('journal.getJournal', { pageSize: 50 });
  expect(noted.find(({ kind }) => kind === 'setting-change')).toMatchObject({
    data: { setting: 'remote', changes: [{ name: 'incarnation' }, { name: 'code', from: 'R1' }] },
  });
});

it('tells what waited in the copy once, though the till had sent it after the copy was made', async () => {
  await hub().close();
  await sell(counter, tea, 1);
  await sell(counter, tea, 2);
  const copy = await copyOf(counter);
  await startHub();
  await sent(counter);
  await sell(counter, tea, 3);
  await sent(counter);

  await bringBack(counter, copy);
  await sent(counter);
  await sell(counter, tea, 4);
  await sent(counter);
  expect((await onHub()).map(({ gross }) => gross).toSorted((a, b) => a - b)).toEqual([250, 500, 750, 1000]);
  for (const till of [counter, window]) await eventually(async () => expect(await stockOf(till, tea)).toBe(90));
});

it('counts from the copy what it had seen, and no more', async () => {
  await sent(counter);
  const copy = await copyOf(counter);
  await sell(counter, tea, 7);
  await sent(counter);

  await hub().close();
  await bringBack(counter, copy);
  await sell(counter, tea, 1);
  await counter.call('catalog.adjustStock', { id: newId(), itemId: tea, reason: 'count', quantity: 50 });
  await sell(counter, tea, 2);
  await startHub();
  await sent(counter);
  // The seven were sold by the same till before the count, but the copy had never heard of them.
  for (const till of [counter, window]) await eventually(async () => expect(await stockOf(till, tea)).toBe(41));
  expect(await levelOnHub(tea)).toBe(41);
});

it('goes on twice from the same copy', async () => {
  const copy = await copyOf(counter);
  for (const quantity of [1, 2, 3]) {
    await bringBack(counter, copy);
    // The first time the hub knows nothing newer.
    if (quantity > 1) await renamed(counter, 'R1');
    await sent(counter);
    await sell(counter, tea, quantity);
    await sent(counter);
  }
  expect((await onHub()).map(({ gross }) => gross).toSorted((a, b) => a - b)).toEqual([250, 500, 750]);
  expect(new Set((await onHub()).map((order) => order.receipt_number)).size).toBe(3);
  for (const till of [counter, window]) await eventually(async () => expect(await stockOf(till, tea)).toBe(94));
});
