import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { integrationEvents } from '../../domain/contract/events.ts';
import { newId } from '../../domain/shared/ids.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { sharedStock } from './0013-shared-stock.ts';
import { MIGRATIONS } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('gives what waits the shape of today, and tells the movements of a sale that waits for its card', () => {
  const sqlite = openDatabase(join(dir, 'till.db'));
  migrate(
    sqlite,
    MIGRATIONS.filter(({ version }) => version < sharedStock.version),
  );
  const [shop, item, paid, open, user, receipt, opened] = Array.from({ length: 7 }, newId);
  sqlite.exec(`
    INSERT INTO shop (singleton, id, name, currency, prices_include_tax, demo, created_at) VALUES (1, '${shop}', 'Shop', 'EUR', 1, 0, 0);
    INSERT INTO register VALUES (1, '${shop}', 'R1', '${shop}', 3, 4);
    INSERT INTO application_user (id, email, user_name, name, last_name, role, created_at)
      VALUES ('${user}', 'a@b.example', 'a', 'A', '', 'owner', 0);
    INSERT INTO catalog_item (id, name, name_key, price, currency, available_stock) VALUES ('${item}', 'Tea', 'tea', 100, 'EUR', 5);
    INSERT INTO orders (number, id, register_code, status, order_date, day, user_id, user_name, currency, units, subtotal, discount,
        discount_reason, relief, net, tax, tax_included, total)
      VALUES (1, '${paid}', 'R1', 'Paid', 0, '2026-01-01', '${user}', 'A', 'EUR', 1, 0, 0, '', 0, 0, 0, 1, 0),
        (2, '${open}', 'R1', 'StockConfirmed', 0, '2026-01-01', '${user}', 'A', 'EUR', 1, 0, 0, '', 0, 0, 0, 1, 0);
    INSERT INTO stock_movement (id, item_id, kind, quantity, level_after, order_id, user_name, at)
      VALUES ('${receipt}', '${item}', 'receipt', 7, 7, NULL, 'A', 1), ('${newId()}', '${item}', 'sale', -1, 6, '${paid}', 'A', 2),
        ('${opened}', '${item}', 'sale', -1, 5, '${open}', 'A', 3);
    INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data) VALUES
      (1, 'a', 'app.tillwright.catalog.item-changed.v1', '${item}', 1, 1, '{"name":"Tea"}'),
      (2, 'b', 'app.tillwright.catalog.stock-moved.v1', '${item}', 1, 1, '{"id":"${receipt}"}'),
      (3, 'c', 'app.tillwright.ordering.order-paid.v1', '${paid}', 2, 2, '{"total":0}')`);
  migrate(sqlite);
  const rows = sqlite.prepare<[], { id: string; data: string }>('SELECT id, data FROM outbox ORDER BY sequence').all();
  expect(rows.map(({ data }) => JSON.parse(data) as object)).toMatchObject([
    { name: 'Tea', before: null },
    { number: 1, count: null },
    { stockNumber: 2, total: 0 },
    { id: opened, number: 3, quantity: -1, count: null },
  ]);
  integrationEvents['app.tillwright.catalog.stock-moved.v1'].parse(JSON.parse(rows[3]?.data ?? ''));
  expect(sqlite.prepare('SELECT next_event_sequence FROM register').pluck().get()).toBe(5);
  expect(sqlite.prepare('SELECT step, until_seq FROM to_tell').raw().all()).toEqual([['shop', 1]]);
  sqlite.close();
});
