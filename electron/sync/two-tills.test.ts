import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { createHub, type Hub } from '../../sync/hub/hub.ts';
import { createStore, issueCode } from '../../sync/hub/pairing.ts';
import { makePostgres, type TestDatabase } from '../../sync/hub/testing/databases.ts';
import { setUpTestTill } from '../testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const timing = { syncTiming: { backoff: { firstMs: 20, lastMs: 200 }, idleMs: 500 } };
const counter = setUpTestTill('R1', timing);
const window = setUpTestTill('R1', timing);
type Till = typeof counter;

let made: TestDatabase;
let hub: Hub;
let port = 0;
let storeId = '';

const startHub = async (): Promise<void> => {
  hub = await createHub({ storage: { databaseUrl: made.url ?? '' }, port });
  port = Number(new URL(hub.url).port);
};
const pair = async (till: Till): Promise<void> => {
  const { code } = await issueCode(hub.database, storeId, null, Date.now());
  await till.call('sync.pair', { url: hub.url, code });
};
const eventually = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 100 });
const sent = (till: Till): Promise<void> =>
  eventually(async () => expect(await till.call('sync.getState', {})).toMatchObject({ status: 'sent', waiting: 0 }));
const stockOf = async (till: Till, id: string): Promise<number> =>
  (await till.call('catalog.getCatalogItemById', { id })).availableStock;
const sell = async (till: Till, itemId: string, quantity: number) => {
  const { basket } = await till.call('basket.addItem', { itemId, quantity });
  const { total } = basket.totals;
  return till.call('basket.checkout', { orderId: newId(), total, payments: [{ id: newId(), method: 'cash', tendered: total }] });
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

it('sells the last item twice while offline, comes to one level everywhere, and is asked about it', async () => {
  const tea = await counter.call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 2 });
  await pair(counter);
  await pair(window);
  await sent(counter);
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(2));

  await hub.close();
  await sell(counter, tea.id, 2);
  const there = await sell(window, tea.id, 1);
  // The second till prints under a code of its own.
  expect(there.receiptNumber).not.toMatch(/^R1-/);
  expect(await stockOf(counter, tea.id)).toBe(0);
  expect(await stockOf(window, tea.id)).toBe(1);
  await startHub();

  await eventually(async () => expect(await stockOf(counter, tea.id)).toBe(-1));
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(-1));
  const [level] = await hub.database.query<{ level: number }>('SELECT level FROM stock_level WHERE item_id = $1::uuid', [tea.id]);
  expect(level?.level).toBe(-1);
  expect(await counter.call('sync.getOversold', {})).toMatchObject([{ itemId: tea.id, level: -1 }]);

  const left = await counter.call('sync.resolveOversold', {
    id: newId(),
    itemId: tea.id,
    answer: 'counted',
    counted: 4,
    note: '',
  });
  expect(left).toEqual([]);
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(4));
  expect(await window.call('sync.getOversold', {})).toEqual([]);
});

it('brings a price to the other till, into its open basket in sight, and into no finished sale', async () => {
  const tea = await counter.call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 20 });
  await pair(counter);
  await pair(window);
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(20));
  const before = await sell(window, tea.id, 1);
  await window.call('basket.addItem', { itemId: tea.id });

  const { revision } = await counter.call('catalog.getCatalogItemById', { id: tea.id });
  await counter.call('catalog.updateCatalogItem', { id: tea.id, revision, name: 'Tea', price: eur(300) });
  await eventually(async () => {
    const { lines } = await window.call('basket.getBasket', {});
    expect(lines).toMatchObject([{ unitPrice: eur(300), previousUnitPrice: eur(250) }]);
  });
  expect((await window.call('ordering.getOrderById', { orderId: before.id })).total).toEqual(eur(250));
});

it('lets two edits of one item stand that touch different fields, and tells who lost where they touch the same', async () => {
  const tea = await counter.call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250) });
  await pair(counter);
  await pair(window);
  await eventually(async () => expect((await window.call('catalog.getCatalogItemById', { id: tea.id })).name).toBe('Tea'));
  await sent(counter);
  await sent(window);

  await hub.close();
  await counter.call('catalog.updateCatalogItem', { id: tea.id, revision: 1, name: 'Green tea', price: eur(250) });
  const { revision } = await window.call('catalog.getCatalogItemById', { id: tea.id });
  await window.call('catalog.updateCatalogItem', { id: tea.id, revision, name: 'Tea', price: eur(199), description: 'Loose' });
  await startHub();
  for (const till of [counter, window]) {
    await eventually(async () =>
      expect(await till.call('catalog.getCatalogItemById', { id: tea.id })).toMatchObject({
        name: 'Green tea',
        price: eur(199),
        description: 'Loose',
      }),
    );
  }

  await sent(counter);
  await sent(window);
  await hub.close();
  const now = await counter.call('catalog.getCatalogItemById', { id: tea.id });
  await counter.call('catalog.updateCatalogItem', { ...fieldsOf(now), price: eur(500) });
  const nowThere = await window.call('catalog.getCatalogItemById', { id: tea.id });
  await window.call('catalog.updateCatalogItem', { ...fieldsOf(nowThere), price: eur(600) });
  await startHub();
  await sent(counter);
  await sent(window);
  let price: number | undefined;
  await eventually(async () => {
    const prices = await Promise.all(
      [counter, window].map(async (till) => (await till.call('catalog.getCatalogItemById', { id: tea.id })).price.amount),
    );
    expect(new Set(prices).size).toBe(1);
    expect([500, 600]).toContain(prices[0]);
    price = prices[0];
  });
  await eventually(async () => {
    const { items } = await counter.call('journal.getJournal', { kind: 'edit-overwritten' });
    expect(items[0]?.data).toMatchObject({ itemId: tea.id, edits: [{ field: 'price' }] });
    expect(JSON.stringify(items[0]?.data)).toContain(String(price === 500 ? 600 : 500));
  });
});

type Item = Awaited<ReturnType<typeof counter.call<'catalog.getCatalogItemById'>>>;
const fieldsOf = ({ id, revision, name, description, price }: Item) => ({ id, revision, name, description, price });
