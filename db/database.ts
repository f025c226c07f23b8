import { Column, getTableColumns, is, Param, Placeholder, type Query, type SQL, sql } from 'drizzle-orm';
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
type Values = Record<string, unknown>;

/** drizzle gives its value as SQLite does. */
const isKeptAsIs = (column: Column): boolean => column.mapFromDriverValue === Column.prototype.mapFromDriverValue;

/** What stands at a parameter's place: drizzle knows how the column writes it. */
const binder = (parameter: unknown): ((values: Values) => unknown) => {
  const placeholder = is(parameter, Param) ? parameter.value : parameter;
  if (!is(placeholder, Placeholder)) return () => parameter;
  const { name } = placeholder;
  if (!is(parameter, Param)) return (values) => values[name];
  const { encoder } = parameter;
  return (values) => encoder.mapToDriverValue(values[name]);
};

/**
 * A statement that drizzle wrote, prepared on the connection itself: a sale runs dozens of them, and drizzle's own way through each costs
 * more than SQLite's.
 */
const prepare = ({ sqlite }: Database, { sql: text, params }: Query) => {
  const statement = sqlite.prepare<unknown[], unknown[]>(text);
  const binders = params.map(binder);
  return { statement, bind: (values: Values) => binders.map((bindOne) => bindOne(values)) };
};

/**
 * A prepared select of whole rows.
 * @param where with placeholders that `get` and `all` fill in
 */
export const selectFrom = <T extends SQLiteTable>(database: Database, table: T, where: SQL | undefined, orderBy: SQL[] = []) => {
  const columns = Object.entries(getTableColumns(table)).map(([name, column]) => ({
    name,
    // Only booleans and the like are kept as something else.
    read: isKeptAsIs(column) ? undefined : (cell: unknown) => column.mapFromDriverValue(cell),
  }));
  const query = database.orm
    .select()
    .from(table as SQLiteTable)
    .where(where)
    .orderBy(...orderBy);
  const { statement, bind } = prepare(database, query.toSQL());
  statement.raw(true);
  const toRow = (cells: readonly unknown[]): T['$inferSelect'] => {
    const row: Values = {};
    columns.forEach(({ name, read }, at) => {
      const cell = cells[at];
      row[name] = cell === null || !read ? cell : read(cell);
    });
    return row;
  };
  return {
    get(values: Values): T['$inferSelect'] | undefined {
      const cells = statement.get(...bind(values));
      return cells && toRow(cells);
    },
    all: (values: Values): T['$inferSelect'][] => statement.all(...bind(values)).map(toRow),
  };
};

/**
 * A prepared insert of whole rows: built once, so that a sale pays for no query building.
 * @param leaveOut columns that SQLite numbers itself
 * @returns inserts, and gives the number of the row
 */
export const insertInto = <T extends SQLiteTable>(
  database: Database,
  table: T,
  leaveOut: readonly (keyof Row<T>)[] = [],
): ((row: Row<T>) => number) => {
  const names = Object.keys(getTableColumns(table)).filter((name) => !leaveOut.includes(name as keyof Row<T>));
  const values = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
  const { statement, bind } = prepare(
    database,
    database.orm
      .insert(table)
      .values(values as unknown as Row<T>)
      .toSQL(),
  );
  return (row) => Number(statement.run(...bind(row)).lastInsertRowid);
};

/** A prepared update of the named columns in the rows that `where` names by placeholders of its own. */
export const updateOf = <T extends SQLiteTable, K extends keyof Row<T> & string>(
  database: Database,
  table: T,
  columns: readonly K[],
  where: SQL | undefined,
): ((values: Pick<Row<T>, K> & Values) => void) => {
  const values = Object.fromEntries(columns.map((name) => [name, sql.placeholder(name)]));
  const query = database.orm
    .update(table)
    .set(values as never)
    .where(where);
  const { statement, bind } = prepare(database, query.toSQL());
  return (row) => {
    statement.run(...bind(row));
  };
};
