import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SERVE = new URL('./serve.ts', import.meta.url).href;

let folder = '';
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-serve-'));
  mkdirSync(join(folder, 'out/renderer'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
  writeFileSync(join(folder, 'out/renderer/index.html'), '<!doctype html><title>Tillwright</title>');
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  ready(): Promise<{ url: string; token: string }>;
}

/** The real host in a process of its own, with the screens of `folder`. */
const serve = (...args: string[]): Run => {
  const source = `import { serve } from ${JSON.stringify(SERVE)}; await serve(${JSON.stringify(args)}, ${JSON.stringify(folder)});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const lines = createInterface({ input: child.stdout });
  const firstLine = once(lines, 'line');
  return {
    child,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr })),
    async ready() {
      const ended = once(child, 'exit').then(() => {
        throw new Error(`the host ended: ${stderr}`);
      });
      const [line] = (await Promise.race([firstLine, ended])) as [string];
      return JSON.parse(line) as { url: string; token: string };
    },
  };
};

const call = async ({ url, token }: { url: string; token: string }, operation: string, input: unknown): Promise<unknown> => {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(new URL(`rpc/${operation}`, url), { method: 'POST', headers, body: JSON.stringify(input) });
  return response.json();
};

test('it says where it is in one line, answers there, and stops when told', async () => {
  const run = serve('--data', join(folder, 'shop'), '--port', '0');
  const address = await run.ready();
  expect(address.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(Buffer.from(address.token, 'base64url')).toHaveLength(32);
  expect(await call(address, 'identity.getSetup', {})).toEqual({ ok: true, value: { shop: null, users: [] } });

  run.child.kill('SIGTERM');
  const { code, stdout, stderr } = await run.ended;
  // Windows has no SIGTERM: there the process is ended from outside.
  if (process.platform !== 'win32') expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(stderr).toBe('');
});

test('it takes the token it is given', async () => {
  const address = await serve('--data', join(folder, 'shop'), '--token', 'mine').ready();
  expect(address.token).toBe('mine');
  expect(await call({ ...address, token: 'other' }, 'identity.getSetup', {})).toMatchObject({
    error: { code: 'shared/not-signed-in' },
  });
});

test('a second process on the folder is refused in words; after a kill the next one opens it', async () => {
  const dataDir = join(folder, 'shop');
  const first = serve('--data', dataDir);
  const address = await first.ready();
  const made = await call(address, 'identity.setUpDemoShop', { id: crypto.randomUUID() });
  expect(made).toMatchObject({ ok: true });

  const second = await serve('--data', dataDir).ended;
  expect(second.code).toBe(1);
  expect(second.stdout).toBe('');
  expect(second.stderr).toContain('already open');
  expect(second.stderr).not.toContain('    at ');

  first.child.kill('SIGKILL');
  await first.ended;
  const again = await serve('--data', dataDir).ready();
  expect(await call(again, 'identity.getSetup', {})).toMatchObject({ ok: true, value: { shop: { demo: true } } });
});

test('a taken port is named', async () => {
  const { url } = await serve('--data', join(folder, 'one')).ready();
  const { code, stderr } = await serve('--data', join(folder, 'two'), '--port', new URL(url).port).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('is taken');
});

test.each([
  ['an unknown option', ['--nothing']],
  ['a port that is none', ['--port', '70000']],
  ['a token with a space', ['--token', 'a b']],
])('%s is answered with the usage', async (_what, args) => {
  const { code, stdout, stderr } = await serve('--data', join(folder, 'shop'), ...args).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('usage: npm run serve');
});

test('screens that were not built are missed by name', async () => {
  rmSync(join(folder, 'out'), { recursive: true });
  const { code, stderr } = await serve('--data', join(folder, 'shop')).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('npm run build');
});
