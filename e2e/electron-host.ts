import { once } from 'node:events';
import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import type { RunningHost } from './running-host.ts';

const ROOT = resolve(import.meta.dirname, '..');

interface Bridge {
  call(operation: string, input: unknown): Promise<unknown>;
}

/** @param executablePath a packaged app; without it the built one runs under the Electron of this project */
export const openInElectron = async (dataDir: string, executablePath?: string): Promise<RunningHost> => {
  const own = executablePath ? { executablePath, args: [] } : { args: ['.'] };
  const app = await _electron.launch({ ...own, args: [...own.args, '--data', dataDir], cwd: ROOT });
  const page = await app.firstWindow();
  // A window begins empty; the bridge is there with our own page.
  await page.waitForURL((url) => url.href !== 'about:blank');
  return {
    page,
    call: (operation, input) =>
      page.evaluate(([name, given]) => (globalThis as unknown as { tillwright: Bridge }).tillwright.call(name, given), [
        operation,
        input,
      ] as const),
    close: () => app.close(),
    async kill() {
      const child = app.process();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
