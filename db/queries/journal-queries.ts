import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import type { JournalEntryView } from '../../domain/contract/journal.ts';
import type { Person } from '../../domain/shared/journal.ts';
import type { Database } from '../database.ts';
import type { JournalRow } from '../journal-chain.ts';
import { page } from './catalog-queries.ts';
import { readCursor, writeCursor } from './cursor.ts';

type Row = JournalRow & { readonly hash: string };

const person = (id: string | null, name: string | null): Person | null => (id === null ? null : { id, name: name ?? '' });

const toView = (row: Row): JournalEntryView =>
  ({
    sequence: row.sequence,
    at: row.at,
    kind: row.kind,
    user: person(row.user_id, row.user_name),
    approvedBy: person(row.approved_by_id, row.approved_by_name),
    data: JSON.parse(row.data) as unknown,
    previousHash: row.previous_hash,
    hash: row.hash,
  }) as JournalEntryView;

/** The first instant of a calendar day in this machine's time zone, `days` later. */
const startOf = (day: string, days = 0): number => {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + days);
  return date.getTime();
};

export const createJournalQueries = ({ sqlite }: Database) => ({
  /** Newest first. With a filter by days in the order of their index, so that an old day is found as fast as today. */
  getJournal(request: InputOf<'journal.getJournal'>): OutputOf<'journal.getJournal'> {
    const { kind, fromDay, toDay, userId, pageSize } = request;
    const byTime = Boolean(fromDay || toDay);
    const first = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;
    const [at, sequence] = request.cursor === null ? first : readCursor(request.cursor, 0, 0);
    const conditions = [
      byTime ? '(at, sequence) < (:at, :sequence)' : 'sequence < :sequence',
      ...(kind ? ['kind = :kind'] : []),
      // Said again for the partial index of everything that is no sale.
      ...(kind && kind !== 'sale' ? ["kind <> 'sale'"] : []),
      ...(userId ? ['user_id = :userId'] : []),
      ...(fromDay ? ['at >= :from'] : []),
      ...(toDay ? ['at < :to'] : []),
    ];
    const parameters = {
      sequence,
      limit: pageSize + 1,
      ...(byTime ? { at } : {}),
      ...(kind ? { kind } : {}),
      ...(userId ? { userId } : {}),
      ...(fromDay ? { from: startOf(fromDay) } : {}),
      ...(toDay ? { to: startOf(toDay, 1) } : {}),
    };
    const text = `SELECT * FROM journal WHERE ${conditions.join(' AND ')}
      ORDER BY ${byTime ? 'at DESC, ' : ''}sequence DESC LIMIT :limit`;
    const rows = sqlite.prepare<[object], Row>(text).all(parameters);
    return page(rows, pageSize, toView, (row) => writeCursor(row.at, row.sequence));
  },
});
