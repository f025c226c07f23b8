import type { Clock } from '../../domain/shared/clock.ts';
import type { OwnSource } from '../../domain/shared/source.ts';
import type { Sqlite } from '../open.ts';
import type { WriteTurn } from '../write-turn.ts';
import { createOwnSources } from './own-sources.ts';

/** Rows that are neither sent nor given up. Said again in every query, so that the partial index serves it. */
export const OPEN = 'sent_at IS NULL AND discarded_at IS NULL';
/** Marks a row as confirmed, once, refused before or not. */
export const MARK_SENT = `UPDATE outbox SET sent_at = ?, parked_at = NULL WHERE sequence = ? AND ${OPEN}`;
/** Of an outbox row `o`: an earlier one of its aggregate was refused, so it waits. */
export const BEHIND_PARKED = `EXISTS (SELECT 1 FROM outbox AS p INDEXED BY outbox_parked
  WHERE p.parked_at IS NOT NULL AND p.sent_at IS NULL AND p.discarded_at IS NULL
    AND p.partition_key = o.partition_key AND p.sequence < o.sequence)`;

/** A till's transaction that has to wait looks again after 1 ms and after 3: ours are over by then. In milliseconds. */
const TRANSACTION_MS = 2;

/** A row as it was written; `time` is milliseconds since 1970-01-01 UTC, `data` JSON. */
export interface StoredEvent {
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly partitionKey: string;
  readonly time: number;
  readonly data: string;
}

interface Limits {
  readonly events: number;
  readonly bytes: number;
  readonly eventBytes: number;
}

interface Parked {
  readonly sequence: number;
  readonly code: string;
  readonly message: string;
}

/**
 * The outbox as the sending thread reads and marks it, and what it keeps of the remote.
 * @param sqlite a connection of its own, with synchronous=NORMAL: a mark that a power cut loses only sends an event again
 * @param build makes of a row, and of the name that it is told under, what is sent; `bytes` is its size
 */
