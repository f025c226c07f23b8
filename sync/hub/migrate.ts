import type { Database } from './database.ts';
import { type HubMigration, MIGRATIONS } from './migrations/index.ts';

/** Any number that no other lock of the hub has. */
const MIGRATION_LOCK = 7_419_000_001;

/**
 * Brings the database to the newest schema, all steps in one transaction. Several hubs may start at once: the first does it, the others wait.
 * @throws Error when a newer hub made the schema
 */
export const migrate = (database: Database, migrations: readonly HubMigration[] = MIGRATIONS): Promise<void> =>
  database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1::bigint)', [MIGRATION_LOCK]);
    await sql.query(
      'CREATE TABLE IF NOT EXISTS migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const [row] = await sql.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migration');
    const from = row?.version ?? 0;
    const newest = migrations.at(-1)?.version ?? 0;
    if (from > newest)
      throw new Error(`a newer hub made this database (${from}, this one knows ${newest}): install that version`);
    for (const { version, statements } of migrations) {
      if (version <= from) continue;
      for (const statement of statements) await sql.query(statement);
      await sql.query('INSERT INTO migration (version) VALUES ($1)', [version]);
    }
  });
