import Sqlite from 'better-sqlite3';

/** Makes a copy of a till's file after `sql`, with everything asleep that would have kept it from being broken. */
export const spoil = (file: string, copy: string, sql: string): string => {
  // Not the file alone: of a till that runs, the newest pages stand in the log beside it.
  const whole = new Sqlite(file, { readonly: true });
  whole.prepare('VACUUM INTO ?').run(copy);
  whole.close();
  const sqlite = new Sqlite(copy);
  sqlite.pragma('foreign_keys = OFF');
  sqlite.pragma('ignore_check_constraints = ON');
  for (const trigger of sqlite.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
    sqlite.exec(`DROP TRIGGER ${trigger}`);
  }
  sqlite.exec(sql);
  sqlite.close();
  return copy;
};
