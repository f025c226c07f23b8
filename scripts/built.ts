import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

const SOURCES = ['domain', 'db', 'sync', 'electron', 'renderer', 'electron.vite.config.ts', 'package-lock.json'];
/** Main, preload and screens are built in this order; each is there only after the one before. */
const RESULTS = ['out/main/main.js', 'out/main/node-host.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

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
  const script = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status } = spawnSync(process.execPath, [script, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error('The build failed; nothing was started.');
    process.exit(1);
  }
};
