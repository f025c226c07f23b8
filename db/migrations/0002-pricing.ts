import type { Migration } from './index.ts';

/** Taxes with dated rates, promotions, discounts by hand, and what each of them did to a sold line. */
export const pricing: Migration = {
  version: 2,
  sql: `
CREATE TABLE tax (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0)
) STRICT, WITHOUT ROWID;

-- A rate counts from its day until the next one's.
CREATE TABLE tax_rate (
  tax_id TEXT NOT NULL REFERENCES tax (id) ON DELETE CASCADE,
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  PRIMARY KEY (tax_id, from_day)
) STRICT, WITHOUT ROWID;

-- What goods are for the tax office: the taxes that such goods bear together.
CREATE TABLE tax_category (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) > 0),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tax_category_default ON tax_category (is_default) WHERE is_default = 1;

CREATE TABLE tax_category_tax (
  category_id TEXT NOT NULL REFERENCES tax_category (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tax_id TEXT NOT NULL REFERENCES tax (id),
  PRIMARY KEY (category_id, position)
) STRICT, WITHOUT ROWID;

-- The rule of a promotion is JSON of the contract's schema: each kind has fields of its own.
CREATE TABLE promotion (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  rule TEXT NOT NULL CHECK (json_valid(rule))
) STRICT, WITHOUT ROWID;

-- The one rate so far becomes the first tax, under the shop's own id.
INSERT INTO tax (id, name) SELECT id, 'Tax' FROM shop;
INSERT INTO tax_rate (tax_id, from_day, rate_ppm) SELECT id, '0001-01-01', tax_rate_ppm FROM shop;
INSERT INTO tax_category (id, name, is_default) SELECT id, 'Standard', 1 FROM shop;
INSERT INTO tax_category_tax (category_id, position, tax_id) SELECT id, 0, id FROM shop;

ALTER TABLE shop DROP COLUMN tax_rate_ppm;
ALTER TABLE shop ADD COLUMN rounding TEXT NOT NULL DEFAULT 'half-up' CHECK (rounding IN ('half-up', 'half-even'));
ALTER TABLE shop ADD COLUMN round_tax_per TEXT NOT NULL DEFAULT 'line' CHECK (round_tax_per IN ('line', 'total'));
ALTER TABLE shop ADD COLUMN cash_step INTEGER NOT NULL DEFAULT 1 CHECK (cash_step BETWEEN 1 AND 1000000);
ALTER TABLE shop ADD COLUMN cash_rounding TEXT NOT NULL DEFAULT 'nearest' CHECK (cash_rounding IN ('nearest', 'down', 'up'));

ALTER TABLE catalog_item ADD COLUMN tax_category_id TEXT REFERENCES tax_category (id);
DROP VIEW visible_item;
CREATE VIEW visible_item AS
  SELECT * FROM catalog_item WHERE import_seq NOT IN (SELECT seq FROM catalog_import WHERE state = 'writing');
CREATE INDEX catalog_item_by_tax_category ON catalog_item (tax_category_id) WHERE tax_category_id IS NOT NULL;

-- A discount by hand is a percentage or an amount, with its reason.
ALTER TABLE basket ADD COLUMN discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000);
ALTER TABLE basket ADD COLUMN discount_amount INTEGER CHECK (discount_amount BETWEEN 1 AND 1000000000000);
ALTER TABLE basket ADD COLUMN discount_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE basket_item ADD COLUMN discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000);
ALTER TABLE basket_item ADD COLUMN discount_amount INTEGER CHECK (discount_amount BETWEEN 1 AND 1000000000000);
ALTER TABLE basket_item ADD COLUMN discount_reason TEXT NOT NULL DEFAULT '';
-- Set when the price was named by hand: the catalogue's price and promotions leave the line alone then.
ALTER TABLE basket_item ADD COLUMN price_reason TEXT;

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
  units INTEGER NOT NULL CHECK (units > 0),
  subtotal INTEGER NOT NULL CHECK (subtotal BETWEEN 0 AND 1000000000000),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND subtotal),
  discount_reason TEXT NOT NULL,
  relief INTEGER NOT NULL CHECK (relief BETWEEN 0 AND subtotal - discount),
  net INTEGER NOT NULL CHECK (net BETWEEN 0 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000000000),
  tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
  total INTEGER NOT NULL CHECK (
    total = subtotal - discount - relief + CASE tax_included WHEN 1 THEN 0 ELSE tax END AND total = net + tax
  ),
  cancel_reason TEXT,
  cancelled_by TEXT,
  cancelled_at INTEGER
) STRICT;
INSERT INTO orders_next
  SELECT number, id, register_code, status, order_date, day, user_id, user_name, currency, units, subtotal, discount, '', 0, total - tax, tax,
    tax_included, total, cancel_reason, cancelled_by, cancelled_at FROM orders;
DROP TABLE orders;
ALTER TABLE orders_next RENAME TO orders;
CREATE INDEX orders_by_day ON orders (day, number);
CREATE INDEX orders_by_user ON orders (user_id, number);
CREATE INDEX orders_by_status ON orders (status, number) WHERE status <> 'Paid';

-- One tax at the rate of the sale's day, on one sold line.
CREATE TABLE order_item_tax (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  tax_id TEXT NOT NULL,
  name TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  net INTEGER NOT NULL CHECK (net BETWEEN 0 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (order_number, position, tax_id)
) STRICT, WITHOUT ROWID;
INSERT INTO order_item_tax
  SELECT order_number, position, (SELECT id FROM shop), 'Tax', tax_rate_ppm, total - tax, tax FROM order_item;

CREATE TABLE order_item_promotion (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  promotion_id TEXT NOT NULL,
  name TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units > 0),
  discount INTEGER NOT NULL CHECK (discount BETWEEN 1 AND 1000000000000),
  PRIMARY KEY (order_number, position, promotion_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_item_next (
  order_number INTEGER NOT NULL REFERENCES orders (number) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  product_name TEXT NOT NULL,
  picture_url TEXT,
  unit_price INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 1000000000000),
  price_reason TEXT,
  units INTEGER NOT NULL CHECK (units > 0),
  subtotal INTEGER NOT NULL CHECK (subtotal BETWEEN 0 AND 1000000000000),
  line_discount INTEGER NOT NULL CHECK (line_discount >= 0),
  basket_discount INTEGER NOT NULL CHECK (basket_discount >= 0),
  discount INTEGER NOT NULL CHECK (discount BETWEEN line_discount + basket_discount AND subtotal),
  discount_reason TEXT NOT NULL,
  relief INTEGER NOT NULL CHECK (relief BETWEEN 0 AND subtotal - discount),
  net INTEGER NOT NULL CHECK (net BETWEEN 0 AND 1000000000000),
  tax INTEGER NOT NULL CHECK (tax BETWEEN 0 AND 1000000000000),
  total INTEGER NOT NULL CHECK (total = net + tax),
  PRIMARY KEY (order_number, position)
) STRICT, WITHOUT ROWID;
INSERT INTO order_item_next
  SELECT order_number, position, id, product_id, product_name, picture_url, unit_price, NULL, units, unit_price * units, discount, 0, discount, '',
    0, total - tax, tax, total FROM order_item;
DROP TABLE order_item;
ALTER TABLE order_item_next RENAME TO order_item;
`,
};
