import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DomainError } from '../domain/shared/errors.ts';

/** A program that is just closing gets this long to let go of the folder. */
const WAIT_MS = 2000;

/** Kept here, because a database that nothing refers to is collected, and its lock with it. */
const held = new Set<Database.Database>();

/**
 * Takes a data folder for this process alone. The operating system holds the lock and drops it when the process dies,
 * however it dies: nothing has to be cleaned up by hand.
 * @returns the way to let go of it
 * @throws DomainError `shared/database-busy` while another process has it
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Database(join(dataDir, 'in-use.lock'), { timeout: WAIT_MS });
  try {
    // Nothing is ever written, so no journal file has to lie beside it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    held.add(lock);
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && /^SQLITE_BUSY/.test(error.code)) {
      throw new DomainError('shared/database-busy', `another Tillwright is already open on ${dataDir}; close it first`, {
        dataDir,
      });
    }
    throw error;
  }
  return () => {
    held.delete(lock);
    lock.close();
  };
};
