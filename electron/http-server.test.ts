import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../domain/contract/answer.ts';
import { operations } from '../domain/contract/index.ts';
import type { Area } from '../domain/contract/operation.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import type { Session } from './sessions.ts';

const TOKEN = 'a-token-of-the-test';
const auth = { Authorization: `Bearer ${TOKEN}` };

/** Stands where the till would: answers what it is told, and remembers what it was asked. */
class FakeApp {
  readonly asked: { session: Session; operation: string; input: unknown }[] = [];
  readonly listeners = new Set<(areas: readonly Area[]) => void>();
  answer: Answer = { ok: true, value: { fine: true } };
  gate: Promise<void> = Promise.resolve();

  readonly dispatcher = {
    dispatch: async (session: Session, operation: string, input: unknown): Promise<Answer> => {
      this.asked.push({ session, operation, input });
      await this.gate;
      return this.answer;
    },
  };

  onChanged(listener: (areas: readonly Area[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

let folder = '';
let app: FakeApp;
let server: HttpServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-http-'));
  const rendererDir = join(folder, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><html><head><meta name="csp-nonce" content="" /></head></html>');
  writeFileSync(join(rendererDir, 'assets/index-1.js'), 'export {};');
  app = new FakeApp();
  server = await startHttpServer({ app, token: TOKEN, port: 0, rendererDir });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = auth): Promise<Response> =>
  fetch(new URL(path, server.url), { method: 'POST', headers, body });

/** A request as it stands on the wire: fetch would mend its path and its Host. */
const raw = (path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let body = '';
      response.on('data', (part: Buffer) => (body += part.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });

test('it listens on loopback', () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

test('a call reaches the dispatcher with its input, and the answer comes back', async () => {
  const response = await post('/rpc/basket.addItem', JSON.stringify({ barcode: '4006381333931' }));
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.json()).toEqual({ ok: true, value: { fine: true } });
  expect(app.asked).toMatchObject([{ operation: 'basket.addItem', input: { barcode: '4006381333931' } }]);
});

test('slashes that were doubled before the path make no difference', async () => {
  for (const path of ['//rpc/till.getStatus', '///rpc/till.getStatus']) {
    const response = await fetch(server.url.replace(/\/$/, path), { method: 'POST', headers: auth, body: '{}' });
    expect(await response.json()).toEqual({ ok: true, value: { fine: true } });
  }
  expect(app.asked.map(({ operation }) => operation)).toEqual(['till.getStatus', 'till.getStatus']);
  expect((await raw('//[', auth)).status).toBe(404);
});

test('all calls with the token share one session', async () => {
  await post('/rpc/identity.getSession', '{}');
  await post('/rpc/identity.getSession', '{}');
  expect(app.asked[0]!.session).toBe(app.asked[1]!.session);
});

test.each([
  ['no token', {}],
  ['a wrong token', { Authorization: `Bearer ${TOKEN}x` }],
  ['half a token', { Authorization: `Bearer ${TOKEN.slice(0, 5)}` }],
  ['an empty token', { Authorization: 'Bearer ' }],
  ['another scheme', { Authorization: `Basic ${TOKEN}` }],
])('%s is refused and reaches nothing', async (_what, headers) => {
  const response = await post('/rpc/identity.getSession', '{}', headers);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ ok: false, error: { code: 'shared/not-signed-in' } });
  const changes = await fetch(new URL('/changes', server.url), { headers });
  expect(changes.status).toBe(401);
  expect(app.asked).toEqual([]);
});

test.each([
  ['no JSON', 'not json'],
  ['nothing', ''],
  ['broken UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
])('a body of %s is a coded refusal', async (_what, body) => {
  const response = await post('/rpc/identity.getSession', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ ok: false, error: { code: 'shared/invalid-input' } });
  expect(app.asked).toEqual([]);
});

test('a body up to 2 MiB is taken, a larger one refused with a code', async () => {
  const most = JSON.stringify('x'.repeat(2 * 1024 * 1024 - 2));
  expect((await post('/rpc/imports.upload', most)).status).toBe(200);
  const response = await post('/rpc/imports.upload', `${most} `);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ ok: false, error: { code: 'shared/invalid-input' } });
  expect(app.asked).toHaveLength(1);
});

test.each([
  ['shared/invalid-input', 400],
  ['shared/not-signed-in', 401],
  ['shared/forbidden', 403],
  ['shared/unknown-operation', 404],
  ['catalog/item-not-found', 404],
  ['ordering/already-cancelled', 409],
  ['shared/internal', 500],
  ['shared/disk-full', 507],
] as const)('the refusal %s is answered as %i, whole', async (code, status) => {
  app.answer = { ok: false, error: { code, message: 'why', details: { needed: 'owner' } } };
  const response = await post('/rpc/catalog.getCatalogItemById', '{}');
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual(app.answer);
});

test('other methods are refused', async () => {
  expect((await fetch(new URL('/rpc/identity.getSession', server.url), { headers: auth })).status).toBe(405);
  expect((await post('/rpc', '{}')).status).toBe(405);
  expect((await post('/', '{}')).status).toBe(405);
});

test('a display has a token of its own, which speaks for nobody', async () => {
  const { token } = (await (await fetch(new URL('display', server.url), { headers: auth })).json()) as { token: string };
  const asDisplay = { Authorization: `Bearer ${token}` };
  await post('rpc/identity.getSession', '{}');
  await post('rpc/till.getDisplay', '{}', asDisplay);
  const [register, display] = app.asked.map(({ session }) => session);
  expect(() => register!.admit('identity.getSession', 'anyone')).not.toThrow();
  expect(() => display!.admit('till.getDisplay', 'anyone')).not.toThrow();
  expect(() => display!.admit('identity.getSession', 'anyone')).toThrow('shows, and does nothing');
  for (const headers of [{}, asDisplay]) {
    expect((await fetch(new URL('display', server.url), { headers })).status).toBe(401);
  }
});

test('a page of another origin is refused even with the token', async () => {
  const foreign = await post('/rpc/identity.getSession', '{}', { ...auth, Origin: 'https://shop.example' });
  expect(foreign.status).toBe(403);
  const opaque = await post('/rpc/identity.getSession', '{}', { ...auth, Origin: 'null' });
  expect(opaque.status).toBe(403);
  expect(app.asked).toEqual([]);
  const own = await post('/rpc/identity.getSession', '{}', { ...auth, Origin: new URL(server.url).origin });
  expect(own.status).toBe(200);
});

test('a name that was pointed at this address is refused', async () => {
  const { port } = new URL(server.url);
  expect((await raw('/', { Host: `shop.example:${port}` })).status).toBe(403);
  expect((await raw('/rpc', { Host: `127.0.0.1.example:${port}` })).status).toBe(403);
  expect((await raw('/', { Host: `localhost:${port}` })).status).toBe(200);
});

test('GET /rpc describes every operation of the contract', async () => {
  const response = await fetch(new URL('/rpc', server.url));
  const described = (await response.json()) as { operations: Record<string, Record<string, unknown>> };
  expect(Object.keys(described.operations).toSorted()).toEqual([...operations.keys()].toSorted());
  for (const [name, operation] of operations) {
    expect(described.operations[name]).toMatchObject({ kind: operation.kind, access: operation.access, input: {}, output: {} });
  }
  expect(described.operations['catalog.findByBarcode']!['input']).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['barcode'],
    properties: { barcode: { type: 'string', maxLength: 64 } },
  });
});

