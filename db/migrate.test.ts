import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
  file = join(dir, 'till.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const first = { version: 1, sql: 'CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7);' };
const second = { version: 2, sql: 'ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 0;' };

describe('open', () => {
  it('keeps FULL after reading, in WAL, on a new file and on an old one', () => {
    for (const _ of ['new', 'old']) {
      const sqlite = openDatabase(file);
      sqlite.prepare('SELECT 1').get();
      expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
      expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
      sqlite.close();
    }
  });

  it('refuses another program’s file and leaves it alone', () => {
    const other = new Sqlite(file);
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'shared/database-foreign' }));
    writeFileSync(file, 'this is no database at all, but long enough to be read as one'.repeat(20));
    expect(() => openDatabase(file)).toThrow(expect.objectContaining({ code: 'shared/database-damaged' }));
  });
});

describe('migrate', () => {
  it('goes forward with rows in it, and keeps a copy from before', () => {
    const sqlite = openDatabase(file);
    migrate(sqlite, [first]);
    migrate(sqlite, [first, second]);
    expect(sqlite.prepare('SELECT * FROM a').all()).toEqual([{ x: 7, y: 0 }]);
    expect(sqlite.pragma('user_version', { simple: true })).toBe(2);
    const copy = new Sqlite(`${file}.before-v2`, { readonly: true });
    expect(copy.prepare('SELECT * FROM a').all()).toEqual([{ x: 7 }]);
    copy.close();
    sqlite.close();
  });

  it('refuses a file of a newer version', () => {
    const sqlite = openDatabase(file);
    migrate(sqlite, [first, second]);
    expect(() => migrate(sqlite, [first])).toThrow(expect.objectContaining({ code: 'shared/database-newer' }));
    sqlite.close();
  });

  it('leaves the version before when a step fails', () => {
    const sqlite = openDatabase(file);
    migrate(sqlite, [first]);
    expect(() => migrate(sqlite, [first, { version: 2, sql: 'CREATE TABLE b (x INTEGER) STRICT; NONSENSE;' }])).toThrow();
    expect(sqlite.pragma('user_version', { simple: true })).toBe(1);
    expect(sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
    expect(existsSync(`${file}.before-v2`)).toBe(true);
    sqlite.close();
  });
});
