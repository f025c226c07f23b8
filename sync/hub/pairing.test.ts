import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toBase32 } from '../../domain/shared/base32.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { CloudEvent } from '../wire.ts';
import { onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { FakeTill, item } from './testing/events.ts';
import { PairedTill, ServedHub, SHOP } from './testing/served-hub.ts';

const makeKey = (code = 'R1'): { text: string; privateKey: KeyObject } => {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = Buffer.from(pair.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const text = `TWK1${toBase32(Buffer.concat([Buffer.from([code.length]), Buffer.from(code), publicKey]))}`;
  return { text, privateKey: pair.privateKey };
};

onBothDatabases('pairing', (make) => {
  let made: TestDatabase;
  let served: ServedHub;

  beforeEach(async () => {
    made = await make();
    served = await ServedHub.start(made);
  });
  afterEach(async () => {
    await served.hub.close();
    await made.drop();
  });

  const pair = (code: string, register: object, shop: object | null = SHOP) =>
    served.post('/pair', {
      code,
      register: { id: newId(), incarnation: newId(), code: 'R1', receiptKey: null, ...register },
      shop,
    });

  test('a code pairs one register, once, for a quarter of an hour', async () => {
    const { code, storeId } = await served.code();
    const { status, body } = await pair(code, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      hubId: served.hub.hubId,
      storeId,
      storeName: 'Corner',
      registerCode: 'R1',
      shop: null,
      replaces: null,
    });
    expect(await pair(code, {})).toMatchObject({ status: 403, body: { error: { code: 'code-invalid' } } });
    expect(await pair('00000000', {})).toMatchObject({ status: 403 });
    const late = await served.code({ for: 'store', storeId });
    served.clock.at += 15 * 60_000 + 1;
    expect(await pair(late.code, {})).toMatchObject({ status: 403 });
  });

  test('the token is kept as its hash alone', async () => {
    const paired = await served.pairTill();
    const [row] = await made.database.query<{ text: string }>('SELECT to_json(r)::text AS text FROM register r');
    expect(row?.text).not.toContain(paired.reply.token);
    expect(paired.reply.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test('a register code is unique within the store, and never printed by two incarnations', async () => {
    const one = await served.pairTill();
    const join = { for: 'store', storeId: one.storeId } as const;
    const two = await served.pairTill(join, { code: 'R1' }, null);
    expect(two.reply.registerCode).toBe('R2');
    expect(two.reply.shop).toEqual({ ...SHOP, name: 'Corner' });
    const again = await served.pairTill(join, { id: one.till.id, incarnation: one.till.incarnation, code: 'R1' });
    expect(again.reply.registerCode).toBe('R1');
    const restored = newId();
    const anew = await served.post('/incarnation', { incarnation: restored, events: [] }, again.headers);
    expect(anew).toMatchObject({ status: 200, body: { registerCode: 'R3', source: `/registers/${one.till.id}/${restored}` } });
    expect(await served.post('/incarnation', { incarnation: restored, events: [] }, again.headers)).toMatchObject({
      body: { registerCode: 'R3' },
    });
    expect((await served.call('/capabilities', { headers: one.headers })).status).toBe(401);
    expect((await served.call('/capabilities', { headers: again.headers })).body['register']).toMatchObject({ code: 'R3' });
  });

  test('what does not fit is refused, and the code stays good', async () => {
    const { code, storeId } = await served.code();
    expect(await pair(code, {}, null)).toMatchObject({ status: 409, body: { error: { code: 'no-shop' } } });
    expect(await pair(code, { receiptKey: 'TWK1AAAA' })).toMatchObject({ status: 422 });
    expect(await pair(code, {})).toMatchObject({ status: 200 });
    const join = await served.code({ for: 'store', storeId });
    expect(await pair(join.code, {}, { ...SHOP, currency: 'CHF' })).toMatchObject({
      status: 409,
      body: { error: { code: 'other-shop' } },
    });
    const elsewhere = await served.pairTill({ for: 'new-store', name: 'Elsewhere' });
    expect(await pair(join.code, { id: elsewhere.till.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'register-elsewhere' } },
    });
    expect(await pair(join.code, {}, null)).toMatchObject({ status: 200 });
  });

  test('a register in place of a lost one learns how far that had come', async () => {
    const lost = await served.pairTill();
    const hash = 'cd'.repeat(32);
    const sale = lost.till.order('paid', [{ itemId: newId(), units: 1 }]);
    const shift = lost.till.event('app.tillwright.till.shift-opened.v1', 'shift', { number: 4, openedAt: 1, openedBy: null });
    await lost.batch([sale, shift], { 'tillwright-journal': `9:${hash}` });
    const found = await served.pairTill({ for: 'replacement', registerId: lost.till.id }, { code: 'R1' }, null);
    expect(found.reply).toMatchObject({
      registerCode: 'R2',
      shop: { currency: 'EUR' },
      replaces: {
        registerId: lost.till.id,
        code: 'R1',
        sources: [lost.till.source],
        lastOrderNumber: 1,
        lastShiftNumber: 4,
        journal: { sequence: 9, hash },
      },
    });
    expect((await lost.batch([lost.till.moved(newId(), 1)])).status).toBe(401);
    expect((await found.changes({ own: true })).changes.map(({ event }) => event.id)).toEqual([sale.id, shift.id]);
    expect(await served.office('getRegisters', {})).toMatchObject([
      { code: 'R1', replacedBy: 'R2' },
      { code: 'R2', replacedBy: null },
    ]);
  });

  test('a new store takes over catalogue and rules, and no people', async () => {
    const one = await served.pairTill();
    const soap = item();
    const rules = { setting: 'shop', value: { name: 'Corner' } };
    await one.send(
      one.till.itemChanged(soap),
      one.till.buyerChanged(newId(), 'Grace'),
      one.till.event('app.tillwright.till.settings-changed.v1', 'shop', rules),
      one.till.event('app.tillwright.pricing.taxes-changed.v1', 'taxes', { taxes: [], categories: [] }),
    );
    const branch = await served.pairTill({ for: 'new-store', name: 'Branch', likeStoreId: one.storeId }, {}, null);
    expect(branch.reply.shop).toMatchObject({ name: 'Branch', currency: 'EUR' });
    const { changes } = await branch.changes();
    expect(changes.map(({ event }) => event.type.split('.')[3])).toEqual(['item-changed', 'taxes-changed']);
  });

  test('many tries at a code are slowed down', async () => {
    await served.hub.app.close();
    served = await ServedHub.start(made, { attemptsPerMinute: 3 }, served.cookie);
    const tries = [];
    for (let attempt = 0; attempt < 5; attempt += 1) tries.push(await pair('00000000', {}));
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 429, 429]);
    expect(Number(tries.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  const carry = (bearer: PairedTill, source: string, events: readonly CloudEvent[], privateKey: KeyObject) => {
    const text = JSON.stringify(events);
    const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
    return served.post('/carried', { source, events: text, signature }, bearer.headers);
  };

  test('a queue that another till carries counts as its register’s own; the register then finds it taken', async () => {
    const key = makeKey();
    const broken = await served.pairTill(undefined, { receiptKey: key.text });
    const bearer = await served.pairTill({ for: 'store', storeId: broken.storeId }, { code: 'R2' }, null);
    const soap = newId();
    const events = [broken.till.moved(soap, 3), broken.till.moved(soap, 4)];
    const accepted = { status: 200, body: { results: [{ outcome: 'accepted' }, { outcome: 'accepted' }] } };
    expect(await carry(bearer, broken.till.source, events, key.privateKey)).toMatchObject(accepted);
    expect((await broken.send(...events)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
    expect((await bearer.changes()).changes).toHaveLength(2);
  });

  test('a carried queue is refused: of another store, under another key, changed, of a register that was revoked', async () => {
    const key = makeKey();
    const broken = await served.pairTill(undefined, { receiptKey: key.text });
    const bearer = await served.pairTill(
      { for: 'store', storeId: broken.storeId },
      { code: 'R2', receiptKey: makeKey().text },
      null,
    );
    const stranger = await served.pairTill({ for: 'new-store', name: 'Elsewhere' });
    const { source } = broken.till;
    const events = [broken.till.moved(newId(), 3)];
    const refused = (code: string) => ({ status: 403, body: { error: { code } } });
    expect(await carry(stranger, source, events, key.privateKey)).toMatchObject(refused('foreign-store'));
    expect(await carry(bearer, source, events, makeKey().privateKey)).toMatchObject(refused('foreign-source'));
    const signature = sign(null, Buffer.from('[]'), key.privateKey).toString('base64');
    const changed = { source, events: JSON.stringify(events), signature };
    expect(await served.post('/carried', changed, bearer.headers)).toMatchObject(refused('foreign-source'));
    // Signed by the register of the source, about another one.
    expect((await carry(bearer, source, [bearer.till.moved(newId(), 1)], key.privateKey)).body['results']).toMatchObject([
      { outcome: 'rejected', reason: 'foreign-source' },
    ]);
    await served.office('revokeRegister', { registerId: broken.till.id });
    expect(await carry(bearer, source, events, key.privateKey)).toMatchObject(refused('foreign-source'));
    expect(await made.database.query('SELECT * FROM event')).toEqual([]);
  });

  test('a till that is handed another one’s token is refused', async () => {
    const one = await served.pairTill();
    const two = await served.pairTill({ for: 'store', storeId: one.storeId }, { code: 'R2' }, null);
    const swapped = new PairedTill(served, two.till, one.reply);
    expect((await swapped.send(two.till.moved(newId(), 1))).map(({ reason }) => reason)).toEqual(['foreign-source']);
    expect((await served.call(`/capabilities?source=${new FakeTill().source}`, { headers: one.headers })).status).toBe(403);
  });
});
