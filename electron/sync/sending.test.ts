import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { HTTP, type CloudEvent as SdkEvent } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { cloudEvent, type EventResult, JOURNAL_HEADER, sourceOf } from '../../sync/wire.ts';
import { DATABASE_FILE } from '../app.ts';
import { type Heard, setUpFakeRemote, type Trick } from '../testing/fake-remote.ts';
import { CODE, QUICK, sendingTill } from '../testing/sync-till.ts';
import { OWNER, setUpTestTill } from '../testing/test-till.ts';

const till = setUpTestTill('R1', { syncTiming: QUICK });
const { call, file, restart, refusal } = till;
const { until, createItem, sell, allSent } = sendingTill(till);
const remote = setUpFakeRemote();

const accept = ({ id }: { id: string }): EventResult => ({ id, outcome: 'accepted' });
const PLAIN = {
  ...{ batch: { maxEvents: 100, maxBytes: 1024 * 1024 }, known: {}, isHub: true, registerCode: 'R7' },
  ...{ trick: () => undefined, judge: accept },
};
/** Pairs with a remote that behaves, but for what the test says. */
const pair = async (behaviour: Partial<typeof remote.state> = {}): Promise<void> => {
  Object.assign(remote.state, { heard: [], arrived: [], ...PLAIN, ...behaviour });
  await call('sync.pair', { url: await remote.start(), code: CODE });
};
const isEvents = ({ path }: Heard): boolean => path === '/events';
const outbox = () =>
  file((sqlite) =>
    sqlite
      .prepare<[], { id: string; partition_key: string; sent_at: number | null }>('SELECT * FROM outbox ORDER BY sequence')
      .all(),
  );
const waiting = (): number => outbox().filter(({ sent_at }) => sent_at === null).length;
/** The names of the items that arrived. */
const names = () => remote.state.arrived.map(({ data }) => data['name']).filter((name) => name !== undefined);
/** Plays a trick on the first so many requests that carry events. */
const trickFirst = (times: number, trick: Trick): void => {
  let left = times;
  remote.state.trick = (heard) => (isEvents(heard) && left-- > 0 ? trick : undefined);
};
const arrivedOnce = (): void => {
  expect(new Set(remote.state.arrived.map(({ id }) => id))).toEqual(new Set(outbox().map(({ id }) => id)));
  expect(outbox().every(({ sent_at }) => sent_at !== null)).toBe(true);
};

describe('events', () => {
  it('arrive in their order, as the SDK and the schema have them, and are marked', async () => {
    const tea = await createItem('Tea', 250);
    await sell(tea.id, 250);
    await pair();
    await sell(tea.id, 250);
    const state = await allSent();
    expect(state).toMatchObject({ status: 'sent', trouble: null, oldestWaitingAt: null, sending: false });
    expect(state.remote).toMatchObject({ kind: 'hub', storeName: 'High Street' });
    expect(state.lastSentAt).not.toBeNull();
    expect((await call('till.getStatus', {})).waitingEvents).toBe(0);
    const { arrived, heard } = remote.state;
    expect(arrived.map(({ sequence }) => Number(sequence))).toEqual(outbox().map((_row, index) => index + 1));
    const register = file((sqlite) => sqlite.prepare('SELECT id, incarnation FROM register').get()) as {
      id: string;
      incarnation: string;
    };
    for (const request of heard.filter(isEvents)) {
      const { headers, body } = request;
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers[JOURNAL_HEADER]).toMatch(/^\d+:[0-9a-f]{64}$/);
      const parsed = HTTP.toEvent({ headers: { 'content-type': headers['content-type'] ?? '' }, body }) as SdkEvent | SdkEvent[];
      const events = Array.isArray(parsed) ? parsed : [parsed];
      for (const event of events) {
        expect(event.validate()).toBe(true);
        expect(event.source).toBe(sourceOf(register));
      }
      for (const event of JSON.parse(body) as unknown[]) expect(cloudEvent.parse(event)).toEqual(event);
    }
  });

  it('go one by one where no batches are taken, and to a receiver that is no hub', async () => {
    await pair();
    await createItem('Tea', 250);
    await allSent();
    await call('sync.unpair', {});
    remote.state.isHub = false;
    await createItem('Milk', 100);
    await createItem('Bread', 300);
    remote.state.heard = [];
    const state = await call('sync.setReceiver', { url: `${await remote.start()}/take/them`, token: 'a token of a broker' });
    expect(state.remote?.kind).toBe('receiver');
    await allSent();
    const sent = remote.state.heard.filter(({ method }) => method === 'POST');
    expect(sent).toHaveLength(2);
    for (const { path, headers, body } of sent) {
      expect([path, headers.authorization]).toEqual(['/take/them', 'Bearer a token of a broker']);
      expect((HTTP.toEvent({ headers: headers, body }) as SdkEvent).validate()).toBe(true);
    }
    await call('sync.unpair', {});
    await createItem('Salt', 100);
    await pair({ batch: null });
    await allSent();
    // A hub that knows nothing of this register yet is told all, also what another remote had confirmed.
    expect(names()).toEqual(['Tea', 'Milk', 'Bread', 'Salt']);
  });

  it('stay within the events and the bytes of a batch', async () => {
    for (let count = 0; count < 12; count++) await createItem(`Item ${count}`, 100);
    await pair({ batch: { maxEvents: 3, maxBytes: 100_000 } });
    await allSent();
    const sizes = () => remote.state.heard.filter(isEvents).map(({ body }) => (JSON.parse(body) as unknown[]).length);
    expect(Math.max(...sizes())).toBe(3);
    expect(sizes().reduce((sum, size) => sum + size)).toBe(outbox().length);
    await call('sync.unpair', {});
    for (let count = 0; count < 12; count++) await createItem(`More ${count}`, 100);
    await pair({ batch: { maxEvents: 100, maxBytes: 3000 } });
    await allSent();
    for (const { body } of remote.state.heard.filter(isEvents)) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(3000);
    expect(Math.max(...sizes())).toBeGreaterThan(1);
    expect(new Set(names()).size).toBe(24);
  });

  it('larger than any receiver has to take are put aside here, and never sent', async () => {
    await createItem('Tea', 250);
    await till.stop();
    const sqlite = new Sqlite(join(till.dataDir(), DATABASE_FILE));
    sqlite
      .prepare("UPDATE outbox SET data = json_set(data, '$.description', ?) WHERE type LIKE '%item-changed%'")
      .run('x'.repeat(70_000));
    sqlite.close();
    await till.start();
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    await createItem('Milk', 100);
    await pair();
    await until(({ waiting, parked }) => waiting === 0 && parked === 1);
    expect(names()).toEqual(['Milk']);
    const { items } = await call('sync.getQueue', { parked: true });
    expect(items).toMatchObject([{ state: 'parked', reasonCode: 'too-large', subject: 'Tea' }]);
  });
});

