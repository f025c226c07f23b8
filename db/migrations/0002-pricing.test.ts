import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { firstSchema } from './0001-first-schema.ts';
import { pricing } from './0002-pricing.ts';

const SOLD = `
INSERT INTO shop VALUES (1, 'shop', 'Shop', 'EUR', 190000, 1, 0, 0);
INSERT INTO register VALUES (1, 'register', 'R1', 'incarnation', 3, 1);
INSERT INTO application_user VALUES ('ada', 'ada@shop.example', 'ada', 'Ada', '', 'owner', 0);
INSERT INTO catalog_item (id, name, name_key, price, currency) VALUES ('milk', 'Milk', 'milk', 119, 'EUR');
INSERT INTO basket VALUES ('basket', 'ada');
INSERT INTO basket_item VALUES ('basket', 0, 'milk', 'Milk', NULL, 119, NULL, 2);
INSERT INTO orders VALUES (1, 'first', 'R1', 'Paid', 5, '2026-01-01', 'ada', 'Ada', 'EUR', 3, 357, 0, 57, 1, 357, NULL, NULL, NULL);
INSERT INTO order_item VALUES (1, 0, 'line', 'milk', 'Milk', NULL, 119, 3, 0, 190000, 57, 357);
INSERT INTO payment (id, order_number, method, status, currency, amount, tendered, change, at)
  VALUES ('cash', 1, 'cash', 'Confirmed', 'EUR', 357, 400, 43, 5);
INSERT INTO orders VALUES (2, 'second', 'R1', 'Cancelled', 6, '2026-01-01', 'ada', 'Ada', 'EUR', 1, 119, 0, 19, 1, 119, 'wrong', 'Ada', 7);
INSERT INTO order_item VALUES (2, 0, 'line', 'milk', 'Milk', NULL, 119, 1, 0, 190000, 19, 119);
`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('keeps what was sold, to the cent, and what lies in a basket', () => {
  const sqlite = openDatabase(join(dir, 'till.db'));
  migrate(sqlite, [firstSchema]);
  sqlite.exec(SOLD);
  migrate(sqlite, [firstSchema, pricing]);
  const rows = (text: string): unknown[] => sqlite.prepare(text).all();
  expect(rows('SELECT number, status, subtotal, discount, relief, net, tax, total, cancel_reason FROM orders')).toEqual([
    { number: 1, status: 'Paid', subtotal: 357, discount: 0, relief: 0, net: 300, tax: 57, total: 357, cancel_reason: null },
    {
      number: 2,
      status: 'Cancelled',
      subtotal: 119,
      discount: 0,
      relief: 0,
      net: 100,
      tax: 19,
      total: 119,
      cancel_reason: 'wrong',
    },
  ]);
  expect(rows('SELECT order_number, units, subtotal, net, tax, total FROM order_item')).toEqual([
    { order_number: 1, units: 3, subtotal: 357, net: 300, tax: 57, total: 357 },
    { order_number: 2, units: 1, subtotal: 119, net: 100, tax: 19, total: 119 },
  ]);
  expect(rows('SELECT order_number, rate_ppm, net, tax FROM order_item_tax')).toEqual([
    { order_number: 1, rate_ppm: 190_000, net: 300, tax: 57 },
    { order_number: 2, rate_ppm: 190_000, net: 100, tax: 19 },
  ]);
  expect(rows('SELECT rate_ppm, is_default FROM tax_rate, tax_category')).toEqual([{ rate_ppm: 190_000, is_default: 1 }]);
  expect(rows('SELECT product_id, quantity FROM basket_item')).toEqual([{ product_id: 'milk', quantity: 2 }]);
  expect(rows('SELECT id, tax_category_id FROM visible_item')).toEqual([{ id: 'milk', tax_category_id: null }]);
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(() => sqlite.exec('DELETE FROM orders')).toThrow(Sqlite.SqliteError);
  sqlite.close();
});
