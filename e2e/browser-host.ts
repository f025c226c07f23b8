import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from '@playwright/test';
import type { RunningHost } from './running-host.ts';

const ROOT = resolve(import.meta.dirname, '..');

export interface Served {
  readonly url: string;
  readonly token: string;
  readonly process: ChildProcess;
}

/** Starts the Node host on any free port and waits for the line that says it is ready. */
export const startServing = async (dataDir: string, args: readonly string[] = []): Promise<Served> => {
  const child = spawn(process.execPath, [resolve(ROOT, 'out/main/node-host.js'), '--data', dataDir, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => new Error(`the host ended with ${code}`)),
  ]);
  if (line instanceof Error) throw line;
  return { ...(JSON.parse(line[0] as string) as { url: string; token: string }), process: child };
};

export const stopServing = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** Calls an operation past the screens. A connection is not kept: the till gives one up while the start of a hub keeps this process busy. */
export const callServed = async ({ url, token }: Pick<Served, 'url' | 'token'>, operation: string, input: unknown) => {
  const headers = { Authorization: `Bearer ${token}`, Connection: 'close' };
  const response = await fetch(new URL(`rpc/${operation}`, url), { method: 'POST', headers, body: JSON.stringify(input) });
  return (await response.json()) as unknown;
};

export const openInBrowser = async (browser: Browser, dataDir: string): Promise<RunningHost> => {
  const { url, token, process: child } = await startServing(dataDir);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${url}#token=${token}`);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    await context.close();
    await stopServing(child, signal);
  };
  return {
    page,
    call: (operation, input) => callServed({ url, token }, operation, input),
    close: () => stop('SIGTERM'),
    kill: () => stop('SIGKILL'),
  };
};