describe('tried again until they arrive', () => {
  it.each<[string, Trick]>([
    ['an answer that was lost', 'cut'],
    ['a hub that hangs', 'hang'],
    ['401', { status: 401 }],
    ['408', { status: 408 }],
    ['425', { status: 425 }],
    ['429', { status: 429, headers: { 'Retry-After': '0' } }],
    ['500', { status: 500 }],
    ['503 with a page', { status: 503, headers: { 'Content-Type': 'text/html' }, body: '<html>' }],
    ['a captive portal', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Sign in</html>' }],
    ['a redirect', { status: 302, headers: { Location: 'http://127.0.0.1:9/elsewhere' } }],
    ['no JSON', { status: 200, body: 'OK' }],
    ['another JSON', { status: 200, body: '{"ok":true}' }],
    ['an answer that names nobody', { status: 200, body: '{"results":[]}' }],
    ['half an answer', { status: 200, headers: { 'Content-Length': '1000' }, body: '{"results":' }],
  ])('%s', async (_cause, trick) => {
    const tea = await createItem('Tea', 250);
    await sell(tea.id, 250);
    await pair();
    trickFirst(2, trick);
    await sell(tea.id, 250);
    await allSent();
    arrivedOnce();
  });

  it('and say why until then', async () => {
    await pair();
    remote.state.trick = (heard) => (isEvents(heard) ? { status: 503, headers: { 'Retry-After': '3600' } } : undefined);
    await createItem('Tea', 250);
    const state = await until(({ trouble }) => trouble !== null);
    expect(state).toMatchObject({ status: 'offline', waiting: waiting(), trouble: { kind: 'remote-error' } });
    expect((state.nextTryAt ?? 0) - Date.now()).toBeGreaterThan(3_000_000);
    remote.state.trick = () => undefined;
    await call('sync.syncNow', {});
    expect((await allSent()).trouble).toBeNull();
  });
});

describe('a refused event', () => {
  /** Refuses what tells of one item. */
  const refuse = (itemId: string): void => {
    remote.state.judge = ({ id, partitionkey }) =>
      partitionkey === itemId ? { id, outcome: 'rejected', reason: 'invalid', message: 'the name is odd' } : accept({ id });
  };

  it('is put aside with its reason; those of its aggregate wait, all others go on', async () => {
    const [tea, milk] = [await createItem('Tea', 250), await createItem('Milk', 100)];
    await pair();
    await allSent();
    refuse(tea.id);
    const rename = async (item: { id: string }, name: string) => {
      const { revision, price } = await call('catalog.getCatalogItemById', { id: item.id });
      return call('catalog.updateCatalogItem', { id: item.id, revision, name, price });
    };
    await rename(tea, 'Green tea');
    await rename(tea, 'Black tea');
    await rename(milk, 'Oat milk');
    const state = await until(({ waiting, parked }) => parked === 1 && waiting === 1);
    expect(state.status).toBe('attention');
    const { items } = await call('sync.getQueue', {});
    expect(items.map(({ subject, state: stands, reason }) => [subject, stands, reason])).toEqual([
      ['Green tea', 'parked', 'the name is odd'],
      ['Black tea', 'behind-parked', null],
    ]);
    expect(names().at(-1)).toBe('Oat milk');

    const first = items[0]!.sequence;
    remote.state.judge = accept;
    await call('sync.sendAgain', { sequence: first });
    await allSent();
    expect(names().slice(-2)).toEqual(['Green tea', 'Black tea']);
    expect(await refusal('sync.sendAgain', { sequence: first })).toBe('sync/event-not-parked');
  });

  it('can be given up: it stays, the journal says so, and what waited goes on', async () => {
    await pair();
    const tea = await createItem('Tea', 250);
    await allSent();
    refuse(tea.id);
    await call('catalog.deleteCatalogItem', { id: tea.id });
    await until(({ parked }) => parked === 1);
    const { items } = await call('sync.getQueue', { parked: true });
    await call('sync.discard', { sequence: items[0]!.sequence, reason: 'a test' });
    expect(await call('sync.getState', {})).toMatchObject({ status: 'sent', waiting: 0, parked: 0 });
    const journal = await call('journal.getJournal', { kind: 'event-discarded' });
    expect(journal.items[0]?.data).toMatchObject({ sequence: items[0]!.sequence, eventId: items[0]!.id });
    expect(outbox().at(-1)).toMatchObject({ id: items[0]!.id, sent_at: null });
    expect(await refusal('sync.discard', { sequence: items[0]!.sequence, reason: 'again' })).toBe('sync/event-not-parked');
  });

  it('is found by halves where a batch is refused as a whole', async () => {
    const items = [];
    for (let count = 0; count < 9; count++) items.push(await createItem(`Item ${count}`, 100));
    const bad = `"partitionkey":"${items[5]!.id}"`;
    await pair({
      trick: (heard) => (isEvents(heard) && heard.body.includes(bad) ? { status: 400, body: 'I cannot read this' } : undefined),
    });
    await until(({ waiting, parked }) => waiting === 0 && parked === 1);
    const { items: parked } = await call('sync.getQueue', { parked: true });
    expect(parked).toMatchObject([{ subject: 'Item 5', reason: 'I cannot read this', reasonCode: 'http-400' }]);
    expect(names()).toEqual([0, 1, 2, 3, 4, 6, 7, 8].map((count) => `Item ${count}`));
  });
});

describe('the queue', () => {
  it('is sent again to a hub that lost what it had confirmed', async () => {
    await pair();
    const tea = await createItem('Tea', 250);
    await sell(tea.id, 250);
    await allSent();
    const [first] = remote.state.arrived;
    remote.state.arrived = first ? [first] : [];
    await restart();
    await expect.poll(() => remote.state.arrived.length, { timeout: 20_000 }).toBe(outbox().length);
    await allSent();
    arrivedOnce();
    expect((await call('till.getStatus', {})).waitingEvents).toBe(0);
  });

  it('outlives a restart, signing out, and another pairing', async () => {
    const tea = await createItem('Tea', 250);
    const order = await sell(tea.id, 250);
    await pair();
    remote.state.trick = (heard) => (isEvents(heard) ? 'hang' : undefined);
    await sell(tea.id, 250);
    await call('identity.logoutUser', {});
    await restart();
    await call('sync.unpair', {});
    expect((await call('sync.getState', {})).status).toBe('unpaired');
    expect((await call('till.getStatus', {})).waitingEvents).toBeGreaterThan(0);
    const queue = await call('sync.getQueue', {});
    expect(queue.items.map(({ subject }) => subject)).toContain(order.receiptNumber);
    expect(queue.money).toEqual([{ method: 'cash', payments: 2, amount: { amount: 500, currency: 'EUR' } }]);
    await pair();
    await allSent();
    arrivedOnce();
    await restart();
    await sell(tea.id, 250);
    await allSent();
    arrivedOnce();
  });

  it.each([
    ['a higher sequence', { lastSequence: 1000, lastId: 'another' }],
    ['another event at a sequence', { lastSequence: 1, lastId: 'another' }],
  ])('of an old copy of the file is not sent before the hub has given it another name: it knows %s', async (_what, known) => {
    await createItem('Tea', 250);
    await pair({ known });
    const state = await until(({ trouble }) => trouble?.kind === 'old-copy');
    expect(state).toMatchObject({ status: 'attention', waiting: outbox().length });
    expect(remote.state.heard.filter(isEvents)).toEqual([]);
  });

  it('gives the register the code that the hub says, and says who it is', async () => {
    const before = await call('till.getReceiptKeys', {});
    await pair();
    expect(remote.state.pairRequests.at(-1)).toMatchObject({
      code: 'ABCDEFGH',
      register: { code: 'R1', receiptKey: before[0]!.text },
      shop: { name: 'Shop', currency: 'EUR', pricesIncludeTax: true },
    });
    expect((await call('till.getStatus', {})).registerCode).toBe('R7');
    const tea = await createItem('Tea', 250);
    expect((await sell(tea.id, 250)).receiptNumber).toBe('R7-000001');
    expect((await call('till.getReceiptKeys', {})).map(({ registerCode }) => registerCode)).toEqual(['R7']);
    expect(await refusal('sync.pair', { url: 'https://hub.example', code: CODE })).toBe('sync/already-paired');
  });
});
