import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ROOT } from './built.ts';

/** What every Electron executable carries where its fuses are (`@electron/fuses`). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const UNFUSED = ['--config', 'electron-builder.unfused.yml'];

/**
 * `--for-tests=FOLDER`: the same app, in that folder, with the debugger's door that a test drives it through.
 * Every other argument is electron-builder's: `--dir`, `--linux deb`, `-c.electronDist=FOLDER`.
 */
const FOR_TESTS = '--for-tests=';
const testFolder = process.argv.find((arg) => arg.startsWith(FOR_TESTS))?.slice(FOR_TESTS.length);
const given = process.argv.slice(2).filter((arg) => !arg.startsWith(FOR_TESTS));

const givenDist = given.map((arg) => /^(?:-c|--config)\.electronDist=(.+)$/.exec(arg)?.[1]).find(Boolean);
const dist = givenDist ?? process.env['ELECTRON_OVERRIDE_DIST_PATH'];

const hasFuses = (folder: string): boolean =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .some((file) => /electron(\.exe)?$/i.test(file) && statSync(file).isFile() && readFileSync(file).includes(FUSE_SENTINEL));

const extra: string[] = [];
if (dist && !givenDist) extra.push(`-c.electronDist=${dist}`);
if (testFolder) extra.push(...UNFUSED, `-c.directories.output=${testFolder}`);
else if (dist && process.platform !== 'darwin' && !hasFuses(dist)) {
  console.error(`The Electron in ${dist} has no fuses, so none are set: this package is for trying, not for a shop.`);
  extra.push(...UNFUSED);
}

ensureBuilt();
const cli = join(ROOT, 'node_modules/electron-builder/cli.js');
const { status } = spawnSync(process.execPath, [cli, ...given, ...extra], { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
