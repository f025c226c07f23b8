import { PGlite } from '@electric-sql/pglite';
import { beforeAll, describe } from 'vitest';
import { overPglite } from '../database.ts';
import { makePostgres, type TestDatabase } from './make-postgres.ts';

export { makePostgres, type TestDatabase };

/** An embedded one is compiled when it starts, which a busy machine takes its time for. */
const START_MS = 240_000;

let embedded: Promise<PGlite> | undefined;

/** Starting one takes seconds: a test file has one, and each test gets it empty. */
const makePglite = async (): Promise<TestDatabase> => {
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
