import { toDomainError } from '../../db/errors.ts';
import { verifyJournal } from '../../db/journal-chain.ts';
import { openDatabase } from '../../db/open.ts';
import type { JournalVerdict } from '../../domain/contract/journal.ts';
import { DomainError, type ErrorCode } from '../../domain/shared/errors.ts';
import { startWorker } from '../workers/start-worker.ts';

/** What the journal's thread tells, once. */
export type JournalMessage =
  | { readonly kind: 'verified'; readonly verdict: JournalVerdict }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

/** Reads and judges the journal of a till's file, on a connection of its own. */
export const judgeJournal = (databaseFile: string): JournalMessage => {
  try {
    const sqlite = openDatabase(databaseFile, { readonly: true });
    try {
      return { kind: 'verified', verdict: verifyJournal(sqlite) };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return { kind: 'failed', code: toDomainError(error).code };
  }
};

const HEAP_MIB = 64;

/**
 * Verifies in a thread of its own; whoever asks while one runs gets its answer.
 * @param databaseFile path of the till's file
 */
export const createJournalVerifier = (databaseFile: string): (() => Promise<JournalVerdict>) => {
  let running: Promise<JournalVerdict> | undefined;
  const verify = (): Promise<JournalVerdict> =>
    new Promise((resolve, reject) => {
      const worker = startWorker('journal-worker', databaseFile, HEAP_MIB);
      worker.once('message', (message: JournalMessage) => {
        if (message.kind === 'verified') resolve(message.verdict);
        else reject(new DomainError(message.code, 'the journal could not be read'));
      });
      worker.once('error', reject);
      // After a message this changes nothing any more.
      worker.once('exit', () => reject(new Error('the journal’s thread ended without a word')));
    });
  return () =>
    (running ??= verify().finally(() => {
      running = undefined;
    }));
};
