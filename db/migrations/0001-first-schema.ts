import type { Migration } from './index.ts';

export const firstSchema: Migration = {
  version: 1,
  sql: `
-- Times are milliseconds since 1970-01-01 UTC, amounts whole minor units within ±10^12, ids UUID text.

CREATE TABLE shop (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  tax_rate_ppm INTEGER NOT NULL CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE register (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  next_order_number INTEGER NOT NULL CHECK (next_order_number > 0),
  next_event_sequence INTEGER NOT NULL CHECK (next_event_sequence > 0)
) STRICT;

CREATE TABLE application_user (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  user_name TEXT NOT NULL,
  name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'manager', 'owner')),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (
  user_id TEXT NOT NULL REFERENCES application_user (id),
  kind TEXT NOT NULL CHECK (kind IN ('password', 'pin')),
  hash TEXT NOT NULL,
  failed_attempts INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  locked_until INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;

-- A command's id and the hash of its body: the same again is answered the same, another body is refused.
CREATE TABLE command (
  id TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows of an import that is still being written carry its seq and are not shown; its last transaction sets \`done\`.
CREATE TABLE catalog_import (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'done')),
  items INTEGER NOT NULL DEFAULT 0,
  user_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX catalog_import_writing ON catalog_import (seq) WHERE state = 'writing';

-- \`*_key\`: lower case, accents off, for order and for comparing names.
CREATE TABLE catalog_type (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  type_key TEXT NOT NULL UNIQUE,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  import_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE catalog_brand (
  id TEXT PRIMARY KEY,
  brand TEXT NOT NULL,
  brand_key TEXT NOT NULL UNIQUE,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  import_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE catalog_item (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  name_key TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 1000000000000),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  picture_uri TEXT REFERENCES picture (id),
  catalog_type_id TEXT REFERENCES catalog_type (id),
  catalog_brand_id TEXT REFERENCES catalog_brand (id),
  available_stock INTEGER NOT NULL DEFAULT 0 CHECK (available_stock BETWEEN -1000000000000 AND 1000000000000),
  restock_threshold INTEGER NOT NULL DEFAULT 0 CHECK (restock_threshold >= 0),
  max_stock_threshold INTEGER NOT NULL DEFAULT 0 CHECK (max_stock_threshold >= 0),
  stock_policy TEXT NOT NULL DEFAULT 'warn' CHECK (stock_policy IN ('block', 'manager', 'warn')),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  import_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX catalog_item_by_name ON catalog_item (archived, name_key, seq);
CREATE INDEX catalog_item_by_type ON catalog_item (catalog_type_id, archived, name_key, seq);
CREATE INDEX catalog_item_by_brand ON catalog_item (catalog_brand_id, archived, name_key, seq);
CREATE INDEX catalog_item_low_stock ON catalog_item (archived, name_key, seq) WHERE available_stock <= restock_threshold;
CREATE INDEX catalog_item_by_import ON catalog_item (import_seq) WHERE import_seq > 0;

-- What the shop sees. Every read of the catalogue goes through these.
CREATE VIEW visible_item AS
  SELECT * FROM catalog_item WHERE import_seq NOT IN (SELECT seq FROM catalog_import WHERE state = 'writing');
CREATE VIEW visible_type AS
  SELECT * FROM catalog_type WHERE import_seq NOT IN (SELECT seq FROM catalog_import WHERE state = 'writing');
CREATE VIEW visible_brand AS
  SELECT * FROM catalog_brand WHERE import_seq NOT IN (SELECT seq FROM catalog_import WHERE state = 'writing');

CREATE TABLE catalog_barcode (
  code TEXT PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES catalog_item (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ean13', 'ean8', 'upca', 'free')),
  check_digit_ok INTEGER NOT NULL CHECK (check_digit_ok IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX catalog_barcode_by_item ON catalog_barcode (item_id, position);

-- rowid = catalog_item.seq. \`barcodes\` holds every barcode and its endings, so that a prefix of one finds any part.
CREATE VIRTUAL TABLE catalog_search USING fts5 (
  name, brand, type, barcodes,
  content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE stock_movement (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES catalog_item (id),
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return', 'receipt', 'opening', 'transfer', 'count', 'damage', 'theft', 'found', 'correction')),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -1000000000000 AND 1000000000000),
  level_after INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  order_id TEXT,
  user_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_movement_by_item ON stock_movement (item_id, seq);
CREATE TRIGGER stock_movement_stays BEFORE UPDATE ON stock_movement BEGIN SELECT RAISE (ABORT, 'stock movements are append-only'); END;

CREATE TABLE basket (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE REFERENCES application_user (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE basket_item (
  basket_id TEXT NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  product_id TEXT NOT NULL REFERENCES catalog_item (id),
  product_name TEXT NOT NULL,
  picture_url TEXT,
  unit_price INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 1000000000000),
  previous_unit_price INTEGER CHECK (previous_unit_price BETWEEN 0 AND 1000000000000),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (basket_id, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX basket_item_by_product ON basket_item (product_id);

CREATE TABLE orders (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  register_code TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled')),
  order_date INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  user_id TEXT NOT NULL REFERENCES application_user (id),
  user_name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  units INTEGER NOT NULL CHECK (units > 0),
  subtotal INTEGER NOT NULL CHECK (subtotal BETWEEN 0 AND 1000000000000),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000000000),
  tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
  total INTEGER NOT NULL CHECK (total = subtotal - discount + CASE tax_included WHEN 1 THEN 0 ELSE tax END),
  cancel_reason TEXT,
  cancelled_by TEXT,
  cancelled_at INTEGER
) STRICT;
CREATE INDEX orders_by_day ON orders (day, number);
CREATE INDEX orders_by_user ON orders (user_id, number);
CREATE INDEX orders_by_status ON orders (status, number) WHERE status <> 'Paid';

CREATE TABLE order_item (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  product_name TEXT NOT NULL,
  picture_url TEXT,
  unit_price INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 1000000000000),
  units INTEGER NOT NULL CHECK (units > 0),
  discount INTEGER NOT NULL CHECK (discount >= 0),
  tax_rate_ppm INTEGER NOT NULL CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000000000),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (order_number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card')),
  status TEXT NOT NULL CHECK (status IN ('Pending', 'Confirmed', 'Rejected', 'Unknown')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  tendered INTEGER NOT NULL CHECK (tendered BETWEEN -1000000000000 AND 1000000000000),
  change INTEGER NOT NULL CHECK (change >= 0 AND tendered - change = amount),
  card_brand TEXT,
  card_last_four TEXT CHECK (length(card_last_four) <= 4),
  card_entry_mode TEXT,
  terminal_reference TEXT,
  approval_code TEXT,
  refund_of TEXT REFERENCES payment (id),
  reason TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_by_order ON payment (order_number);
CREATE INDEX payment_open ON payment (seq) WHERE status IN ('Pending', 'Unknown');

-- One row per integration event, gap-free by sequence; kept until the remote confirmed that very id.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  partition_key TEXT NOT NULL,
  time INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  data TEXT NOT NULL,
  sent_at INTEGER
) STRICT;
CREATE INDEX outbox_sent ON outbox (sequence) WHERE sent_at IS NOT NULL;
`,
};
