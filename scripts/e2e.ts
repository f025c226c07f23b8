import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ROOT } from './built.ts';
import { findChromium } from './chromium.ts';
import { findElectron } from './electron-binary.ts';

/** Why a project cannot run here. */
const obstacles = new Map<string, string>();

const chromium = findChromium();
if (chromium) process.env['TILLWRIGHT_CHROMIUM'] = chromium;
else obstacles.set('browser', 'no Chromium was found; install one or name it in TILLWRIGHT_CHROMIUM');

const electron = findElectron();
const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
if ('missing' in electron) obstacles.set('electron', electron.missing);
else if (headless && !process.env['ELECTRON_OVERRIDE_DIST_PATH'])
  obstacles.set('electron', 'this machine has no display (xvfb-run makes one)');

for (const [project, reason] of obstacles) console.error(`\n!!! SKIPPED: the end-to-end project "${project}": ${reason} !!!\n`);

const projects = ['browser', 'electron'].filter((project) => !obstacles.has(project));
if (process.env['CI'] && obstacles.has('browser')) {
  console.error('With CI set a missing browser is a failure.');
  process.exit(1);
}
if (projects.length > 0) {
  ensureBuilt();
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const selected = projects.map((project) => `--project=${project}`);
  const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', ...selected, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}
