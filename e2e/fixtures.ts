import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { testCardsIn, testCardsUnder } from '../scripts/proof/card-numbers.ts';
import { openInBrowser } from './browser-host.ts';
import { openInElectron } from './electron-host.ts';
import type { RunningHost } from './running-host.ts';

/** The app on a data folder of this test alone, under the host that the project names. */
export interface Till {
  /** The window. A new one after each restart. */
  readonly page: Page;
  readonly dataDir: string;
  /** Calls an operation past the screens, in the window's own session. */
  call(operation: string, input: unknown): Promise<unknown>;
  /** Closes the app as a person would and opens it again on the same folder. */
  restart(): Promise<Page>;
  /** Kills the app as a power cut would and opens it again on the same folder. */
  killAndRestart(): Promise<Page>;
}

const open = (project: string, browser: Browser | undefined, dataDir: string): Promise<RunningHost> =>
  browser && project === 'browser' ? openInBrowser(browser, dataDir) : openInElectron(dataDir);

/** What the page itself keeps. Asked past Playwright's own evaluation, which never answers where the host has closed a window at its birth. */
const storageOf = async (page: Page): Promise<string> => {
  const devtools = await page.context().newCDPSession(page);
  const expression = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
  const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', { expression, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return String(result.value);
};

export const test = base.extend<{ till: Till }, { shown: Browser | undefined }>({
  // One for all tests of a worker, each in a context of its own; Electron brings its windows along.
  shown: [
    async ({ playwright }, use, { project }) => {
      const browser = project.name === 'browser' ? await playwright.chromium.launch(project.use.launchOptions ?? {}) : undefined;
      await use(browser);
      await browser?.close();
    },
    { scope: 'worker' },
  ],
  till: async ({ shown: browser }, use, testInfo) => {
    const project = testInfo.project.name;
    const dataDir = mkdtempSync(join(tmpdir(), 'tillwright-e2e-'));
    let host = await open(project, browser, dataDir);
    const reopen = async (): Promise<Page> => {
      host = await open(project, browser, dataDir);
      return host.page;
    };
    await use({
      get page() {
        return host.page;
      },
      dataDir,
      call: (operation, input) => host.call(operation, input),
      async restart() {
        await host.close();
        return reopen();
      },
      async killAndRestart() {
        await host.kill();
        return reopen();
      },
    });
    const storage = await storageOf(host.page);
    await host.close();
    const kept = [...testCardsUnder(dataDir), ...testCardsIn(storage)];
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    // Whatever the test typed and scanned.
    expect(kept, 'card numbers that the app kept').toEqual([]);
  },
  page: async ({ till }, use) => {
    await use(till.page);
  },
});

export { expect } from '@playwright/test';
