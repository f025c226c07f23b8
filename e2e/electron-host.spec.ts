import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startServing } from './browser-host.ts';
import { expect, test } from './fixtures.ts';

const ROOT = resolve(import.meta.dirname, '..');

test('the screens have no Node and no more of Electron than three functions', async ({ page }) => {
  const seen = await page.evaluate(() => {
    const world = globalThis as unknown as Record<string, unknown>;
    return {
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => world[name] !== undefined),
      bridge: Object.keys(world['tillwright'] as object).toSorted(),
    };
  });
  expect(seen).toEqual({ node: [], bridge: ['call', 'onChanged', 'openDisplay'] });
});

test('the page stays where it is and opens nothing', async ({ page }) => {
  const here = page.url();
  // Out of the call's own turn: a navigation under way would take the answer of the call with it.
  await page.evaluate(() => {
    setTimeout(() => {
      window.open('https://shop.example/');
      location.href = 'https://shop.example/';
    });
  });
  await page.waitForTimeout(500);
  expect(page.url().split('#')[0]).toBe(here.split('#')[0]);
  expect(page.context().pages()).toHaveLength(1);
});

test('the policy of the page forbids scripts of others and inline ones', async ({ page }) => {
  const { policy, ran, blocked } = await page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const world = globalThis as unknown as { ran?: boolean };
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    document.head.append(script);
    await fetch('https://shop.example/').catch(() => undefined);
    await new Promise((wait) => setTimeout(wait, 100));
    const response = await fetch('/');
    return { policy: response.headers.get('content-security-policy') ?? '', ran: world.ran ?? false, blocked };
  });
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(ran).toBe(false);
  expect(blocked).toContain('script-src-elem');
  expect(blocked).toContain('connect-src');
});

test('files outside the screens are not served', async ({ page }) => {
  const statuses = await page.evaluate(async () =>
    Promise.all(['/../package.json', '/..%2fmain%2fmain.js', '/nothing.js'].map(async (path) => (await fetch(path)).status)),
  );
  expect(statuses).toEqual([404, 404, 404]);
});

test('what a command changed is told to the window', async ({ page, till }) => {
  await page.evaluate(() => {
    const world = globalThis as unknown as {
      told: unknown[];
      tillwright: { onChanged(listener: (areas: unknown) => void): void };
    };
    world.told = [];
    world.tillwright.onChanged((areas) => world.told.push(areas));
  });
  await till.call('identity.setUpDemoShop', { id: crypto.randomUUID() });
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told.flat()))
    .toEqual(expect.arrayContaining(['session', 'catalog']));
});

test('what is no operation’s name is refused, not run', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { tillwright: { call(operation: unknown, input: unknown): Promise<unknown> } })
      .tillwright;
    return Promise.all([call(1, {}), call('__proto__', {}), call('toString', {}), call('identity.getSession', 'rubbish')]);
  });
  expect(answers).toMatchObject([
    { ok: false, error: { code: 'shared/unknown-operation' } },
    { ok: false, error: { code: 'shared/unknown-operation' } },
    { ok: false, error: { code: 'shared/unknown-operation' } },
    { ok: false, error: { code: 'shared/invalid-input' } },
  ]);
});

test('while the window is open nobody else serves its folder', async ({ till }) => {
  await expect(startServing(till.dataDir)).rejects.toThrow('the host ended with 1');
});

test('a second start hands over to the first', async ({ till }) => {
  const electron = resolve(ROOT, 'node_modules/electron/cli.js');
  const second = spawn(process.execPath, [electron, '.', '--data', till.dataDir], { cwd: ROOT, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(await till.call('identity.getSetup', {})).toMatchObject({ ok: true });
});

test('the window remembers its size', async ({ till }) => {
  await till.restart();
  const state = JSON.parse(readFileSync(join(till.dataDir, 'electron/window.json'), 'utf8')) as Record<string, unknown>;
  expect(state).toEqual({ width: 1280, height: 800, maximized: false });
});
