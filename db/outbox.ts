import type { Clock } from '../domain/shared/clock.ts';
import { fitEvent } from '../domain/shared/fit-event.ts';
import type { Outbox } from '../domain/shared/outbox.ts';
import type { Sqlite } from './open.ts';

export interface SqliteOutbox extends Outbox {
  /** How many events the remote has not confirmed, without those that were put aside. */
  waiting(): number;
  /** The number of the newest event; 0 before the first. */
  lastSequence(): number;
}

/**
 * The outbox table. The sequence counter lives in the register's row and moves in the same transaction, so a rollback
 * takes the number back and no gap is left.
 */
export const createSqliteOutbox = (sqlite: Sqlite, clock: Clock): SqliteOutbox => {
  const next = sqlite
    .prepare<[], number>('UPDATE register SET next_event_sequence = next_event_sequence + 1 RETURNING next_event_sequence - 1')
    .pluck();
  const insert = sqlite.prepare(
    'INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // What was given a number, without what is settled or put aside: counting a long queue row by row would slow every screen down.
  const waiting = sqlite
    .prepare<[], number>(
      `SELECT next_event_sequence - 1 - (SELECT events FROM outbox_settled) - (SELECT count(*) FROM outbox INDEXED BY outbox_parked
         WHERE parked_at IS NOT NULL AND sent_at IS NULL AND discarded_at IS NULL) FROM register`,
    )
    .pluck();
  const last = sqlite.prepare<[], number>('SELECT next_event_sequence - 1 FROM register').pluck();
  return {
    add(event) {
      const text = JSON.stringify(event.data);
      for (const part of fitEvent(event, text)) {
        const sequence = next.get();
        if (sequence === undefined) throw new Error('no register yet');
        const { id, type, aggregateId, occurredOn } = part;
        insert.run(sequence, id, type, aggregateId, occurredOn, clock.now(), part === event ? text : JSON.stringify(part.data));
      }
    },
    waiting: () => waiting.get() ?? 0,
    lastSequence: () => last.get() ?? 0,
  };
};
