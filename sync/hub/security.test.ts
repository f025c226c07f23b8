import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { BATCH } from '../wire.ts';
import { onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { item } from './testing/events.ts';
import { type PairedTill, ServedHub } from './testing/served-hub.ts';

const SPOILT = `'; DROP TABLE event; --`;

onBothDatabases('what is refused', (make) => {
  let made: TestDatabase;
  let served: ServedHub;
  let paired: PairedTill;

  beforeEach(async () => {
    made = await make();
    served = await ServedHub.start(made);
    paired = await served.pairTill();
  });
  afterEach(async () => {
    await served.hub.close();
    await made.drop();
  });

  const events = async (): Promise<number> =>
    (await made.database.query<{ count: number }>('SELECT count(*) FROM event'))[0]?.count ?? -1;

  test('no token, a wrong one, one that was revoked', async () => {
    const event = paired.till.moved(newId(), 1);
    const send = (authorization?: string) =>
      served.post('/events', event, {
        'content-type': 'application/cloudevents+json',
        ...(authorization !== undefined && { authorization }),
      });
    const wrong = [undefined, '', 'Bearer', `Bearer ${'x'.repeat(43)}`, `Basic ${paired.reply.token}`, `Bearer ${SPOILT}`];
    for (const authorization of wrong) expect((await send(authorization)).status).toBe(401);
    expect((await served.call('/changes')).status).toBe(401);
    expect((await served.post('/carried', {})).status).toBe(401);
    await served.office('revokeRegister', { registerId: paired.till.id });
    expect((await send(paired.headers['authorization'])).status).toBe(401);
    expect((await served.call('/changes', { headers: paired.headers })).status).toBe(401);
    expect((await served.call('/capabilities', { headers: paired.headers })).status).toBe(401);
    expect(await events()).toBe(0);
  });

  test('bodies that are too large, packed or not, and bodies that are none', async () => {
    const post = (body: Buffer, headers: Record<string, string> = {}) =>
      served.call('/events', {
        method: 'POST',
        headers: { ...paired.headers, 'content-type': BATCH, ...headers },
        body: new Uint8Array(body),
      });
    const gzip = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(100_000_000, ' '));
    expect(bomb.length).toBeLessThan(200_000);
    expect((await post(bomb, gzip)).status).toBe(413);
    expect((await post(Buffer.alloc(2_200_000, ' '))).status).toBe(413);
    expect((await post(Buffer.from(JSON.stringify(Array.from({ length: 501 }, () => 1))))).status).toBe(413);
    expect((await post(Buffer.from('not gzip'), gzip)).status).toBe(400);
    expect((await post(Buffer.from('[]'), { 'content-encoding': 'br' })).status).toBe(415);
    expect((await post(Buffer.from('{'))).status).toBe(400);
    expect((await post(Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await post(Buffer.from('{}'))).status).toBe(400);
    expect((await post(Buffer.from('[]'), { 'content-type': 'text/plain' })).status).toBe(415);
    const deep = Buffer.from(`[${'['.repeat(500_000)}${']'.repeat(500_000)}]`);
    expect((await post(deep)).body).toMatchObject({ results: [{ outcome: 'rejected', reason: 'invalid' }] });
    expect(await events()).toBe(0);
  });

  test('SQL in every field is text, or refused', async () => {
    const soap = item({ name: SPOILT, description: SPOILT });
    const good = paired.till.itemChanged(soap);
    good.id = SPOILT;
    good.partitionkey = SPOILT;
    expect((await paired.send(good)).map(({ outcome }) => outcome)).toEqual(['accepted']);
    for (const field of ['source', 'type', 'time', 'sequence', 'specversion', 'datacontenttype']) {
      const [result] = await paired.send({ ...paired.till.moved(newId(), 1), [field]: SPOILT });
      expect(result?.outcome, field).toBe('rejected');
    }
    for (const search of [`cursor=${SPOILT}`, `cursor=1&limit=${SPOILT}`, `wait=${SPOILT}`, `own=${SPOILT}`, `other=${SPOILT}`])
      expect((await served.call(`/changes?${search}`, { headers: paired.headers })).status, search).toBe(400);
    expect((await paired.changes({ own: true })).changes[0]?.event.data).toMatchObject({ name: SPOILT, description: SPOILT });
    expect((await served.office('getItems', { text: SPOILT })).items).toHaveLength(1);
    expect((await served.office('getItems', { text: '%' })).items).toHaveLength(0);
    for (const input of [{ day: SPOILT }, { day: '2026-03-14', more: 1 }])
      expect((await served.askOffice('getSales', input)).status).toBe(400);
    expect((await served.post('/pair', { code: SPOILT, register: {}, shop: null })).status).toBe(400);
    const journal = { 'tillwright-journal': SPOILT };
    expect((await paired.batch([], journal)).status).toBe(200);
    expect(await events()).toBe(1);
  });

  test('another store’s order, payment and buyer stay as they are', async () => {
    const elsewhere = await served.pairTill({ for: 'new-store', name: 'Elsewhere' });
    const orderId = newId();
    const buyerId = newId();
    const sale = paired.till.order('paid', [{ itemId: newId(), units: 2 }], { id: orderId });
    await paired.send(sale, paired.till.buyerChanged(buyerId, 'Grace'));
    const rows = () => made.database.query('SELECT * FROM customer_order WHERE store_id = $1::uuid', [paired.storeId]);
    const before = await rows();
    const payments = sale.data['payments'] as never;
    await elsewhere.send(
      elsewhere.till.order('cancelled', [{ itemId: newId(), units: 2 }], { id: orderId, payments }),
      elsewhere.till.event('app.tillwright.ordering.buyer-erased.v1', buyerId, { buyerId, erasedAt: 1 }),
    );
    expect(await rows()).toEqual(before);
    expect((await paired.changes({ own: true })).changes.map(({ event }) => event.type.split('.')[3])).toEqual([
      'order-paid',
      'buyer-changed',
    ]);
  });

  test('the office opens by its key alone, for its own page alone', async () => {
    const bare = (operation: string, headers: Record<string, string> = {}) =>
      served.post(`/office/api/${operation}`, {}, headers);
    expect(await bare('getHub')).toMatchObject({ status: 401, body: { error: { code: 'shared/not-signed-in' } } });
    expect((await bare('getHub', { cookie: `office=${'x'.repeat(43)}` })).status).toBe(401);
    expect((await bare('getHub', { cookie: served.cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await bare('getHub', { cookie: served.cookie, origin: served.hub.url })).status).toBe(200);
    expect((await bare('getHub', { authorization: paired.headers['authorization'] ?? '' })).status).toBe(401);
    expect((await served.post('/office/api/signIn', { key: 'wrong' })).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie: served.cookie };
    expect((await bare('getHub', form)).status).toBe(415);
    const signedIn = await served.post('/office/api/signIn', { key: served.hub.officeKey });
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^office=[\w-]{43}; Path=\/office; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    await served.office('signOut', {});
    expect((await served.askOffice('getHub', {})).status).toBe(401);
  });

  test('no page of another origin reads an answer, and no frame holds it', async () => {
    const { headers } = await served.call('/healthz', { headers: { origin: 'https://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a caller that never stops is told to wait', async () => {
    await served.hub.app.close();
    served = await ServedHub.start(made, { requestsPerMinute: 3 }, served.cookie);
    const statuses = [];
    for (let call = 0; call < 5; call += 1)
      statuses.push((await served.call('/capabilities', { headers: paired.headers })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
