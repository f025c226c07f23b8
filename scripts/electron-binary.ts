import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './built.ts';

/** Where the executable is, or in a few words why there is none. */
export type ElectronBinary = { readonly path: string } | { readonly missing: string };

const PACKAGE = join(ROOT, 'node_modules/electron');

/** The Electron that is on this machine already, as the `electron` package would find it. */
export const findElectron = (): ElectronBinary => {
  const pathFile = join(PACKAGE, 'path.txt');
  const executable = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const path = join(override, executable ?? 'electron');
    return existsSync(path) ? { path } : { missing: `ELECTRON_OVERRIDE_DIST_PATH names ${override}, and no Electron is there` };
  }
  if (executable && existsSync(join(PACKAGE, 'dist', executable))) return { path: join(PACKAGE, 'dist', executable) };
  return { missing: 'its binary was not fetched yet (npm start does that)' };
};

/** The same, after the `electron` package had its chance to fetch its binary. */
export const fetchElectron = (): ElectronBinary => {
  const found = findElectron();
  if ('path' in found || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return found;
  console.error('Fetching Electron, this once …');
  const { status, stderr } = spawnSync(process.execPath, [join(PACKAGE, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return findElectron();
  const reason = /(?:^|\n)\s*(?:\w*Error|Error):? *([^\n]+)/.exec(stderr)?.[1] ?? 'the download failed';
  return { missing: reason.trim() };
};
