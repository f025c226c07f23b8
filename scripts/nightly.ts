import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ROOT } from './built.ts';
import { collectCounts, countsLine, type TestCounts } from './test-counts.ts';

/** The proofs of `npm test` with the numbers of a night, one after another: they would slow each other down. */
const PROOFS: readonly (readonly [string, string])[] = [
  ['a file is judged rightly', 'scripts/proof/inspect-till.test.ts'],
  ['kill -9', 'scripts/proof/kill'],
  ['power cuts', 'scripts/proof/power-cut'],
  ['rubbish', 'scripts/proof/fuzz'],
  ['any basket is exact', 'scripts/proof/exact'],
  ['any day is told as it was', 'scripts/proof/shifts'],
  ['every sale reaches the hub once', 'scripts/proof/sync/effectively-once.test.ts'],
  ['stock converges', 'scripts/proof/stock'],
  ['a lost till is rebuilt', 'scripts/proof/restore'],
  ['a reader of the hub misses nothing', 'scripts/proof/changes'],
];

const run = (folder: string): TestCounts => {
  const counts = collectCounts('build/nightly-counts');
  const cli = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const env = { ...process.env, TILLWRIGHT_PROOF: 'nightly' };
  const { status } = spawnSync(process.execPath, [cli, 'run', folder], { cwd: ROOT, stdio: 'inherit', env });
  const { passed, failed } = counts();
  // A run that dies counts nothing.
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) };
};

process.chdir(ROOT);
ensureBuilt();
const results = PROOFS.map(([name, folder]) => {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const counts = run(folder);
  return { name, ...counts, seconds: Math.round((Date.now() - started) / 1000) };
});

console.log('');
for (const { name, passed, failed, seconds } of results) {
  console.log(`${failed === 0 ? 'holds ' : 'BROKEN'} ${name} (${countsLine({ passed, failed })}, ${seconds} s)`);
}
const all = {
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failed }) => sum + failed, 0),
};
console.log(countsLine(all));
process.exitCode = all.failed === 0 ? 0 : 1;
