import { randomBytes } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { beforeAll, describe } from 'vitest';
import { type Database, openPostgres, overPglite } from '../database.ts';

/** Where tests make their databases; `.ci/run` starts one. A machine without fails them: nothing is skipped. */
const SERVER = process.env['TILLWRIGHT_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** An embedded one is compiled when it starts, which a busy machine takes its time for. */
const START_MS = 240_000;

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
export const makePostgres = async (): Promise<TestDatabase> => {
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

let embedded: Promise<PGlite> | undefined;

/** Starting one takes seconds: a test file has one, and each test gets it empty. */
export const makePglite = async (): Promise<TestDatabase> => {
  embedded ??= PGlite.create();
  const pglite = await embedded;
  await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return { database: { ...overPglite(pglite), close: async () => undefined }, url: null, drop: async () => undefined };
};

/** The same tests on the embedded database and on a PostgreSQL server. */
export const onBothDatabases = (name: string, tests: (make: () => Promise<TestDatabase>) => void): void => {
  describe.each([
    ['PGlite', makePglite],
    ['PostgreSQL', makePostgres],
  ] as const)(`${name} on %s`, (_kind, make) => {
    beforeAll(async () => {
      await (await make()).drop();
    }, START_MS);
    tests(make);
  });
};
