import type { NewJournalEntry } from '../domain/contract/journal.ts';
import { canonicalJson } from '../domain/shared/canonical-json.ts';
import type { Clock } from '../domain/shared/clock.ts';
import type { Journal, JournalHead, Person } from '../domain/shared/journal.ts';
import { genesisOf, type JournalRow, sealOf } from './journal-chain.ts';
import type { Sqlite } from './open.ts';

/**
 * The journal table. The head is read anew for each entry: remembered, it would be wrong after a rollback.
 * An entry whose time is before the last one's is preceded by a `clock-change`; the time itself is taken as it is.
 */
export const createSqliteJournal = (
  sqlite: Sqlite,
  clock: Clock,
): Journal<NewJournalEntry> & { continueFrom(head: Omit<JournalHead, 'at'>, registerCode: string): void } => {
  const last = sqlite.prepare<[], JournalHead>('SELECT sequence, at, hash FROM journal ORDER BY sequence DESC LIMIT 1');
  const register = sqlite.prepare<[], string>('SELECT id FROM register').pluck();
  const insert = sqlite.prepare(
    `INSERT INTO journal (sequence, at, kind, user_id, user_name, approved_by_id, approved_by_name, data, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const genesis = (): string => {
    const id = register.get();
    if (id === undefined) throw new Error('no register yet');
    return genesisOf(id);
  };

  const append = (head: JournalHead | undefined, at: number, { kind, user, approvedBy, data }: NewJournalEntry): JournalHead => {
    const row: JournalRow = {
      sequence: (head?.sequence ?? 0) + 1,
      at,
      kind,
      ...{ user_id: user?.id ?? null, user_name: nameOf(user) },
      ...{ approved_by_id: approvedBy?.id ?? null, approved_by_name: nameOf(approvedBy) },
      data: canonicalJson(data),
      previous_hash: head?.hash ?? genesis(),
    };
    const hash = sealOf(row);
    const { sequence, user_id, user_name, approved_by_id, approved_by_name, previous_hash } = row;
    insert.run(sequence, at, kind, user_id, user_name, approved_by_id, approved_by_name, row.data, previous_hash, hash);
    return { sequence, at, hash };
  };

  return {
    add(entry) {
      let head = last.get();
      const now = clock.now();
      if (head && now < head.at && entry.kind !== 'clock-change') {
        head = append(head, now, clockChange(head.at, now, 'behind-the-journal'));
      }
      append(head, now, entry);
    },
    /** The first entry of a till that takes the place of one whose disk was lost: it links to the last entry that was heard of. */
    continueFrom({ sequence, hash }, registerCode) {
      const data = { sequence, hash, registerCode };
      append({ sequence, hash, at: 0 }, clock.now(), { kind: 'journal-continued', user: null, data });
    },
    head: () => last.get(),
  };
};

/** A broken character would be mended on its way into the file, and the hash would be of another name. */
const nameOf = (person: Person | null | undefined): string | null => person?.name.toWellFormed() ?? null;

/**
 * The till's own note that its clock was set.
 * @param before the time to be expected, in milliseconds since 1970-01-01 UTC
 * @param after what the clock shows
 */
export const clockChange = (before: number, after: number, noticed: 'while-running' | 'behind-the-journal'): NewJournalEntry => ({
  kind: 'clock-change',
  user: null,
  data: { before, after, noticed },
});
