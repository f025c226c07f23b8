/** Who did something, as known at that moment. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What happened. `data` is plain JSON of ids, amounts and words of closed lists: nothing that tells of a customer, no free text. */
export interface JournalEntry<K extends string = string, D = unknown> {
  readonly kind: K;
  /** null: the till itself, or nobody known. */
  readonly user: Person | null;
  readonly approvedBy?: Person | null;
  readonly data: D;
}

/** The last entry. Its hash stands for the whole journal up to it. */
export interface JournalHead {
  readonly sequence: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** SHA-256 in lower-case hex. */
  readonly hash: string;
}

/**
 * Append-only and hash-chained. @typeParam E the entries there are: a union of kinds with their data (`contract/journal.ts`)
 */
export interface Journal<E extends JournalEntry = JournalEntry> {
  /** Writes one entry, inside the running unit of work, under the next sequence number (gap-free). */
  add(entry: E): void;
  /** undefined before the first entry. */
  head(): JournalHead | undefined;
}
