import type { Migration } from './index.ts';

export const buyers: Migration = {
  version: 4,
  sql: `
-- Customers are kept under their own names nowhere else: orders and events of sales name the id alone.

CREATE TABLE buyer_group (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  name_key TEXT NOT NULL UNIQUE,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT, WITHOUT ROWID;

-- An erased one keeps its id and nothing of the person.
CREATE TABLE buyer (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  company TEXT NOT NULL,
  contact_person TEXT NOT NULL,
  group_id TEXT REFERENCES buyer_group (id),
  tax_exempt_reason TEXT,
  tax_exempt_number TEXT,
  account_limit INTEGER NOT NULL CHECK (account_limit BETWEEN 0 AND 1000000000000),
  created_at INTEGER NOT NULL,
  erased_at INTEGER,
  CHECK ((tax_exempt_reason IS NULL) = (tax_exempt_number IS NULL)),
  CHECK ((length(name) > 0) = (erased_at IS NULL)),
  CHECK (erased_at IS NULL OR (name_key || company || contact_person = '' AND account_limit = 0
    AND group_id IS NULL AND tax_exempt_reason IS NULL))
) STRICT;
CREATE INDEX buyer_by_name ON buyer (name_key, seq) WHERE erased_at IS NULL;
CREATE INDEX buyer_by_group ON buyer (group_id, name_key, seq) WHERE group_id IS NOT NULL;

CREATE TABLE buyer_contact (
  buyer_id TEXT NOT NULL REFERENCES buyer (id),
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  value_key TEXT NOT NULL,
  PRIMARY KEY (buyer_id, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX buyer_contact_by_key ON buyer_contact (kind, value_key);

CREATE TABLE buyer_address (
  buyer_id TEXT NOT NULL REFERENCES buyer (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  country TEXT NOT NULL,
  zip_code TEXT NOT NULL,
  PRIMARY KEY (buyer_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE buyer_note (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  buyer_id TEXT NOT NULL REFERENCES buyer (id),
  text TEXT NOT NULL CHECK (length(text) > 0),
  user_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX buyer_note_by_buyer ON buyer_note (buyer_id, seq);

-- rowid = buyer.seq. It holds its own text, and removes a word from its segments at once instead of marking it: only so an erased
-- person is gone from the file (docs/decisions/0004).
CREATE VIRTUAL TABLE buyer_search USING fts5 (
  name, phones, emails, city,
  detail = none, prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO buyer_search (buyer_search, rank) VALUES ('secure-delete', 1);

-- Finds what the outbox tells of a person; sales are not in it and pay nothing for it.
CREATE INDEX outbox_buyer ON outbox (partition_key) WHERE type = 'app.tillwright.ordering.buyer-changed.v1';
`,
};
