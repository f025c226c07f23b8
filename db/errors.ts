import { DomainError } from '../domain/shared/errors.ts';

const hasCode = (value: unknown): value is Error & { code: string } =>
  value instanceof Error && typeof (value as { code?: unknown }).code === 'string';

/**
 * Gives any thrown value a code of the closed list: SQLite's full disk, lock and damage by name, the rest as
 * `shared/internal`. A message of SQLite can hold values, so it is not passed on.
 */
export const toDomainError = (thrown: unknown): DomainError => {
  if (thrown instanceof DomainError) return thrown;
  if (hasCode(thrown)) {
    if (thrown.code === 'SQLITE_FULL' || thrown.code === 'ENOSPC') {
      return new DomainError('shared/disk-full', 'the disk is full; nothing was written');
    }
    if (/^SQLITE_(BUSY|LOCKED)/.test(thrown.code)) {
      return new DomainError('shared/database-busy', 'the file is in use by another program; nothing was written');
    }
    if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(thrown.code)) {
      return new DomainError('shared/command-id-reused', 'this id is in use for something else; nothing was written');
    }
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(thrown.code)) {
      return new DomainError('shared/database-damaged', 'the file is damaged; restore a backup');
    }
  }
  return new DomainError('shared/internal', 'something went wrong on our side; nothing was written');
};
