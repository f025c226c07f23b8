import { type Column, getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import * as tables from './tables.ts';

const sqlite = openDatabase(':memory:');
migrate(sqlite);

test.each(Object.values(tables).filter((table) => is(table, SQLiteTable)))('drizzle and the migrations agree on %#', (table) => {
  const name = getTableName(table);
  const real = sqlite
    .prepare<[string], { name: string; type: string; notnull: number }>('SELECT name, type, "notnull" FROM pragma_table_info(?)')
    .all(name);
  const drawn = Object.values<Column>(getTableColumns(table) as Record<string, Column>).map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notnull: column.notNull ? 1 : 0,
  }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  // A primary key is never null, whatever the column says.
  const comparable = real.map((column) => ({
    ...column,
    notnull: drawn.find((other) => other.name === column.name)?.notnull === 1 ? 1 : column.notnull,
  }));
  expect(drawn.sort(byName)).toEqual(comparable.sort(byName));
});

test('every table is STRICT', () => {
  const loose = sqlite
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_search%' ESCAPE '\\'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
});
