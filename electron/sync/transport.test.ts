import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Heard, setUpFakeRemote, TOKEN, type Trick } from '../testing/fake-remote.ts';
import { CODE, QUICK, sendingTill } from '../testing/sync-till.ts';
import { setUpTestTill } from '../testing/test-till.ts';

const till = setUpTestTill('R1', { syncTiming: QUICK });
const { call, refusal } = till;
const { until, createItem, allSent } = sendingTill(till);
const remote = setUpFakeRemote();
const elsewhere = setUpFakeRemote();
const isEvents = ({ path }: Heard): boolean => path === '/events';
const onEvents = (trick: Trick): void => {
  remote.state.trick = (heard) => (isEvents(heard) ? trick : undefined);
};
const honest = (): void => {
  remote.state.trick = () => undefined;
  remote.state.heard = [];
};

interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 in hex. */
  readonly fingerprint: string;
}

let dir = '';
let valid: Certificate;
let expired: Certificate;

/** One that no authority vouches for, made by OpenSSL. @param days how long it counts; less than nothing: it has counted */
const makeCertificate = (name: string, days: number): Certificate => {
  const [key, request, cert] = ['key', 'csr', 'pem'].map((end) => join(dir, `${name}.${end}`)) as [string, string, string];
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', ...curve, '-keyout', key, '-out', request, '-subj', '/CN=back-room');
  openssl('x509', '-req', '-in', request, '-signkey', key, '-days', String(days), '-out', cert);
  const fingerprint = openssl('x509', '-in', cert, '-noout', '-fingerprint', '-sha256').replace(/^.*=|[:\s]/g, '');
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), fingerprint };
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-tls-'));
  valid = makeCertificate('valid', 2);
  expired = makeCertificate('expired', -1);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a certificate of its own', () => {
  const pairTo = async ({ key, cert }: Certificate, fingerprint?: string) => ({
    url: await remote.startTls(key, cert),
    code: fingerprint === undefined ? CODE : `${CODE}@${fingerprint}`,
  });

  it('is believed by its fingerprint, for pairing and for sending', async () => {
    honest();
    await call('sync.pair', await pairTo(valid, valid.fingerprint));
    await createItem('Tea', 250);
    await allSent();
    expect(remote.state.heard.filter(isEvents)).toHaveLength(1);
  });

  it('is refused without it, with another, and when its time is over, before a byte is sent', async () => {
    honest();
    expect(await refusal('sync.pair', await pairTo(valid))).toBe('sync/certificate');
    expect(await refusal('sync.pair', await pairTo(valid, expired.fingerprint))).toBe('sync/certificate');
    expect(await refusal('sync.pair', await pairTo(expired, expired.fingerprint))).toBe('sync/certificate');
    expect(remote.state.heard).toEqual([]);
    expect((await call('sync.getState', {})).remote).toBeNull();
  });

  it('is not believed by whoever sends to a receiver, and the token stays here', async () => {
    honest();
    await createItem('Tea', 250);
    await call('sync.setReceiver', { url: await remote.startTls(valid.key, valid.cert), token: TOKEN });
    const state = await until(({ trouble }) => trouble !== null);
    expect(state).toMatchObject({ status: 'attention', trouble: { kind: 'certificate' } });
    expect(state.waiting).toBeGreaterThan(0);
    expect(remote.state.heard).toEqual([]);
  });
});

describe('an address', () => {
  it.each(['http://hub.example', 'http://192.168.1.5:8080', 'http://127.0.0.1.example', 'https://ada:secret@hub.example'])(
    '%s is refused: a token must not go there',
    async (url) => {
      expect(await refusal('sync.pair', { url, code: CODE })).toBe('sync/insecure-address');
      expect(await refusal('sync.setReceiver', { url, token: '' })).toBe('sync/insecure-address');
    },
  );

  it('where nothing answers, or something else, is said to be so', async () => {
    expect(await refusal('sync.pair', { url: 'http://127.0.0.1:9', code: CODE })).toBe('sync/unreachable');
    remote.state.trick = () => ({ status: 404, body: 'Not Found' });
    expect(await refusal('sync.pair', { url: await remote.start(), code: CODE })).toBe('sync/not-a-hub');
    remote.state.trick = () => ({ status: 403, body: '{"error":{"code":"code-invalid","message":"no such code"}}' });
    expect(await refusal('sync.pair', { url: await remote.start(), code: CODE })).toBe('sync/code-invalid');
    remote.state.trick = () => ({ status: 409, body: '{"error":{"code":"other-shop","message":"other currency"}}' });
    expect(await refusal('sync.pair', { url: await remote.start(), code: CODE })).toBe('sync/currency-differs');
  });
});

describe('an answer', () => {
  const SIX_MB = Buffer.alloc(6 * 1024 * 1024, ' ');
  const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024));

  it.each<[string, Trick]>([
    ['of 6 MB', { status: 200, body: SIX_MB }],
    ['of 6 MB that does not say so', { status: 200, headers: { 'Transfer-Encoding': 'chunked' }, body: SIX_MB }],
    ['that swells to 300 MB', { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: bomb }],
  ])('%s is given up, and the event is sent again', async (_what, trick) => {
    honest();
    await call('sync.pair', { url: await remote.start(), code: CODE });
    onEvents(trick);
    await createItem('Tea', 250);
    expect((await until(({ trouble }) => trouble !== null)).trouble?.kind).toBe('reply-too-large');
    honest();
    await allSent();
  });

  it('that is packed wrongly is none', async () => {
    honest();
    await call('sync.pair', { url: await remote.start(), code: CODE });
    onEvents({ status: 200, headers: { 'Content-Encoding': 'gzip' }, body: '{"results":[]}' });
    await createItem('Tea', 250);
    expect((await until(({ trouble }) => trouble !== null)).trouble?.kind).toBe('not-a-hub');
  });

  it('that leads elsewhere is not followed, and the token goes nowhere', async () => {
    honest();
    await call('sync.pair', { url: await remote.start(), code: CODE });
    const Location = await elsewhere.start();
    onEvents({ status: 307, headers: { Location } });
    await createItem('Tea', 250);
    expect((await until(({ trouble }) => trouble !== null)).trouble?.kind).toBe('redirected');
    expect(elsewhere.state.heard).toEqual([]);
  });
});

it('the token stands in no file and in no log', async () => {
  const said: unknown[] = [];
  const spies = (['log', 'error', 'warn', 'info'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words)),
  );
  honest();
  await call('sync.pair', { url: await remote.start(), code: CODE });
  onEvents({ status: 500, body: 'fault' });
  await createItem('Tea', 250);
  await until(({ trouble }) => trouble !== null);
  honest();
  await allSent();
  const state = JSON.stringify(await call('sync.getState', {}));
  await till.stop();
  for (const spy of spies) spy.mockRestore();
  const files = readdirSync(till.dataDir(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toContain('sync.key');
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(TOKEN), name).toBe(false);
  expect(JSON.stringify(said) + state).not.toContain(TOKEN);
  await till.restart();
  expect((await allSent()).trouble).toBeNull();
});

it('a key store that lost its key is said to be so, and pairing anew mends it', async () => {
  honest();
  await call('sync.pair', { url: await remote.start(), code: CODE });
  await createItem('Tea', 250);
  await till.stop();
  rmSync(join(till.dataDir(), 'sync.key'));
  await till.restart();
  expect(await until(({ trouble }) => trouble !== null)).toMatchObject({ status: 'attention', trouble: { kind: 'key-store' } });
  await call('sync.unpair', {});
  await call('sync.pair', { url: await remote.start(), code: CODE });
  await allSent();
});
