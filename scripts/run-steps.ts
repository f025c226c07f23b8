import { spawnSync } from 'node:child_process';
import { collectCounts, countsLine } from './test-counts.ts';

const CHECK = ['check:format', 'check:lint', 'check:types', 'check:deps', 'check:tests'];
const STEPS: Readonly<Record<string, readonly string[]>> = { check: CHECK, test: [...CHECK, 'e2e'] };

const runScript = (script: string): boolean => {
  console.log(`\n── ${script}`);
  const npm = process.env['npm_execpath'];
  const ran = npm
    ? spawnSync(process.execPath, [npm, 'run', '--silent', script], { stdio: 'inherit' })
    : spawnSync(`npm run --silent ${script}`, { stdio: 'inherit', shell: true });
  return ran.status === 0;
};

const steps = STEPS[process.argv[2] ?? ''];
if (!steps) throw new Error(`usage: node scripts/run-steps.ts ${Object.keys(STEPS).join('|')}`);

// A failed step does not hide the others: everything runs, and the end names what failed.
const counts = collectCounts('build/test-counts');
const failed = steps.filter((step) => !runScript(step));
console.log(failed.length === 0 ? `\nAll ${steps.length} steps are clean.` : `\nFailed: ${failed.join(', ')}`);
console.log(countsLine(counts()));
process.exitCode = failed.length === 0 ? 0 : 1;
