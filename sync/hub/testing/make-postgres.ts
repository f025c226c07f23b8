import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openPostgres } from '../database.ts';

/** Where tests make their databases; `.ci/run` starts one. A machine without fails them: nothing is skipped. */
const SERVER = process.env['TILLWRIGHT_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

export interface TestDatabase {
  readonly database: Database;
  /** Of a server, for one more hub on the same database. */
  readonly url: string | null;
  /** Closes and deletes it, by whoever it was closed already. */
  drop(): Promise<void>;
}

const onServer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database of its own on the PostgreSQL server, empty. */
export const makePostgres = async (): Promise<TestDatabase & { readonly url: string }> => {
  const name = `tillwright_test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href);
  return {
    database,
    url: url.href,
    drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
};
