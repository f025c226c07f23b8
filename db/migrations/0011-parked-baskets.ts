import type { Migration } from './index.ts';

/** A basket is open, and some clerk's, or parked under a name, and anybody's. */
export const parkedBaskets: Migration = {
  version: 11,
  sql: `
CREATE TABLE basket_next (
  id TEXT PRIMARY KEY,
  -- Whose open basket it is; null while it is parked.
  user_id TEXT UNIQUE REFERENCES application_user (id),
  discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000),
  discount_amount INTEGER CHECK (discount_amount BETWEEN 1 AND 1000000000000),
  discount_reason TEXT NOT NULL DEFAULT '',
  buyer_id TEXT REFERENCES buyer (id),
  parked_name TEXT CHECK (length(parked_name) BETWEEN 1 AND 200),
  parked_at INTEGER,
  parked_by TEXT,
  -- Who left it by locking the till, and gets it back by coming back.
  locked_by_id TEXT REFERENCES application_user (id),
  CHECK ((user_id IS NULL) = (parked_name IS NOT NULL)),
  CHECK ((parked_name IS NULL) = (parked_at IS NULL) AND (parked_name IS NULL) = (parked_by IS NULL)),
  CHECK (locked_by_id IS NULL OR parked_name IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO basket_next (id, user_id, discount_ppm, discount_amount, discount_reason, buyer_id)
  SELECT id, user_id, discount_ppm, discount_amount, discount_reason, buyer_id FROM basket;
DROP TABLE basket;
ALTER TABLE basket_next RENAME TO basket;
CREATE INDEX basket_parked ON basket (parked_at) WHERE parked_at IS NOT NULL;
`,
};
