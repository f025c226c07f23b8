import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Runs SQL of PostgreSQL 15; `bigint` comes back as a number. */
export interface Sql {
  /** One statement with its parameters `$1…`. JSON goes in as text. */
  query<R extends object>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
}

/** PostgreSQL, as a server or embedded: what the hub needs of it. */
export interface Database extends Sql {
  readonly kind: 'postgresql' | 'embedded';
  /** READ COMMITTED. Undone whole when `work` throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const INT8 = 20;
const number = (text: string): number => Number(text);

/** How many transactions one hub runs at once. */
const CONNECTIONS = 10;

/** A server. @param url as in `postgres://user@host:5432/database` */
export const openPostgres = (url: string): Database => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, number);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    types,
  });
  // A connection that breaks while nobody uses it is made anew when it is needed.
  pool.on('error', () => undefined);
  const over = (client: pg.Pool | pg.PoolClient): Sql => ({
    async query<R extends object>(sql: string, parameters: readonly unknown[] = []) {
      return (await client.query<R>(sql, [...parameters])).rows;
    },
  });
  return {
    ...over(pool),
    kind: 'postgresql',
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(over(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error(String(failure));
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
};

/** PostgreSQL within this process, on one connection. It does not fsync: a power cut takes what came last. */
export const overPglite = (pglite: PGlite): Database => {
  const over = (client: Pick<PGlite, 'query'>): Sql => ({
    async query<R extends object>(sql: string, parameters: readonly unknown[] = []) {
      return (await client.query<R>(sql, [...parameters], { parsers: { [INT8]: number } })).rows;
    },
  });
  return {
    ...over(pglite),
    kind: 'embedded',
    transaction: (work) => pglite.transaction((transaction) => work(over(transaction))),
    close: () => pglite.close(),
  };
};

/** @param folder where it keeps its files */
export const openEmbedded = async (folder: string): Promise<Database> => overPglite(await PGlite.create(folder));

/** A refusal by the data itself: too large a number, a broken character, a rule of a table. Classes 22 and 23 of SQLSTATE. */
export const isRefusalOfData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
