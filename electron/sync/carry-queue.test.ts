import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { fromBase32 } from '../../domain/shared/base32.ts';
import type { CarriedPart, CloudEvent } from '../../sync/wire.ts';
import { setUpFakeRemote } from '../testing/fake-remote.ts';
import { CODE, QUICK, sendingTill } from '../testing/sync-till.ts';
import { setUpTestTill } from '../testing/test-till.ts';

const cutOff = setUpTestTill('R1', { syncTiming: QUICK });
const online = setUpTestTill('R2', { syncTiming: QUICK });
const [first, second] = [sendingTill(cutOff), sendingTill(online)];
const remote = setUpFakeRemote();
const passphrase = 'a stick in a drawer';

const idsOf = () => cutOff.file((sqlite) => sqlite.prepare<[], string>('SELECT id FROM outbox ORDER BY sequence').pluck().all());

/** What the first till told and the remote has, whoever brought it. */
const arrivedOfFirst = () => {
  const register = cutOff.file((sqlite) => sqlite.prepare<[], string>('SELECT id FROM register').pluck().get()) ?? '';
  return new Set(remote.state.arrived.filter(({ source }) => source.includes(register)).map(({ id }) => id));
};

it('arrives from another till, unopened and signed; its own till finds it delivered', async () => {
  remote.state.registerCode = 'R2';
  const tea = await first.createItem('Tea', 250);
  for (let sale = 0; sale < 5; sale++) await first.sell(tea.id, 250);
  const { base64, fileName, events } = await cutOff.call('sync.exportQueue', { passphrase });
  expect(fileName).toMatch(/^queue-R1-\d{4}-\d\d-\d\d\.twq$/);
  expect(events).toBe(idsOf().length);
  expect(Buffer.from(base64, 'base64').includes('Tea')).toBe(false);

  expect(await online.refusal('sync.carryQueue', { base64, passphrase })).toBe('sync/not-paired');
  await online.call('sync.pair', { url: await remote.start(), code: CODE });
  expect(await online.refusal('sync.carryQueue', { base64, passphrase: 'another one' })).toBe('sync/wrong-passphrase');
  const noise = Buffer.from('no queue at all, but long enough to be one, which it is not').toString('base64');
  expect(await online.refusal('sync.carryQueue', { base64: noise, passphrase })).toBe('sync/file-invalid');
  const taken = { registerCode: 'R1', events };
  expect(await online.call('sync.carryQueue', { base64, passphrase })).toEqual(taken);
  expect(await online.call('sync.carryQueue', { base64, passphrase })).toEqual(taken);
  await expect.poll(arrivedOfFirst, { timeout: 10_000 }).toEqual(new Set(idsOf()));

  const key = (await cutOff.call('till.getReceiptKeys', {}))[0]!.text;
  const x = Buffer.from(fromBase32(key.slice(4))!.subarray(-32)).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const carried = remote.state.heard.filter(({ path }) => path === '/carried').map(({ body }) => JSON.parse(body) as CarriedPart);
  for (const { source, events: text, signature } of carried) {
    expect(verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    for (const event of JSON.parse(text) as CloudEvent[]) expect(event.source).toBe(source);
  }

  remote.state.arrived = [];
  remote.state.registerCode = 'R1';
  await cutOff.call('sync.pair', { url: await remote.start(), code: CODE });
  await first.allSent();
  expect(await cutOff.refusal('sync.exportQueue', { passphrase })).toBe('sync/nothing-waits');
  expect(arrivedOfFirst()).toEqual(new Set(idsOf()));
  await second.createItem('Milk', 100);
  await second.allSent();
});

it('of this very register, or damaged, is refused', async () => {
  await first.createItem('Tea', 250);
  await cutOff.call('sync.pair', { url: await remote.start(), code: CODE });
  await cutOff.call('sync.unpair', {});
  await first.createItem('Milk', 100);
  const { base64 } = await cutOff.call('sync.exportQueue', { passphrase });
  await cutOff.call('sync.pair', { url: await remote.start(), code: CODE });
  expect(await cutOff.refusal('sync.carryQueue', { base64, passphrase })).toBe('sync/own-queue');
  const damaged = Buffer.from(base64, 'base64');
  damaged[damaged.length - 1]! ^= 1;
  expect(await cutOff.refusal('sync.carryQueue', { base64: damaged.toString('base64'), passphrase })).toBe(
    'sync/wrong-passphrase',
  );
});

it('says why the hub did not take it, until somebody has read it', async () => {
  remote.state.registerCode = 'R2';
  await first.createItem('Tea', 250);
  const { base64 } = await cutOff.call('sync.exportQueue', { passphrase });
  remote.state.trick = ({ path }) =>
    path === '/carried'
      ? {
          status: 403,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ error: { code: 'signature-invalid', message: 'the hub does not know the key of R1' } }),
        }
      : undefined;
  await online.call('sync.pair', { url: await remote.start(), code: CODE });
  await online.call('sync.carryQueue', { base64, passphrase });
  const refused = 'the hub does not know the key of R1';
  await expect
    .poll(async () => (await online.call('sync.getState', {})).carried, { timeout: 10_000 })
    .toEqual([{ registerCode: 'R1', parts: 1, refused }]);
  expect((await online.call('sync.forgetCarried', { registerCode: 'R9' })).carried).toHaveLength(1);
  expect((await online.call('sync.forgetCarried', { registerCode: 'R1' })).carried).toEqual([]);
  expect(arrivedOfFirst()).toEqual(new Set());
  // Its own till has lost nothing of it.
  expect((await cutOff.call('sync.exportQueue', { passphrase })).events).toBe(idsOf().length);
});
