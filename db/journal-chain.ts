import { hash } from 'node:crypto';
import type { JournalVerdict } from '../domain/contract/journal.ts';
import type { Sqlite } from './open.ts';

/** A row of the journal but its own hash, in the order of the columns. */
export interface JournalRow {
  readonly sequence: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly kind: string;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly approved_by_id: string | null;
  readonly approved_by_name: string | null;
  /** Canonical JSON (RFC 8785). */
  readonly data: string;
  readonly previous_hash: string;
}

const person = (id: string | null, name: string | null): string =>
  id === null ? 'null' : `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)}}`;

/**
 * What an entry's hash is taken over: the canonical JSON (RFC 8785) of
 * `{ approvedBy, at, data, kind, previousHash, sequence, user }`, where the two persons are `{ id, name }` or null, `data` is the JSON of
 * its column, and the rest stands as in the columns. As UTF-8 it goes through SHA-256, written in lower-case hex.
 *
 * The names of the members are fixed and `data` is canonical already, so the text is put together here and not sorted again; white space
 * slipped into `data` shows like any other change.
 */
export const sealedText = (row: JournalRow): string =>
  `{"approvedBy":${person(row.approved_by_id, row.approved_by_name)},"at":${row.at},"data":${row.data},"kind":${JSON.stringify(row.kind)},` +
  `"previousHash":"${row.previous_hash}","sequence":${row.sequence},"user":${person(row.user_id, row.user_name)}}`;

/** The hash of an entry. */
export const sealOf = (row: JournalRow): string => hash('sha256', sealedText(row));

/** What the first entry has for a previous hash: the SHA-256 of the register's id (as UTF-8 text), in lower-case hex. */
export const genesisOf = (registerId: string): string => hash('sha256', registerId);

type Cells = readonly [
  number,
  number,
  string,
  string | null,
  string | null,
  string | null,
  string | null,
  string,
  string,
  string,
];

/**
 * Reads every entry in its order and takes each hash anew; stops at the first that does not hold.
 * @param sqlite any connection to a till's file
 * @param knownHead a hash that the journal had once (a Z report prints it): an entry must still carry it, or the tail was cut off
 * @returns how many entries hold, the last one's hash, and the first fault: `missing` (a gap), `changed` (its hash is of other content),
 * `broken-link` (the entry before has another hash; before the first stands the register), `cut-off` (nothing carries `knownHead`)
 */
export const verifyJournal = (sqlite: Sqlite, knownHead?: string): JournalVerdict => {
  const registerId = sqlite.prepare<[], string>('SELECT id FROM register').pluck().get();
  const rows = sqlite
    .prepare<[], Cells>(
      `SELECT sequence, at, kind, user_id, user_name, approved_by_id, approved_by_name, data, previous_hash, hash
       FROM journal ORDER BY sequence`,
    )
    .raw();
  let [count, head, before] = [0, null as string | null, registerId === undefined ? '' : genesisOf(registerId)];
  /** Entries that were lost with another disk: this journal goes on behind them. */
  let lost = 0;
  let isKnown = knownHead === undefined;
  const verdict = (what: NonNullable<JournalVerdict['fault']>['what'] | null): JournalVerdict => ({
    count,
    head,
    fault: what && { sequence: lost + count + 1, what },
    ...(lost > 0 ? { continuedAfter: lost } : {}),
  });
  for (const cells of rows.iterate()) {
    const [sequence, at, kind, user_id, user_name, approved_by_id, approved_by_name, data, previous_hash, seal] = cells;
    if (count === 0 && kind === 'journal-continued' && isLink(data, sequence, previous_hash))
      [lost, before] = [sequence - 1, previous_hash];
    if (sequence !== lost + count + 1) return verdict('missing');
    const row = { sequence, at, kind, user_id, user_name, approved_by_id, approved_by_name, data, previous_hash };
    if (sealOf(row) !== seal) return verdict('changed');
    if (previous_hash !== before) return verdict('broken-link');
    [count, head, before] = [count + 1, seal, seal];
    if (seal === knownHead) isKnown = true;
  }
  return verdict(isKnown ? null : 'cut-off');
};

/** Whether a first entry says itself behind which one it stands. */
const isLink = (data: string, sequence: number, previousHash: string): boolean => {
  const { sequence: last, hash: seal } = JSON.parse(data) as { readonly sequence?: unknown; readonly hash?: unknown };
  return last === sequence - 1 && seal === previousHash;
};
