import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{domain,db,sync,electron,renderer,office,scripts,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // better-sqlite3 and worker threads: each test file in a process of its own.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './scripts/vitest-counts-reporter.ts'],
  },
});
