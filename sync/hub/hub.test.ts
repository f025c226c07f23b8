import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { openPostgres } from './database.ts';
import { createHub } from './hub.ts';
import { migrate } from './migrate.ts';
import { makePostgres, onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { DAY, item } from './testing/events.ts';
import { ServedHub } from './testing/served-hub.ts';

onBothDatabases('the hub', (make) => {
  let made: TestDatabase;
  let served: ServedHub;
  let officeDir: string;

  beforeEach(async () => {
    made = await make();
    officeDir = mkdtempSync(join(tmpdir(), 'tillwright-office-'));
    served = await ServedHub.start(made, { officeDir });
  });
  afterEach(async () => {
    await served.hub.close();
    await made.drop();
    rmSync(officeDir, { recursive: true });
  });

  test('its OpenAPI document is one', async () => {
    const { status, body } = await served.call('/openapi.json');
    expect(status).toBe(200);
    const result = await new Validator().validate(body);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    const paths = Object.keys(body['paths'] as object);
    for (const path of ['/events', '/changes', '/pair', '/carried', '/capabilities', '/office/api/editItem'])
      expect(paths).toContain(path);
  });

  test('it says how it is, without a name or a secret', async () => {
    const paired = await served.pairTill();
    await paired.send(paired.till.moved(newId(), 1), { ...paired.till.moved(newId(), 1), data: {} });
    expect((await served.call('/healthz')).body).toEqual({ ok: true });
    const text = String((await served.call('/metrics')).body['text']);
    expect(text).toContain('tillwright_hub_events_total{outcome="accepted",reason=""} 1');
    expect(text).toContain('tillwright_hub_events_total{outcome="rejected",reason="invalid"} 1');
    expect(text).toContain('tillwright_hub_registers 1');
    for (const secret of [paired.reply.token, paired.till.id, paired.storeId]) expect(text).not.toContain(secret);
  });

  test('the office key is told once, and all hubs on a database are one', async () => {
    expect(served.hub.officeKey).toMatch(/^[\w-]{43}$/);
    const second = await ServedHub.start(made, {}, served.cookie);
    expect(second.hub.officeKey).toBeNull();
    expect(second.hub.hubId).toBe(served.hub.hubId);
    await second.hub.app.close();
  });

  test('it serves the built page under a strict policy, and nothing beside it', async () => {
    mkdirSync(join(officeDir, 'assets'));
    writeFileSync(join(officeDir, 'index.html'), '<meta name="csp-nonce" content="" />');
    writeFileSync(join(officeDir, 'assets/a.js'), '1');
    const page = await served.call('/office/');
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '-';
    expect(policy).toContain("default-src 'none'");
    expect(String(page.body['text'])).toContain(nonce);
    expect((await served.call('/office')).headers.get('location')).toBe('/office/');
    expect((await served.call('/office/assets/a.js')).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/office/%2e%2e/secret', '/office/..%2fsecret', '/office/none.js'])
      expect((await served.call(path)).status).toBe(404);
  });

  test('the office sees sales, stock, oversold items and registers of all stores', async () => {
    const one = await served.pairTill();
    const two = await served.pairTill({ for: 'new-store', name: 'Annexe', likeStoreId: one.storeId });
    const soap = item();
    await one.send(
      one.till.itemChanged(soap),
      one.till.moved(soap.id, 1),
      one.till.order('paid', [{ itemId: soap.id, units: 3 }]),
    );
    await two.send(
      two.till.itemChanged(soap),
      two.till.moved(soap.id, 5),
      two.till.order('paid', [{ itemId: soap.id, units: 1 }]),
    );
    const { stores } = await served.office('getSales', { day: DAY });
    expect(stores.map(({ storeName, count, gross, net, tax }) => [storeName, count, gross, net, tax])).toEqual([
      ['Annexe', 1, 250, 200, 50],
      ['Corner', 1, 750, 600, 150],
    ]);
    expect(stores[1]?.tenders).toEqual([{ method: 'cash', count: 1, amount: { amount: 750, currency: 'EUR' } }]);
    expect((await served.office('getStock', {})).items).toMatchObject([{ itemId: soap.id, name: 'Soap', total: 2 }]);
    expect((await served.office('getOversold', {})).items).toEqual([
      { itemId: soap.id, name: 'Soap', storeId: one.storeId, storeName: 'Corner', level: -2 },
    ]);
    expect((await served.office('getHub', {})).stores.map(({ storeName, registers }) => [storeName, registers])).toEqual([
      ['Annexe', 1],
      ['Corner', 1],
    ]);
    served.clock.at += 5000;
    expect(await served.office('getRegisters', {})).toMatchObject([
      { storeName: 'Annexe', code: 'R1', lastSequence: 3, lag: { events: 1, seconds: 5 } },
      { storeName: 'Corner', code: 'R1', lastSequence: 3, lag: { events: 1, seconds: 5 } },
    ]);
  });

  test('an edit of the office reaches every store that has the item, and one that saw an older state is refused', async () => {
    const one = await served.pairTill();
    const two = await served.pairTill({ for: 'new-store', name: 'Annexe', likeStoreId: one.storeId });
    const swiss = await served.pairTill(
      { for: 'new-store', name: 'Zurich' },
      {},
      {
        id: newId(),
        name: 'Z',
        currency: 'CHF',
        pricesIncludeTax: true,
      },
    );
    const soap = item({ barcodes: [{ code: '4006381333931', kind: 'ean13', checkDigitOk: true }] });
    await one.send(one.till.itemChanged(soap));
    await two.send(two.till.itemChanged(soap));
    await swiss.send(swiss.till.itemChanged({ ...soap, price: { amount: 300, currency: 'CHF' } }));
    const cursors = await Promise.all([one, two, swiss].map(async (till) => (await till.changes()).cursor));
    const found = await served.office('getItems', { text: 'soap 40063' });
    const seen = found.items[0]!;
    expect(seen.prices).toHaveLength(3);
    const set = { name: 'Green soap', price: { amount: 275, currency: 'EUR' }, barcodes: ['12345678'] };
    const edited = await served.office('editItem', { itemId: soap.id, revision: seen.revision, set });
    expect(edited).toMatchObject({ name: 'Green soap', changedBy: 'office', barcodes: [{ code: '12345678', kind: 'ean8' }] });
    const told = await Promise.all([one, two, swiss].map((till, index) => till.changes({ cursor: cursors[index] ?? '' })));
    expect(
      told.map(({ changes }) => changes.map(({ event }) => [event.source, event.data['name'], event.data['price']])),
    ).toEqual([
      [[`/hubs/${served.hub.hubId}`, 'Green soap', set.price]],
      [[`/hubs/${served.hub.hubId}`, 'Green soap', set.price]],
      [[`/hubs/${served.hub.hubId}`, 'Green soap', { amount: 300, currency: 'CHF' }]],
    ]);
    expect(await served.askOffice('editItem', { itemId: soap.id, revision: seen.revision, set })).toMatchObject({
      status: 409,
      body: { error: { code: 'catalog/stale-edit' } },
    });
    expect(await served.askOffice('getItem', { itemId: newId() })).toMatchObject({
      status: 404,
      body: { error: { code: 'catalog/item-not-found' } },
    });
    // A till that edits by what it saw before meets the office's edit, and wins as the later one.
    await one.send(one.till.itemChanged({ ...soap, name: 'Blue soap' }, { name: 'Soap' }));
    expect((await served.office('getConflicts', {})).items).toMatchObject([
      { field: 'name', lost: 'Green soap', won: 'Blue soap', lostBy: 'office', wonBy: 'R1' },
    ]);
  });

  test('lists come in pages', async () => {
    const one = await served.pairTill();
    await one.send(...['c', 'a', 'b'].map((name) => one.till.itemChanged(item({ name }))));
    const first = await served.office('getItems', { pageSize: 2 });
    const second = await served.office('getItems', { pageSize: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(second.nextCursor).toBeNull();
  });
});

test('several hubs that start at once on an empty database make it once', async () => {
  const made = await makePostgres();
  const hubs = await Promise.all(Array.from({ length: 4 }, () => createHub({ storage: { databaseUrl: made.url } })));
  expect(new Set(hubs.map(({ hubId }) => hubId)).size).toBe(1);
  expect(hubs.filter(({ officeKey }) => officeKey !== null)).toHaveLength(1);
  await Promise.all(hubs.map((hub) => hub.close()));
  const later = openPostgres(made.url);
  await later.query('INSERT INTO migration (version) VALUES (999)');
  await expect(migrate(later)).rejects.toThrow('a newer hub made this database');
  await Promise.all([made.database.close(), later.close()]);
  await made.drop();
});

test('what is logged names no token, no body and no value', async () => {
  const made = await makePostgres();
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  try {
    const served = await ServedHub.start(made, { logs: true });
    const paired = await served.pairTill();
    await paired.send(
      paired.till.itemChanged(item({ name: 'Mandragora' })),
      paired.till.itemChanged({ ...item(), name: 7 as never }),
    );
    await made.database.query('ALTER TABLE event RENAME TO lost');
    expect((await paired.batch([paired.till.itemChanged(item({ name: 'Mandragora' }))])).status).toBe(500);
    await served.hub.close();
    const text = lines.join('');
    expect(text).toContain('a request failed');
    for (const secret of [paired.reply.token, served.hub.officeKey ?? '-', 'Mandragora', 'Bearer', served.cookie])
      expect(text).not.toContain(secret);
  } finally {
    write.mockRestore();
  }
  await made.drop();
});
