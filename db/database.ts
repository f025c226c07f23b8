import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Sqlite } from './open.ts';

/** The writing connection, bare for queries and through drizzle for repositories. */
export interface Database {
  readonly sqlite: Sqlite;
  readonly orm: BetterSQLite3Database;
}

export const wrapDatabase = (sqlite: Sqlite): Database => ({ sqlite, orm: drizzle({ client: sqlite }) });

type Row<T extends SQLiteTable> = T['$inferInsert'];

/**
 * A prepared insert of whole rows: built once, so that a sale pays for no query building.
 * @param leaveOut columns that SQLite numbers itself
 */
export const insertInto = <T extends SQLiteTable>(
  { orm }: Database,
  table: T,
  leaveOut: readonly (keyof Row<T>)[] = [],
): ((row: Row<T>) => void) => {
  const names = Object.keys(getTableColumns(table)).filter((name) => !leaveOut.includes(name as keyof Row<T>));
  const values = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
  const statement = orm
    .insert(table)
    .values(values as unknown as Row<T>)
    .prepare();
  return (row) => {
    statement.run(row);
  };
};

/** A prepared update of the named columns in the rows that `where` names by placeholders of its own. */
export const updateOf = <T extends SQLiteTable, K extends keyof Row<T> & string>(
  { orm }: Database,
  table: T,
  columns: readonly K[],
  where: SQL | undefined,
): ((values: Pick<Row<T>, K> & Record<string, unknown>) => void) => {
  const values = Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)]));
  const statement = orm
    .update(table)
    .set(values as never)
    .where(where)
    .prepare();
  return (row) => {
    statement.run(row);
  };
};