test('/changes streams the areas that changed, a line each', async () => {
  const response = await fetch(new URL('/changes', server.url), { headers: auth });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (const listener of app.listeners) listener(['orders', 'stock']);
  expect((await reader.read()).value).toBe('{"changed":["orders","stock"]}\n');
  for (const listener of app.listeners) listener(['basket']);
  expect((await reader.read()).value).toBe('{"changed":["basket"]}\n');
  await reader.cancel();
});

test('the page carries a nonce of its own, in its policy and its head', async () => {
  const nonceOf = async (): Promise<string> => {
    const response = await fetch(server.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).toContain(`<meta name="csp-nonce" content="${nonce}" />`);
    return nonce;
  };
  expect(await nonceOf()).not.toBe(await nonceOf());
});

test('assets are served with their type', async () => {
  const response = await fetch(new URL('/assets/index-1.js', server.url));
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('cache-control')).toContain('immutable');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%',
  '/assets',
  '/assets/',
  '//etc/passwd',
  '/nothing.js',
])('%s leads nowhere', async (path) => {
  const { status, body } = await raw(path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret');
});

test('closing lets the running call finish and ends the streams', async () => {
  let open = (): void => {};
  app.gate = new Promise((resolve) => {
    open = resolve;
  });
  const stream = await fetch(new URL('/changes', server.url), { headers: auth });
  const running = post('/rpc/basket.checkout', '{}');
  await expect.poll(() => app.asked.length).toBe(1);
  const closed = server.close();
  open();
  expect(await (await running).json()).toEqual({ ok: true, value: { fine: true } });
  await closed;
  expect(await stream.text()).toBe('');
  expect(app.listeners.size).toBe(0);
  await expect(fetch(server.url)).rejects.toThrow();
});
