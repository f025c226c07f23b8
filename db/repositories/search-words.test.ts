import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { openDatabase, type Sqlite } from '../open.ts';
import { searchQuery } from './search-words.ts';

let folder: string;
let sqlite: Sqlite;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-words-'));
  sqlite = openDatabase(join(folder, 'till.db'));
  migrate(sqlite);
});

afterAll(() => {
  sqlite.close();
  rmSync(folder, { recursive: true, force: true });
});

const found = (text: string): number =>
  sqlite.prepare('SELECT rowid FROM catalog_search WHERE catalog_search MATCH ?').all(searchQuery(text) ?? '""').length;

it('makes a query that the index can answer of every character there is', () => {
  for (let block = 0; block < 0x11_0000; block += 0x100) {
    const characters = Array.from({ length: 0x100 }, (_, at) => String.fromCodePoint(block + at));
    expect(() => found(characters.map((character) => `a${character}b`).join(' ')), block.toString(16)).not.toThrow();
  }
});

it.each(['हिन्दी चाय', 'กินข้าว', 'Crème brûlée', 'ქართული ღვინო', 'ὀψάριον', '抹茶', 'ŚLIWKA', 'a\u0323\u0302'])(
  'finds %s by its name',
  (name) => {
    sqlite.exec('BEGIN');
    sqlite.prepare("INSERT INTO catalog_search (rowid, name, brand, type, barcodes) VALUES (1, ?, '', '', '')").run(name);
    expect(found(name)).toBe(1);
    expect(found('something else')).toBe(0);
    sqlite.exec('ROLLBACK');
  },
);
