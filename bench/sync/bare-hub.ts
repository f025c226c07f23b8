import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Pool, type PoolClient } from 'pg';
import type { OrderView } from '../../domain/contract/ordering.ts';
import { openPostgres } from '../../sync/hub/database.ts';
import { migrate } from '../../sync/hub/migrate.ts';

/**
 * The floor of the hub, in a process of its own: takes batches of sales and writes the rows that the hub writes, in one transaction, into
 * the same tables. It looks at nothing: no token, no shape, no repeat.
 */
const databaseUrl = process.env['DATABASE_URL'] ?? '';
const database = openPostgres(databaseUrl);
await migrate(database);
await database.close();

const STORE = '01900000-0000-7000-8000-000000000001';
const MONTH = '2026-01-01';

interface Sale {
  readonly id: string;
  readonly source: string;
  readonly sequence: string;
  readonly type: string;
  readonly time: string;
  readonly partitionkey: string;
  readonly data: OrderView & { readonly stockNumber: number };
}

/** Columns of the rows of one table, one array each. */
const columns = (rows: readonly (readonly unknown[])[], count: number): unknown[][] =>
  Array.from({ length: count }, (_, column) => rows.map((row) => row[column]));

const insertAll = async (client: PoolClient, sales: readonly Sale[]): Promise<void> => {
  const events = sales.map((sale) => {
    const data = JSON.stringify(sale.data);
    const hash = createHash('sha256').update(data).digest();
    return [sale.source, sale.id, sale.sequence, sale.type, sale.partitionkey, sale.time, hash, data];
  });
  await client.query(
    `INSERT INTO event (source, id, sequence, store_id, month, type, partition_key, time, body_hash, data, received_at)
     SELECT a, b, c, '${STORE}', '${MONTH}', d, e, f, g, h, 0
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::jsonb[]) AS t (a, b, c, d, e, f, g, h)`,
    columns(events, 8),
  );
  const orders = sales.filter(({ data }) => 'orderItems' in data);
  const heads = orders.map(({ data: { id, number, receiptNumber, day, total, net, tax } }) => [
    ...[id, number, receiptNumber, day, total.amount, net.amount, tax.amount],
  ]);
  await client.query(
    `INSERT INTO customer_order (id, store_id, month, register_id, number, receipt_number, status, rank, day, currency, gross, net, tax, shift_number)
     SELECT a, '${STORE}', '${MONTH}', '${STORE}', b, c, 'Paid', 3, d, 'EUR', e, f, g, 1
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::date[], $5::bigint[], $6::bigint[], $7::bigint[]) AS t (a, b, c, d, e, f, g)`,
    columns(heads, 7),
  );
  const payments = orders.flatMap(({ data }) =>
    data.payments.map(({ id, orderId, method, amount, at }) => [id, orderId, method, amount.amount, at]),
  );
  await client.query(
    `INSERT INTO payment (id, order_id, store_id, month, method, status, rank, currency, amount, rounding, tip, at)
     SELECT a, b, '${STORE}', '${MONTH}', c, 'Confirmed', 2, 'EUR', d, 0, 0, e
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[]) AS t (a, b, c, d, e)`,
    columns(payments, 5),
  );
  const moves = orders.flatMap(({ source, data }) =>
    data.orderItems.map(({ productId, units }) => [productId, source, data.stockNumber, -units]),
  );
  await client.query(
    `INSERT INTO stock_movement (store_id, item_id, source, number, quantity, month)
     SELECT '${STORE}', a, b, c, d, '${MONTH}' FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[]) AS t (a, b, c, d)`,
    columns(moves, 4),
  );
  await client.query(
    `INSERT INTO stock_level AS s (store_id, item_id, level)
     SELECT '${STORE}', a, sum(b) FROM unnest($1::uuid[], $2::bigint[]) AS t (a, b) GROUP BY a
     ON CONFLICT (store_id, item_id) DO UPDATE SET level = s.level + excluded.level`,
    columns(
      moves.map(([item, , , quantity]) => [item, quantity]),
      2,
    ),
  );
  await client.query(
    `INSERT INTO change (store_id, position, register_id, source, event_id, bytes, final, at)
     SELECT '${STORE}', nextval('change_position'), '${STORE}', a, b, c, false, 0 FROM unnest($1::text[], $2::text[], $3::integer[]) AS t (a, b, c)`,
    columns(
      events.map(([source, id, , , , , , data]) => [source, id, String(data).length]),
      3,
    ),
  );
};

const pool = new Pool({ connectionString: databaseUrl });
const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return gunzipSync(Buffer.concat(parts)).toString();
};
const take = async (request: IncomingMessage): Promise<string> => {
  const sales = JSON.parse(await read(request)) as Sale[];
  const client = await pool.connect();
  await client.query('BEGIN');
  await insertAll(client, sales);
  await client.query('COMMIT');
  client.release();
  return JSON.stringify({ results: sales.map(({ id }) => ({ id, outcome: 'accepted' })) });
};
const server = createServer((request, response) => {
  take(request).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
