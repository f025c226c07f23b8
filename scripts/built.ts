import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

const SOURCES = [
  'domain',
  'db',
  'sync',
  'electron',
  'renderer',
  'office',
  'electron.vite.config.ts',
  'office.vite.config.ts',
  'package-lock.json',
];
/** Main, preload, screens and office page are built in this order; each is there only after the one before. */
const RESULTS = [
  'out/main/main.js',
  'out/main/node-host.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/office/index.html',
];

/** What `npm run build` runs. */
const BUILDS: readonly (readonly [script: string, ...args: string[]])[] = [
  ['electron-vite/bin/electron-vite.js'],
  ['vite/bin/vite.js', '--config', 'office.vite.config.ts'],
];

const newest = (path: string): number => {
  const stats = statSync(path);
  if (!stats.isDirectory()) return path.endsWith('.test.ts') || path.endsWith('.test.tsx') ? 0 : stats.mtimeMs;
  // A folder's own time tells of files that were taken away.
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const isFresh = (): boolean => {
  const results = RESULTS.map((path) => join(ROOT, path));
  if (!results.every((path) => existsSync(path))) return false;
  const built = Math.min(...results.map((path) => statSync(path).mtimeMs));
  return SOURCES.every((path) => newest(join(ROOT, path)) < built);
};

/** Builds the app when it was not built yet or its sources are newer. Says so on stderr: stdout belongs to the caller. */
export const ensureBuilt = (): void => {
  if (isFresh()) return;
  console.error('Building the app …');
  for (const [script, ...args] of BUILDS) {
    const command = [join(ROOT, 'node_modules', script), 'build', '--logLevel', 'warn', ...args];
    const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status === 0) continue;
    console.error('The build failed; nothing was started.');
    process.exit(1);
  }
};
