import { afterEach, beforeEach, expect, vi } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { createHub, type Hub } from '../../sync/hub/hub.ts';
import { createStore, issueCode } from '../../sync/hub/pairing.ts';
import { makePostgres, type TestDatabase } from '../../sync/hub/testing/databases.ts';
import { setUpTestTill } from './test-till.ts';

export type Till = ReturnType<typeof setUpTestTill>;

const timing = { syncTiming: { backoff: { firstMs: 20, lastMs: 200 }, idleMs: 500 } };

export const eur = (amount: number) => ({ amount, currency: 'EUR' });
export const eventually = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 100 });
/** All that the till told was confirmed, and the line is well. */
export const sent = (till: Till): Promise<void> =>
  eventually(async () =>
    expect(await till.call('sync.getState', {})).toMatchObject({ status: 'sent', waiting: 0, trouble: null }),
  );
export const stockOf = async (till: Till, id: string): Promise<number> =>
  (await till.call('catalog.getCatalogItemById', { id })).availableStock;
export const sell = async (till: Till, itemId: string, quantity: number) => {
  const { basket } = await till.call('basket.addItem', { itemId, quantity });
  const { total } = basket.totals;
  return till.call('basket.checkout', { orderId: newId(), total, payments: [{ id: newId(), method: 'cash', tendered: total }] });
};

/** Two tills and a store's hub on PostgreSQL, which goes and comes back at the same address. Nobody is paired yet. */
export const setUpTwoTills = () => {
  const counter = setUpTestTill('R1', timing);
  const window = setUpTestTill('R1', timing);
  let made: TestDatabase;
  let hub: Hub;
  let port = 0;
  let storeId = '';
  const startHub = async (): Promise<void> => {
    hub = await createHub({ storage: { databaseUrl: made.url ?? '' }, port });
    port = Number(new URL(hub.url).port);
  };
  beforeEach(async () => {
    made = await makePostgres();
    await startHub();
    storeId = await createStore(hub.database, 'Main Street', null, Date.now());
  });
  afterEach(async () => {
    // The tills go first: they would go on asking.
    await hub.close();
    await made.database.close();
    await made.drop();
  });
  return {
    counter,
    window,
    hub: () => hub,
    startHub,
    async pair(till: Till): Promise<void> {
      const { code } = await issueCode(hub.database, storeId, null, Date.now());
      await till.call('sync.pair', { url: hub.url, code });
    },
    /** What the hub holds of an item. */
    async levelOnHub(itemId: string): Promise<number | undefined> {
      const [row] = await hub.database.query<{ level: number }>('SELECT level FROM stock_level WHERE item_id = $1::uuid', [
        itemId,
      ]);
      return row?.level;
    },
  };
};
