import type { Migration } from './index.ts';

/** What the till keeps of its remote, and how events are put aside that the remote refused. */
export const sync: Migration = {
  version: 12,
  sql: `
-- Set while the event is put aside, with what the remote said of it.
ALTER TABLE outbox ADD COLUMN parked_at INTEGER;
ALTER TABLE outbox ADD COLUMN reason_code TEXT;
ALTER TABLE outbox ADD COLUMN reason TEXT;
-- Given up by hand: never sent, and kept.
ALTER TABLE outbox ADD COLUMN discarded_at INTEGER;
ALTER TABLE outbox ADD COLUMN discard_reason TEXT;
DROP INDEX outbox_sent;
-- What is not settled: neither sent nor given up. A sale writes one entry of it, and it is gone once the sale was sent.
CREATE INDEX outbox_open ON outbox (sequence) WHERE sent_at IS NULL AND discarded_at IS NULL;
-- Later events of the same aggregate wait behind these.
CREATE INDEX outbox_parked ON outbox (partition_key, sequence)
  WHERE parked_at IS NOT NULL AND sent_at IS NULL AND discarded_at IS NULL;

-- How many events are settled. Counted up by whoever settles one: counting a long outbox row by row would slow every screen down.
CREATE TABLE outbox_settled (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  events INTEGER NOT NULL CHECK (events >= 0)
) STRICT;
INSERT INTO outbox_settled (singleton, events) SELECT 1, count(*) FROM outbox WHERE sent_at IS NOT NULL;

CREATE TABLE sync_remote (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  url TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hub', 'receiver')),
  hub_id TEXT CHECK ((hub_id IS NULL) = (kind = 'receiver')),
  store_id TEXT CHECK ((store_id IS NULL) = (kind = 'receiver')),
  store_name TEXT NOT NULL,
  paired_at INTEGER NOT NULL,
  -- SHA-256 of the one certificate that is believed, in lower-case hex; null: what the system's authorities vouch for.
  certificate TEXT CHECK (length(certificate) = 64),
  -- Encrypted by the key store of the computer.
  token BLOB NOT NULL,
  -- Where the hub's changes go on; null: from their beginning.
  cursor TEXT,
  last_sent_at INTEGER,
  last_pulled_at INTEGER
) STRICT;

-- Parts of other tills' queues, waiting to be sent from here as they were signed.
CREATE TABLE carried_part (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  register_code TEXT NOT NULL,
  events TEXT NOT NULL,
  signature TEXT NOT NULL UNIQUE,
  taken_at INTEGER NOT NULL,
  -- Set when the hub refused it: it is not sent again, and its first till still has it all.
  refused_at INTEGER,
  reason TEXT
) STRICT;
`,
};
