import type { Migration } from './index.ts';

/**
 * Every way money moves: more tenders, what rounding and tips add to them, vouchers, accounts, goods that come back, and the shift that each
 * sale and payment belongs to.
 */
export const tenders: Migration = {
  version: 7,
  sql: `
-- Which tenders the shop takes and by which rules: JSON of the contract's schema. Null: as the contract's defaults say.
ALTER TABLE shop ADD COLUMN tenders TEXT CHECK (json_valid(tenders));

-- A promise of goods for money paid before. What is left of it is the sum of its payments, never a number of its own.
CREATE TABLE voucher (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 4 AND 40),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  issued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_next (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  method TEXT NOT NULL CHECK (method IN ('cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account')),
  status TEXT NOT NULL CHECK (status IN ('Pending', 'Confirmed', 'Rejected', 'Unknown')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000 AND 1000000000000),
  tendered INTEGER NOT NULL CHECK (tendered BETWEEN -1000000000000 AND 1000000000000),
  change INTEGER NOT NULL CHECK (change >= 0),
  -- What rounding to the smallest coin added to the amount; less than nothing when it took something off.
  rounding INTEGER NOT NULL DEFAULT 0 CHECK (rounding = 0 OR method IN ('cash', 'foreign-cash')),
  -- On top of the amount, for the staff.
  tip INTEGER NOT NULL DEFAULT 0,
  foreign_currency TEXT CHECK (length(foreign_currency) = 3),
  foreign_amount INTEGER CHECK (foreign_amount BETWEEN -1000000000000 AND 1000000000000),
  card_brand TEXT,
  card_last_four TEXT CHECK (length(card_last_four) <= 4),
  card_entry_mode TEXT,
  terminal_reference TEXT,
  approval_code TEXT,
  voucher_id TEXT REFERENCES voucher (id),
  buyer_id TEXT REFERENCES buyer (id),
  refund_of TEXT REFERENCES payment (id),
  reason TEXT NOT NULL DEFAULT '',
  -- The shift in which it was confirmed.
  shift_number INTEGER,
  at INTEGER NOT NULL,
  CHECK (tendered - change = amount + rounding + tip),
  CHECK ((method = 'foreign-cash') = (foreign_currency IS NOT NULL)),
  CHECK ((foreign_amount IS NULL) = (foreign_currency IS NULL)),
  CHECK ((method = 'voucher') = (voucher_id IS NOT NULL)),
  CHECK ((method = 'account') = (buyer_id IS NOT NULL))
) STRICT;
INSERT INTO payment_next (seq, id, order_number, method, status, currency, amount, tendered, change, card_brand, card_last_four, card_entry_mode,
    terminal_reference, approval_code, refund_of, reason, at)
  SELECT seq, id, order_number, method, status, currency, amount, tendered, change, card_brand, card_last_four, card_entry_mode,
    terminal_reference, approval_code, refund_of, reason, at FROM payment;
DROP TABLE payment;
ALTER TABLE payment_next RENAME TO payment;
CREATE INDEX payment_by_order ON payment (order_number);
CREATE INDEX payment_open ON payment (seq) WHERE status IN ('Pending', 'Unknown');
CREATE INDEX payment_by_refunded ON payment (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX payment_by_voucher ON payment (voucher_id, seq) WHERE voucher_id IS NOT NULL;
CREATE INDEX payment_by_buyer ON payment (buyer_id, seq) WHERE buyer_id IS NOT NULL;
CREATE INDEX payment_by_shift ON payment (shift_number, method) WHERE shift_number IS NOT NULL;

-- Sums over lines that may come back: every amount may be less than nothing.
CREATE TABLE orders_next (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  register_code TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled')),
  order_date INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  user_id TEXT NOT NULL REFERENCES application_user (id),
  user_name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  units INTEGER NOT NULL,
  subtotal INTEGER NOT NULL CHECK (subtotal BETWEEN -1000000000000 AND 1000000000000),
  discount INTEGER NOT NULL CHECK (discount BETWEEN -1000000000000 AND 1000000000000),
  discount_reason TEXT NOT NULL,
  relief INTEGER NOT NULL CHECK (relief BETWEEN -1000000000000 AND 1000000000000),
  net INTEGER NOT NULL CHECK (net BETWEEN -1000000000000 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN -1000000000000 AND 1000000000000),
  tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
  total INTEGER NOT NULL CHECK (
    total = subtotal - discount - relief + CASE tax_included WHEN 1 THEN 0 ELSE tax END AND total = net + tax
  ),
  cancel_reason TEXT,
  cancelled_by TEXT,
  cancelled_at INTEGER,
  buyer_id TEXT REFERENCES buyer (id),
  tax_exempt INTEGER NOT NULL DEFAULT 0 CHECK (tax_exempt IN (0, 1)),
  cancelled_by_id TEXT,
  -- The shift in which it was paid, and the one in which it was cancelled after that.
  shift_number INTEGER,
  void_shift_number INTEGER
) STRICT;
INSERT INTO orders_next
  SELECT number, id, register_code, status, order_date, day, user_id, user_name, currency, units, subtotal, discount, discount_reason, relief, net,
    tax, tax_included, total, cancel_reason, cancelled_by, cancelled_at, buyer_id, tax_exempt, cancelled_by_id, NULL, NULL FROM orders;
DROP TABLE orders;
ALTER TABLE orders_next RENAME TO orders;
CREATE INDEX orders_by_day ON orders (day, number);
CREATE INDEX orders_by_user ON orders (user_id, number);
CREATE INDEX orders_by_status ON orders (status, number) WHERE status <> 'Paid';
CREATE INDEX orders_by_buyer ON orders (buyer_id, number) WHERE buyer_id IS NOT NULL;
CREATE INDEX orders_by_shift ON orders (shift_number) WHERE shift_number IS NOT NULL;
CREATE INDEX orders_by_void_shift ON orders (void_shift_number) WHERE void_shift_number IS NOT NULL;

-- A line with units below nothing came back: its amounts mirror the part of the sold line that it names.
CREATE TABLE order_item_next (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  product_name TEXT NOT NULL,
  picture_url TEXT,
  unit_price INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 1000000000000),
  price_reason TEXT,
  units INTEGER NOT NULL CHECK (units <> 0),
  subtotal INTEGER NOT NULL CHECK (subtotal BETWEEN -1000000000000 AND 1000000000000 AND subtotal * sign(units) >= 0),
  line_discount INTEGER NOT NULL CHECK (line_discount >= 0),
  basket_discount INTEGER NOT NULL CHECK (basket_discount >= 0),
  discount INTEGER NOT NULL,
  discount_reason TEXT NOT NULL,
  relief INTEGER NOT NULL,
  net INTEGER NOT NULL CHECK (net BETWEEN -1000000000000 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN -1000000000000 AND 1000000000000),
  total INTEGER NOT NULL CHECK (total = net + tax),
  -- The sale and the line that came back, which may be another register's; null when nobody has the receipt.
  return_order_id TEXT,
  return_item_id TEXT,
  return_receipt TEXT,
  return_reason TEXT,
  disposition TEXT CHECK (disposition IN ('restock', 'write-off')),
  PRIMARY KEY (order_number, position),
  CHECK (CASE WHEN units > 0 THEN discount BETWEEN line_discount + basket_discount AND subtotal AND relief BETWEEN 0 AND subtotal - discount
    ELSE line_discount = 0 AND basket_discount = 0 AND discount BETWEEN subtotal AND 0 AND relief BETWEEN subtotal - discount AND 0 END),
  CHECK ((units < 0) = (disposition IS NOT NULL) AND (units < 0) = (return_reason IS NOT NULL)),
  CHECK ((return_item_id IS NULL) = (return_order_id IS NULL) AND (return_item_id IS NULL) = (return_receipt IS NULL)),
  CHECK (units < 0 OR return_item_id IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO order_item_next
  SELECT order_number, position, id, product_id, product_name, picture_url, unit_price, price_reason, units, subtotal, line_discount,
    basket_discount, discount, discount_reason, relief, net, tax, total, NULL, NULL, NULL, NULL, NULL FROM order_item;
DROP TABLE order_item;
ALTER TABLE order_item_next RENAME TO order_item;
CREATE INDEX order_item_returned ON order_item (return_item_id) WHERE return_item_id IS NOT NULL;

CREATE TABLE order_item_tax_next (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  tax_id TEXT NOT NULL,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  net INTEGER NOT NULL CHECK (net BETWEEN -1000000000000 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN -1000000000000 AND 1000000000000),
  PRIMARY KEY (order_number, position, tax_id)
) STRICT, WITHOUT ROWID;
INSERT INTO order_item_tax_next SELECT * FROM order_item_tax;
DROP TABLE order_item_tax;
ALTER TABLE order_item_tax_next RENAME TO order_item_tax;
`,
};
