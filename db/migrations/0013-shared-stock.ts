import type { Migration } from './index.ts';

/** What other tills told: movements, counts, payments; and what this one still has to tell of itself from before it told all. */
export const sharedStock: Migration = {
  version: 13,
  sql: `
-- Movements of other tills, one row for what one number moved of one item. This till's own stay in stock_movement, where the number is seq.
CREATE TABLE movement_elsewhere (
  -- Perhaps of an item that is not here yet.
  item_id TEXT NOT NULL,
  source TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN -1000000000000 AND 1000000000000),
  order_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (item_id, source, number)
) STRICT, WITHOUT ROWID;

-- Goods that were counted, here and elsewhere: absolute, with what each count had seen (docs/sync.md).
CREATE TABLE stock_count (
  item_id TEXT NOT NULL,
  source TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  counted INTEGER NOT NULL,
  rank INTEGER NOT NULL CHECK (rank > 0),
  at INTEGER NOT NULL,
  seen TEXT NOT NULL CHECK (json_valid(seen)),
  PRIMARY KEY (item_id, source, number)
) STRICT, WITHOUT ROWID;

-- Each till that was heard of: its code, and its highest movement number that was taken in.
CREATE TABLE known_source (
  source TEXT PRIMARY KEY,
  register_code TEXT,
  highest INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- This register before it started anew: its events and movements up to these were told under that name.
CREATE TABLE former_source (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  last_sequence INTEGER NOT NULL,
  last_movement INTEGER NOT NULL
) STRICT;

-- Payments of other tills from vouchers and accounts, which a balance counts too.
CREATE TABLE payment_elsewhere (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Pending', 'Confirmed', 'Rejected', 'Unknown')),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  voucher_code TEXT,
  buyer_id TEXT,
  refund_of TEXT,
  at INTEGER NOT NULL,
  -- The last payment of this till when it was taken in: a receipt tells the balance as it was.
  after_seq INTEGER NOT NULL,
  CHECK ((voucher_code IS NULL) <> (buyer_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_elsewhere_by_voucher ON payment_elsewhere (voucher_code) WHERE voucher_code IS NOT NULL;
CREATE INDEX payment_elsewhere_by_buyer ON payment_elsewhere (buyer_id) WHERE buyer_id IS NOT NULL;

-- Below zero and owed to a customer: asked again when the level falls further.
CREATE TABLE stock_owed (
  item_id TEXT PRIMARY KEY REFERENCES catalog_item (id) ON DELETE CASCADE,
  level INTEGER NOT NULL CHECK (level < 0),
  note TEXT NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER stock_owed_came AFTER UPDATE OF available_stock ON catalog_item WHEN OLD.available_stock < 0 AND NEW.available_stock >= 0
BEGIN DELETE FROM stock_owed WHERE item_id = NEW.id; END;
CREATE INDEX catalog_item_oversold ON catalog_item (available_stock) WHERE available_stock < 0;

-- Changes of the remote that could not be taken, whole, as they came.
CREATE TABLE change_refused (
  event_id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('invalid', 'unknown-type', 'does-not-fit', 'waits-for-items')),
  change TEXT NOT NULL CHECK (json_valid(change)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A register that was lost, whose place this one took: what it told comes back as this till's own.
CREATE TABLE restored_source (source TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Lines of its long orders, until the event of the order comes.
CREATE TABLE restored_lines (
  seq INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines))
) STRICT;
CREATE INDEX restored_lines_by_order ON restored_lines (order_id);

-- The journal of a till that takes the place of a lost one goes on from the last entry that was heard of.
DROP TRIGGER journal_grows_at_its_end;
CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM journal), 0) + 1
  AND NOT (NEW.kind = 'journal-continued' AND NOT EXISTS (SELECT 1 FROM journal))
BEGIN SELECT RAISE (ABORT, 'the journal grows at its end'); END;

-- State that own waiting events still change is kept from what comes back.
CREATE INDEX outbox_state ON outbox (partition_key)
  WHERE sent_at IS NULL AND type NOT IN ('app.tillwright.ordering.order-paid.v1', 'app.tillwright.ordering.order-submitted.v1');

-- What is told in the background: a shop from before it told all (import_seq 0), then its items; each import.
CREATE TABLE to_tell (
  seq INTEGER PRIMARY KEY,
  import_id TEXT NOT NULL UNIQUE,
  import_seq INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('shop', 'types', 'brands', 'items')),
  -- How far the step is: the last id or item.
  after_id TEXT NOT NULL DEFAULT '',
  after_seq INTEGER NOT NULL DEFAULT 0,
  -- Items beyond it were told when they came.
  until_seq INTEGER NOT NULL
) STRICT;
INSERT INTO to_tell (import_id, import_seq, step, until_seq)
  SELECT id, 0, 'shop', coalesce((SELECT max(seq) FROM catalog_item), 0) FROM shop;

-- Whether the remote was told of this register's own key.
ALTER TABLE receipt_key ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1));

-- Nothing was ever sent before this version: what waits takes the shape of today.
UPDATE outbox SET data = json_set(data, '$.before', NULL) WHERE type = 'app.tillwright.catalog.item-changed.v1';
UPDATE outbox SET data = json_set(data, '$.count', NULL, '$.number',
    (SELECT max(seq) FROM stock_movement WHERE item_id = partition_key AND id = data ->> 'id'))
  WHERE type = 'app.tillwright.catalog.stock-moved.v1';
CREATE TABLE moved_by_order (order_id TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO moved_by_order
  SELECT order_id, coalesce(max(seq) FILTER (WHERE kind = 'sale'), max(seq)), max(seq) FROM stock_movement WHERE order_id IS NOT NULL GROUP BY order_id;
UPDATE outbox SET data = json_set(data, '$.stockNumber', (SELECT first FROM moved_by_order WHERE order_id = partition_key))
  WHERE type = 'app.tillwright.ordering.order-paid.v1';
UPDATE outbox SET data = json_set(data, '$.stockNumber', (SELECT last FROM moved_by_order WHERE order_id = partition_key))
  WHERE type = 'app.tillwright.ordering.order-cancelled.v1';
DROP TABLE moved_by_order;
-- A sale that waits for a card told nothing yet: its movements are told one by one, and its later events bring none.
INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data)
  SELECT next_event_sequence - 1 + row_number() OVER (ORDER BY m.seq), m.id, 'app.tillwright.catalog.stock-moved.v1', m.item_id, m.at, m.at,
    json_object('id', m.id, 'itemId', m.item_id, 'itemName', i.name, 'kind', m.kind, 'quantity', m.quantity, 'levelAfter', m.level_after,
      'note', m.note, 'orderId', m.order_id, 'userName', m.user_name, 'at', m.at, 'number', m.seq, 'count', NULL)
  FROM register JOIN orders o ON o.status = 'StockConfirmed' JOIN stock_movement m ON m.order_id = o.id JOIN catalog_item i ON i.id = m.item_id
  WHERE o.status <> 'Paid';
UPDATE register SET next_event_sequence = 1 + coalesce((SELECT max(sequence) FROM outbox), 0);
`,
};
