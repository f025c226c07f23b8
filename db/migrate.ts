import { DomainError } from '../domain/shared/errors.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { openDatabase, type Sqlite } from './open.ts';

const versionOf = (sqlite: Sqlite): number => Number(sqlite.pragma('user_version', { simple: true }));

/**
 * Brings an open file to the newest schema, each step in a transaction of its own. A file that holds data is copied
 * first, to `<file>.before-v<N>`, and the copy is opened and checked.
 * @param sqlite the writing connection, outside any transaction
 * @throws DomainError `shared/database-newer` when a newer version of the app made the file
 */
export const migrate = (sqlite: Sqlite, migrations: readonly Migration[] = MIGRATIONS): void => {
  const from = versionOf(sqlite);
  const newest = migrations.at(-1)?.version ?? 0;
  if (from > newest) {
    throw new DomainError('shared/database-newer', 'a newer Tillwright made this file; install that version', { from, newest });
  }
  const steps = migrations.filter(({ version }) => version > from);
  if (steps.length === 0) return;
  if (from > 0 && !sqlite.memory) copyBefore(sqlite, newest);
  // A table that is made anew is dropped for a moment, and the rows that point to it must not follow (sqlite.org/lang_altertable, 7).
  sqlite.pragma('foreign_keys = OFF');
  try {
    for (const { version, sql } of steps) {
      sqlite
        .transaction(() => {
          sqlite.exec(sql);
          const strays = sqlite.pragma('foreign_key_check') as unknown[];
          if (strays.length > 0)
            throw new DomainError('shared/database-damaged', `version ${version} would lose ${strays.length} links`);
          sqlite.pragma(`user_version = ${version}`);
        })
        .immediate();
    }
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
};

const copyBefore = (sqlite: Sqlite, newest: number): void => {
  const copy = `${sqlite.name}.before-v${newest}`;
  // VACUUM INTO refuses a file that is there: a copy of an earlier, failed try is as good as a new one.
  try {
    sqlite.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    if (!(error instanceof Error && /already exists/.test(error.message))) throw error;
  }
  const opened = openDatabase(copy, { readonly: true });
  try {
    if (opened.pragma('quick_check', { simple: true }) !== 'ok') {
      throw new DomainError('shared/database-damaged', 'the copy made before updating the file is damaged', { file: copy });
    }
  } finally {
    opened.close();
  }
};
