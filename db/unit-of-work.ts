import { hash as hashOf } from 'node:crypto';
import { canonicalJson } from '../domain/shared/canonical-json.ts';
import type { Clock } from '../domain/shared/clock.ts';
import { DomainError } from '../domain/shared/errors.ts';
import type { EventBus } from '../domain/shared/event-bus.ts';
import type { Command, UnitOfWork } from '../domain/shared/unit-of-work.ts';
import type { Sqlite } from './open.ts';
import type { WriteTurn } from './write-turn.ts';

type Sync<T> = T extends PromiseLike<unknown> ? never : T;

interface CommandRow {
  operation: string;
  body_hash: Buffer;
}

/**
 * `BEGIN IMMEDIATE`, work, drain the bus, commit (on disk, synchronous=FULL). Statements stay prepared.
 * @param sqlite the till's own connection
 * @param turn lets background writers of this process give way
 */
export const createUnitOfWork = (sqlite: Sqlite, bus: EventBus, clock: Clock, turn?: WriteTurn): UnitOfWork => {
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const find = sqlite.prepare<[string], CommandRow>('SELECT operation, body_hash FROM command WHERE id = ?');
  const record = sqlite.prepare('INSERT INTO command (id, operation, body_hash, at) VALUES (?, ?, ?, ?)');

  const run = <T>(work: () => Sync<T>): T => {
    if (isOpen(sqlite)) return work();
    turn?.take();
    try {
      begin.run();
      const outcome = work();
      bus.drain();
      commit.run();
      return outcome;
    } catch (error) {
      bus.discard();
      // SQLite has already rolled back by itself after a full disk or an I/O error.
      if (isOpen(sqlite)) rollback.run();
      throw error;
    } finally {
      turn?.release();
    }
  };

  const once = <T>(command: Command, work: () => Sync<T>, replay: () => Sync<T>): T =>
    run<T>(() => {
      const hash = hashOf('sha256', canonicalJson(command.body), 'buffer');
      const before = find.get(command.id);
      if (!before) {
        record.run(command.id, command.operation, hash, clock.now());
        return work();
      }
      if (before.operation !== command.operation || !before.body_hash.equals(hash)) {
        throw new DomainError('shared/command-id-reused', 'this id was used for another command', {
          operation: before.operation,
        });
      }
      return replay();
    });

  return { run, once };
};

/** Asked anew each time: what ran in between may have ended the transaction. */
const isOpen = (sqlite: Sqlite): boolean => sqlite.inTransaction;
