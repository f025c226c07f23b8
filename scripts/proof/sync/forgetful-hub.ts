import { type Database, openPostgres, type Sql } from '../../../sync/hub/database.ts';
import { createHub } from '../../../sync/hub/hub.ts';

/** A hub that knows nothing of what it took before, so that the proof can show that it would notice. */
const database = openPostgres(process.env['DATABASE_URL'] ?? '');
const forgetful = (sql: Sql): Sql => ({
  query: (text, parameters) =>
    /^\s*SELECT source, id, sequence, body_hash FROM event/.test(text) ? Promise.resolve([]) : sql.query(text, parameters),
});
const wrong: Database = {
  ...database,
  ...forgetful(database),
  transaction: (work) => database.transaction((sql) => work(forgetful(sql))),
};
const hub = await createHub({ storage: { database: wrong } });
await database.query(
  'ALTER TABLE event DROP CONSTRAINT IF EXISTS event_pkey, DROP CONSTRAINT IF EXISTS event_source_sequence_key',
);
console.log(JSON.stringify({ url: hub.url, officeKey: hub.officeKey ?? undefined }));
