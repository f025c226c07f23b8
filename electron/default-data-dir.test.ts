import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataDir } from './default-data-dir.ts';

test.each([
  ['linux', {}, join(homedir(), '.config/Tillwright/shop')],
  ['linux', { XDG_CONFIG_HOME: join('/', 'conf') }, join('/', 'conf/Tillwright/shop')],
  ['darwin', {}, join(homedir(), 'Library/Application Support/Tillwright/shop')],
  ['win32', { APPDATA: join('/', 'roaming') }, join('/', 'roaming/Tillwright/shop')],
] as const)('on %s with %j the shop lies where Electron keeps it', (platform, env, expected) => {
  expect(defaultDataDir(platform, env)).toBe(expected);
});
