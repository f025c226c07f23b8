import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTryTill } from './proof/try-till.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-verify-'));
  const till = await openTryTill({ dataDir: folder });
  await till.call('identity.setUpDemoShop', { id: '01890000-0000-7000-8000-000000000001' });
  await till.call('identity.logoutUser', {});
  await till.app.close();
  ({ file } = till);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (...args: string[]) => {
  const script = join(import.meta.dirname, 'verify-journal.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

it('says that a journal holds, how long it is and its head', () => {
  const { status, stdout } = verify(file);
  expect(stdout).toMatch(/^3 entries verified in \d\.\d\d s\nhead [0-9a-f]{64}\nThe journal holds\.\n$/);
  expect(status).toBe(0);
  const head = /head (\w+)/.exec(stdout)![1]!;
  expect(verify(file, '--head', head.toUpperCase()).status).toBe(0);
  const other = verify(file, '--head', '0'.repeat(64));
  expect(other.stdout).toContain('entry 4 or a later one was cut off');
  expect(other.status).toBe(1);
});

it('names the first bad entry', () => {
  const copy = join(folder, 'changed.db');
  const sqlite = new Sqlite(file);
  sqlite.prepare('VACUUM INTO ?').run(copy);
  sqlite.close();
  const changed = new Sqlite(copy);
  changed.exec("DROP TRIGGER journal_stays; UPDATE journal SET user_name = 'Eve' WHERE sequence = 2");
  changed.close();
  const { status, stdout } = verify(copy);
  expect(stdout).toMatch(/^1 entry verified/);
  expect(stdout).toContain('entry 2 was changed');
  expect(status).toBe(1);
});

it('tells a file that it cannot judge from a journal that does not hold', () => {
  const text = join(folder, 'text.db');
  writeFileSync(text, 'no database, but long enough to be taken for one. '.repeat(50));
  const other = join(folder, 'other.db');
  const theirs = new Sqlite(other);
  theirs.exec('CREATE TABLE theirs (x)');
  theirs.close();
  const empty = join(folder, 'empty.db');
  writeFileSync(empty, '');
  const missing = join(folder, 'missing', 'till.db');
  for (const [args, words] of [
    [[missing], 'There is no file'],
    [[text], 'is no Tillwright file'],
    [[other], 'is no Tillwright file'],
    [[empty], 'holds no journal'],
    [[folder], 'cannot be opened'],
    [[], 'usage: '],
    [[file, '--tail'], 'usage: '],
    [[file, '--head', 'abc'], '64 hexadecimal digits'],
  ] as const) {
    const { status, stderr } = verify(...args);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  }
});
