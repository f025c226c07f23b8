import type { Migration } from './index.ts';

/** Goods that come back: in the basket, from other tills, and the keys that receipts are signed with. */
export const returns: Migration = {
  version: 8,
  sql: `
-- A line as it was sold is JSON of the contract's schema: another till's sale has no rows here.
CREATE TABLE basket_return (
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  -- The sold line; the item, where nobody has the receipt.
  key TEXT NOT NULL,
  position INTEGER NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  disposition TEXT NOT NULL CHECK (disposition IN ('restock', 'write-off')),
  sold TEXT NOT NULL CHECK (json_valid(sold)),
  -- How it was paid, of another till's sale.
  paid TEXT NOT NULL CHECK (json_valid(paid)),
  PRIMARY KEY (basket_id, key)
) STRICT, WITHOUT ROWID;

-- How many units were sold on the line that came back: whoever hears of two returns can tell that they are too many.
ALTER TABLE order_item ADD COLUMN return_units_sold INTEGER CHECK (return_units_sold > 0);
UPDATE order_item SET return_units_sold = (SELECT sold.units FROM order_item AS sold WHERE sold.id = order_item.return_item_id)
  WHERE return_item_id IS NOT NULL;

-- Goods that came back at other tills.
CREATE TABLE return_elsewhere (
  -- Of the receipt on which they came back.
  order_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  receipt_number TEXT NOT NULL,
  at INTEGER NOT NULL,
  sold_item_id TEXT NOT NULL,
  sold_receipt TEXT NOT NULL,
  units_sold INTEGER NOT NULL CHECK (units_sold > 0),
  units INTEGER NOT NULL CHECK (units > 0),
  PRIMARY KEY (order_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX return_elsewhere_by_line ON return_elsewhere (sold_item_id);

-- What a manager found out about a line of which too many came back; asked again when more come.
CREATE TABLE double_return_resolved (
  sold_item_id TEXT PRIMARY KEY,
  units INTEGER NOT NULL,
  note TEXT NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Ed25519 keys that receipts are signed with: this register's own and those of other tills.
CREATE TABLE receipt_key (
  -- The first 8 bytes of the SHA-256 of the public key, in hex.
  fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 16),
  register_code TEXT NOT NULL,
  public_key BLOB NOT NULL,
  -- Of this register alone.
  private_key BLOB,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipt_key_own ON receipt_key (private_key IS NOT NULL) WHERE private_key IS NOT NULL;
`,
};
