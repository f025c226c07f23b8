import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';

/** Tells whether what is in a till's file is what it was. */
interface FileContent {
  /** Whether any other connection committed since this was asked last. */
  wasWritten(): boolean;
  /** A hash over all rows of all tables. */
  hash(): string;
  close(): void;
}

/** Wrong guesses are counted, or nobody could be locked out: the one thing that a refusal leaves behind. */
const COUNTERS = ['failed_attempts', 'locked_until'];

export const readContent = (file: string): FileContent => {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  sqlite.defaultSafeIntegers();
  const version = sqlite.prepare<[], bigint>('PRAGMA data_version').pluck();
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'catalog_search' ORDER BY name")
    .pluck()
    .all()
    .map((table) => {
      const columns = sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
      const compared = columns.filter((column) => !COUNTERS.includes(column)).map((column) => `"${column}"`);
      const order = compared.map((_, at) => at + 1).join(', ');
      return sqlite.prepare<[], unknown[]>(`SELECT ${compared.join(', ')} FROM "${table}" ORDER BY ${order}`).raw();
    });
  let seen = version.get();
  return {
    wasWritten() {
      const before = seen;
      seen = version.get();
      return seen !== before;
    },
    hash() {
      const hash = createHash('sha256');
      for (const rows of tables) {
        hash.update('\u0001');
        for (const row of rows.iterate()) {
          hash.update(JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)));
        }
      }
      return hash.digest('hex');
    },
    close() {
      sqlite.close();
    },
  };
};
