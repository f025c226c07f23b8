import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { change } from '../wire.ts';
import { onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { item } from './testing/events.ts';
import { type PairedTill, ServedHub } from './testing/served-hub.ts';

const ASKED = 'SELECT id FROM register WHERE cursor = $1::bigint';

onBothDatabases('changes', (make) => {
  let made: TestDatabase;
  let served: ServedHub;
  let one: PairedTill;
  let two: PairedTill;

  beforeEach(async () => {
    made = await make();
    served = await ServedHub.start(made);
    one = await served.pairTill();
    two = await served.pairTill({ for: 'store', storeId: one.storeId }, { code: 'R2' }, null);
  });
  afterEach(async () => {
    await served.hub.close();
    await made.drop();
  });

  test('facts of others come once each, in the hub’s order, in pages; own ones when they are asked for', async () => {
    const sales = Array.from({ length: 5 }, () => one.till.order('paid', [{ itemId: newId(), units: 1 }]));
    await one.send(...sales);
    await two.send(two.till.moved(newId(), 1));
    const first = await two.changes({ limit: 3 });
    expect(first).toMatchObject({ more: true });
    const second = await two.changes({ limit: 3, cursor: first.cursor });
    expect(second.more).toBe(false);
    const told = [...first.changes, ...second.changes];
    expect(told.map(({ event }) => event)).toEqual(sales);
    for (const each of told) expect(change.safeParse(each).error).toBeUndefined();
    expect(await two.changes({ cursor: second.cursor })).toEqual({ changes: [], cursor: second.cursor, more: false });
    expect((await one.changes()).changes).toHaveLength(1);
    expect((await one.changes({ own: true })).changes).toHaveLength(6);
  });

  test('own facts are passed over for good', async () => {
    await one.send(one.till.moved(newId(), 1), one.till.moved(newId(), 1));
    const { cursor, changes } = await one.changes();
    expect(changes).toEqual([]);
    expect(Number(cursor)).toBeGreaterThan(0);
    expect(await served.office('getRegisters', {})).toMatchObject([{ lag: { events: 0 } }, { lag: { events: 2 } }]);
  });

  test('a page holds about a megabyte', async () => {
    const large = Array.from({ length: 30 }, () => one.till.itemChanged(item({ description: 'x'.repeat(60_000) })));
    await one.send(...large);
    const page = await two.changes();
    expect(page.changes.length).toBe(16);
    expect(page.more).toBe(true);
    expect((await two.changes({ cursor: page.cursor })).changes).toHaveLength(14);
  });

  test('another store hears nothing', async () => {
    const elsewhere = await served.pairTill({ for: 'new-store', name: 'Elsewhere' });
    await one.send(one.till.moved(newId(), 1), one.till.itemChanged(item()));
    expect(await elsewhere.changes({ own: true })).toMatchObject({ changes: [] });
  });

  test('state stands once, at its last change', async () => {
    const soap = item();
    const basketId = newId();
    await one.send(
      one.till.itemChanged(soap),
      one.till.event('app.tillwright.basket.basket-unparked.v1', basketId, { basketId }),
      one.till.itemChanged({ ...soap, name: 'Soap, green' }, { name: 'Soap' }),
      one.till.event('app.tillwright.basket.basket-unparked.v1', basketId, { basketId }),
    );
    const { changes } = await two.changes();
    expect(changes.map(({ event }) => event.type.split('.')[3])).toEqual(['item-changed', 'basket-unparked']);
    expect(changes[0]?.event).toMatchObject({
      source: `/hubs/${served.hub.hubId}`,
      id: String(changes[0]?.position),
      data: { id: soap.id, name: 'Soap, green', before: null },
    });
    await two.send(two.till.event('app.tillwright.catalog.item-deleted.v1', soap.id, { itemId: soap.id }));
    const after = await two.changes();
    expect(after.changes.map(({ event }) => event.type.split('.')[3])).toEqual(['basket-unparked', 'item-deleted']);
  });

  test('two edits of an item meet field by field: the later in hub order stands, and the loser is told', async () => {
    const soap = item();
    await one.send(one.till.itemChanged(soap));
    const { cursor } = await two.changes();
    const price = (amount: number) => ({ amount, currency: 'EUR' });
    await one.send(
      one.till.itemChanged({ ...soap, name: 'Soap, green', price: price(300) }, { name: 'Soap', price: price(250) }),
    );
    await two.send(
      two.till.itemChanged({ ...soap, price: price(280), description: 'fresh' }, { price: price(250), description: '' }),
    );
    // A third edit of something else does not take the conflict away from who has not heard of it.
    await two.send(two.till.itemChanged({ ...soap, restockThreshold: 4 }, { restockThreshold: 0 }));
    const { changes } = await one.changes({ cursor });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      event: { data: { name: 'Soap, green', price: price(280), description: 'fresh', restockThreshold: 4 } },
      conflicts: [{ field: 'price', lost: price(300), won: price(280), lostBy: 'R1', wonBy: 'R2' }],
    });
    expect((await served.office('getConflicts', {})).items).toMatchObject([
      { itemId: soap.id, itemName: 'Soap, green', lostBy: 'R1' },
    ]);
    const fresh = await two.changes();
    expect(fresh.changes[0]?.conflicts).toEqual([]);
  });

  test('an import is state item by item, and a fact for the stock that it opens', async () => {
    const [soap, jam] = [item(), item({ name: 'Jam' })];
    const items = [
      { item: soap, opening: { number: 1, quantity: 8 } },
      { item: jam, opening: null },
    ];
    await one.send(one.till.event('app.tillwright.catalog.items-imported.v1', newId(), { importId: newId(), items }));
    const { changes } = await two.changes();
    expect(changes.map(({ event }) => event.type.split('.')[3])).toEqual(['item-changed', 'item-changed', 'items-imported']);
    expect(await served.office('getStock', { text: 'soap' })).toMatchObject({
      items: [{ itemId: soap.id, total: 8, levels: [{ storeId: one.storeId, level: 8 }] }],
    });
  });

  test('who waits is answered by what another hub takes, too, and at once when the hub stops', async () => {
    const { cursor } = await two.changes();
    const second = await ServedHub.start(made, {}, served.cookie);
    const soap = one.till.moved(newId(), 1);
    const waiting = new Promise((resolve) => {
      resolve(two.changes({ cursor, wait: 25 }));
    });
    const answered = await second.call('/events', {
      method: 'POST',
      headers: { ...one.headers, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(soap),
    });
    expect(answered.status).toBe(200);
    expect(await waiting).toMatchObject({ changes: [{ event: { id: soap.id } }] });

    const { cursor: end } = await two.changes();
    await made.database.query('UPDATE register SET cursor = 0');
    const held = second.call(`/changes?cursor=${end}&wait=25`, { headers: two.headers });
    // The register was noted as asking before its request is held back.
    await expect.poll(async () => (await made.database.query(ASKED, [Number(end)])).length, { timeout: 10_000 }).toBe(1);
    await second.hub.app.close();
    expect(await held).toMatchObject({ status: 200, body: { changes: [], cursor: end } });
  });
});