export const createOutboxQueue = <E extends { readonly sequence: number; readonly bytes: number }>(
  sqlite: Sqlite,
  turn: WriteTurn,
  clock: Clock,
  build: (source: string, event: StoredEvent) => E,
) => {
  const sources = createOwnSources(sqlite);
  const waiting = sqlite.prepare<[], { sequence: number; partitionKey: string }>(
    `SELECT sequence, partition_key AS partitionKey FROM outbox AS o INDEXED BY outbox_open
     WHERE ${OPEN} AND parked_at IS NULL AND NOT ${BEHIND_PARKED} ORDER BY sequence`,
  );
  const stored = sqlite.prepare<[number], StoredEvent>(
    'SELECT sequence, id, type, partition_key AS partitionKey, time, data FROM outbox WHERE sequence = ?',
  );
  const idAt = sqlite.prepare<[number], string>('SELECT id FROM outbox WHERE sequence = ?').pluck();
  const head = sqlite.prepare<[], string>("SELECT sequence || ':' || hash FROM journal ORDER BY sequence DESC LIMIT 1").pluck();
  const send = sqlite.prepare(MARK_SENT);
  const park = sqlite.prepare(`UPDATE outbox SET parked_at = ?, reason_code = ?, reason = ? WHERE sequence = ? AND ${OPEN}`);
  const lastSent = sqlite
    .prepare<{ after: number; until: number }, number>(
      'SELECT sequence FROM outbox WHERE sent_at IS NOT NULL AND sequence > :after AND sequence <= :until ORDER BY sequence DESC LIMIT 1',
    )
    .pluck();
  const sentAfter = sqlite
    .prepare<[number, number], number>(
      'SELECT sequence FROM outbox WHERE sequence > ? AND sequence <= ? AND sent_at IS NOT NULL ORDER BY sequence LIMIT 1',
    )
    .pluck();
  const unsend = sqlite.prepare('UPDATE outbox SET sent_at = NULL WHERE sequence = ?');
  const count = sqlite.prepare('UPDATE outbox_settled SET events = events + ?');
  const sentAt = sqlite.prepare('UPDATE sync_remote SET last_sent_at = ?');
  const cursor = sqlite.prepare<[], string | null>('SELECT cursor FROM sync_remote').pluck();
  const pulled = sqlite.prepare('UPDATE sync_remote SET cursor = ?, last_pulled_at = ?');
  const nextCarried = sqlite.prepare<[], { seq: number; source: string; events: string; signature: string }>(
    'SELECT seq, source, events, signature FROM carried_part WHERE refused_at IS NULL ORDER BY seq LIMIT 1',
  );
  const deleteCarried = sqlite.prepare('DELETE FROM carried_part WHERE seq = ?');
  const refuseCarried = sqlite.prepare('UPDATE carried_part SET refused_at = ?, reason = ? WHERE seq = ?');
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');

  /** Runs the steps in as few transactions as the till's own work leaves room for; each step is whole by itself. */
  const inTurn = (steps: Iterable<() => void>): void => {
    let endsAt = 0;
    try {
      for (const step of steps) {
        if (!sqlite.inTransaction) {
          turn.wait();
          begin.run();
          endsAt = performance.now() + TRANSACTION_MS;
        }
        step();
        if (turn.isTaken() || performance.now() >= endsAt) commit.run();
      }
      if (sqlite.inTransaction) commit.run();
    } catch (error) {
      // SQLite has already rolled back by itself after a full disk or an I/O error.
      if (sqlite.inTransaction) rollback.run();
      throw error;
    }
  };

  const settle = ({ sent, parked }: { readonly sent: readonly number[]; readonly parked: readonly Parked[] }): void => {
    const now = clock.now();
    inTurn([
      ...sent.map((sequence) => () => void count.run(send.run(now, sequence).changes)),
      ...parked.map(
        ({ sequence, code, message }) =>
          () =>
            void park.run(now, code, message, sequence),
      ),
      ...(sent.length > 0 ? [() => void sentAt.run(now)] : []),
    ]);
  };

  return {
    /**
     * The next events in their order: none that was put aside or waits behind one, and only one of each aggregate. One that is larger than
     * any receiver has to take is put aside here.
     */
    next({ events, bytes, eventBytes }: Limits): readonly E[] {
      const taken: E[] = [];
      const tooLarge: Parked[] = [];
      const aggregates = new Set<string>();
      let size = 0;
      for (const { sequence, partitionKey } of waiting.iterate()) {
        if (taken.length === events) break;
        if (aggregates.has(partitionKey)) continue;
        const [row, source] = [stored.get(sequence), sources.of(sequence)];
        if (!row || source === undefined) continue;
        const event = build(source, row);
        if (event.bytes > eventBytes) {
          aggregates.add(partitionKey);
          tooLarge.push({ sequence, code: 'too-large', message: `it has ${event.bytes} bytes, and ${eventBytes} are taken` });
          continue;
        }
        // Commas and brackets stand between them.
        size += event.bytes + 2;
        if (taken.length > 0 && size > bytes) break;
        aggregates.add(partitionKey);
        taken.push(event);
      }
      if (tooLarge.length > 0) settle({ sent: [], parked: tooLarge });
      return taken;
    },
    /** Marks what was confirmed and puts aside what was refused, each once, whatever happened to it meanwhile. */
    settle,
    /** The newest event told under that name that a remote confirmed; 0: none. */
    lastSent: ({ after, until }: OwnSource) => lastSent.get({ after, until }) ?? 0,
    /** Puts what was confirmed under that name after that one back into the queue: the remote has lost it. */
    sendAgainAfter(sequence: number, { after, until }: OwnSource): void {
      const lost = function* (): Iterable<() => void> {
        const from = Math.max(sequence, after);
        for (let next = sentAfter.get(from, until); next !== undefined; next = sentAfter.get(next, until)) {
          const one = next;
          yield () => void count.run(-unsend.run(one).changes);
        }
      };
      inTurn(lost());
    },
    /** How far the journal goes, as `sequence:hash`. */
    journalHead: () => head.get() ?? null,
    /** The names of this register, the present one last. @throws Error before there is a shop */
    sources: () => sources.all(),
    idAt: (sequence: number) => idAt.get(sequence),
    cursor: () => cursor.get() ?? null,
    pulled(to: string): void {
      inTurn([() => void pulled.run(to, clock.now())]);
    },
    nextCarried: () => nextCarried.get(),
    /** Forgets a part that the hub took; keeps one that it refused, with the reason. */
    carried(seq: number, refusal: string | null): void {
      inTurn([
        () => {
          if (refusal === null) deleteCarried.run(seq);
          else refuseCarried.run(clock.now(), refusal, seq);
        },
      ]);
    },
  };
};
