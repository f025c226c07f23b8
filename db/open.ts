import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { DomainError } from '../domain/shared/errors.ts';

export type Sqlite = Database.Database;

/** "Till" in ASCII: marks a file as ours (`PRAGMA application_id`). */
export const APPLICATION_ID = 0x54696c6c;

/** SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections write or checkpoint at once. */
const OLDEST_SQLITE = [3, 51, 3] as const;

export interface OpenOptions {
  /** How long a statement waits for another connection's short transaction, in milliseconds. */
  readonly busyTimeoutMs?: number;
  readonly readonly?: boolean;
  /** Pages in the WAL before SQLite checkpoints. The power-cut proof lowers it, an import raises it. */
  readonly walAutocheckpoint?: number;
  readonly cacheKiB?: number;
  /**
   * Less than FULL is asked for by the power-cut proof, to show that it would notice, and by an import for rows that nobody sees yet
   * (docs/decisions/0003).
   */
  readonly synchronous?: 'FULL' | 'NORMAL' | 'OFF';
}

const SYNCHRONOUS_LEVEL = { OFF: 0, NORMAL: 1, FULL: 2 } as const;

/**
 * Opens a till's file so that a commit is on disk when it returns, and makes it when missing.
 * @param file path of the database
 * @throws DomainError `shared/database-foreign` for a file of another program, `shared/database-damaged` for no database
 */
export const openDatabase = (file: string, options: OpenOptions = {}): Sqlite => {
  mkdirSync(dirname(file), { recursive: true });
  const isNew = !existsSync(file);
  const sqlite = new Database(file, { timeout: options.busyTimeoutMs ?? 5000, readonly: options.readonly ?? false });
  try {
    configure(sqlite, isNew, options);
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (error instanceof Database.SqliteError && /NOTADB|CORRUPT/.test(error.code)) {
      throw new DomainError('shared/database-damaged', 'the file is no readable database; restore a backup', { file });
    }
    throw error;
  }
};

const configure = (sqlite: Sqlite, isNew: boolean, options: OpenOptions): void => {
  const version = sqlite.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0';
  if (isOlder(version.split('.').map(Number))) throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);

  const applicationId = sqlite.pragma('application_id', { simple: true });
  const tables = sqlite.prepare<[], number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get() ?? 0;
  if (applicationId !== APPLICATION_ID && (applicationId !== 0 || tables > 0)) {
    throw new DomainError('shared/database-foreign', 'this file belongs to another program', { file: sqlite.name });
  }

  const level = options.synchronous ?? 'FULL';
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('temp_store = MEMORY');
  // What is deleted or overwritten becomes zeros in the file, so that an erased person is gone from it (docs/decisions/0004).
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma(`cache_size = -${options.cacheKiB ?? 16_000}`);
  if (!options.readonly) {
    if (isNew) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    sqlite.pragma('journal_mode = WAL');
    // macOS: fsync alone does not reach the platter.
    sqlite.pragma('fullfsync = 1');
    sqlite.pragma('checkpoint_fullfsync = 1');
    if (options.walAutocheckpoint !== undefined) sqlite.pragma(`wal_autocheckpoint = ${options.walAutocheckpoint}`);
  }
  // better-sqlite3 is built to fall to NORMAL in WAL mode at its first read: set it, read, and only then believe it.
  sqlite.pragma(`synchronous = ${level}`);
  sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
  const set = sqlite.pragma('synchronous', { simple: true });
  if (set !== SYNCHRONOUS_LEVEL[level]) throw new Error(`synchronous is ${String(set)} and not ${level}`);
};

/** Pages after which SQLite checkpoints by itself (its default). */
const AUTOCHECKPOINT_PAGES = 1000;

/**
 * Leaves the copying of the write-ahead log to a background writer that fills it, or takes it on again: a clerk's commit must not copy
 * what an import wrote.
 */
export const leaveCheckpoints = (sqlite: Sqlite, isLeft: boolean): void => {
  sqlite.pragma(`wal_autocheckpoint = ${isLeft ? 0 : AUTOCHECKPOINT_PAGES}`);
};

/** Runs `work` with locks that others hold refused at once instead of waited for. */
export const withoutWaiting = (sqlite: Sqlite, work: () => void): void => {
  const before = Number(sqlite.pragma('busy_timeout', { simple: true }));
  sqlite.pragma('busy_timeout = 0');
  try {
    work();
  } finally {
    sqlite.pragma(`busy_timeout = ${before}`);
  }
};

const isOlder = (version: number[]): boolean => {
  const at = OLDEST_SQLITE.findIndex((part, index) => (version[index] ?? 0) !== part);
  return at >= 0 && (version[at] ?? 0) < (OLDEST_SQLITE[at] ?? 0);
};
