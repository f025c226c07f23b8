import type { Migration } from './index.ts';

export const journal: Migration = {
  version: 3,
  sql: `
-- What happened at this till, each entry sealed with the hash of the one before (db/journal-chain.ts says over what).
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  user_id TEXT,
  user_name TEXT CHECK ((user_id IS NULL) = (user_name IS NULL)),
  approved_by_id TEXT,
  approved_by_name TEXT CHECK ((approved_by_id IS NULL) = (approved_by_name IS NULL)),
  data TEXT NOT NULL,
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
-- Nearly all entries are sales: those are found by going backwards.
CREATE INDEX journal_by_kind ON journal (kind, sequence) WHERE kind <> 'sale';
CREATE INDEX journal_by_user ON journal (user_id, sequence);
CREATE INDEX journal_by_time ON journal (at, sequence);

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;
-- Also what INSERT OR REPLACE would overwrite: a replaced row does not ask the trigger before DELETE.
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM journal), 0) + 1
BEGIN SELECT RAISE (ABORT, 'the journal grows at its end'); END;

-- Who cancelled, for the journal; null for orders that were cancelled before there was one.
ALTER TABLE orders ADD COLUMN cancelled_by_id TEXT;
`,
};
