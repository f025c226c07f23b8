import { expect, it } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { eur, eventually, sell, sent, setUpTwoTills, stockOf } from '../testing/two-tills.ts';

const { counter, window, hub, startHub, pair, levelOnHub } = setUpTwoTills();

it('sells the last item twice while offline, comes to one level everywhere, and is asked about it', async () => {
  const tea = await counter.call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 2 });
  await pair(counter);
  await pair(window);
  await sent(counter);
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(2));

  await hub().close();
  await sell(counter, tea.id, 2);
  const there = await sell(window, tea.id, 1);
  // The second till prints under a code of its own.
  expect(there.receiptNumber).not.toMatch(/^R1-/);
  expect(await stockOf(counter, tea.id)).toBe(0);
  expect(await stockOf(window, tea.id)).toBe(1);
  await startHub();

  await eventually(async () => expect(await stockOf(counter, tea.id)).toBe(-1));
  await eventually(async () => expect(await stockOf(window, tea.id)).toBe(-1));
  expect(await levelOnHub(tea.id)).toBe(-1);
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

  await hub().close();
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
  await hub().close();
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
