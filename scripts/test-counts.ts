import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Where the runners of one `npm test` leave their counts; unset when a runner was started alone. */
const COUNTS_DIR = 'TILLWRIGHT_TEST_COUNTS';

export const countsLine = ({ passed, failed }: TestCounts): string => `${passed} passed, ${failed} failed`;

/** Leaves the counts for the script that adds them up, or prints the line when this runner was started alone. */
export const reportCounts = (runner: string, counts: TestCounts): void => {
  const dir = process.env[COUNTS_DIR];
  if (dir) writeFileSync(join(dir, `${runner}.json`), JSON.stringify(counts));
  else console.log(`\n${countsLine(counts)}`);
};

/** Makes an empty folder for the counts and tells the runners that are started from here about it. */
export const collectCounts = (dir: string): (() => TestCounts) => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  process.env[COUNTS_DIR] = dir;
  return () => {
    const all = readdirSync(dir).map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as TestCounts);
    return all.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
      passed: 0,
      failed: 0,
    });
  };
};
