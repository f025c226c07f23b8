import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  // On a shared machine a test may run out of its time; one that passes at the second try is listed as flaky, by name, never hidden.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['../scripts/playwright-counts-reporter.ts']],
  use: {
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // What a trace takes down of every step slows all tests by a third: where there is a second try, that one is traced.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
    // The runner names the browser it found; without one Playwright's own is used.
    launchOptions: process.env['TILLWRIGHT_CHROMIUM'] ? { executablePath: process.env['TILLWRIGHT_CHROMIUM'] } : {},
  },
  // What is about Electron alone runs there alone; the office, and what needs the answers of a far side that is not there, in a browser.
  projects: [
    { name: 'browser', testIgnore: ['packaged.spec.ts', 'electron-host.spec.ts'] },
    { name: 'electron', testIgnore: ['sync-states.spec.ts', 'sync-pictures.spec.ts', 'office*.spec.ts'] },
  ],
});
