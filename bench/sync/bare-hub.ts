import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Pool } from 'pg';
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
const EVENTS = 'jsonb_array_elements($1::jsonb) AS e';
const STATEMENTS = [
  `INSERT INTO event (source, id, sequence, store_id, month, type, partition_key, time, body_hash, data, received_at)
   SELECT e ->> 'source', e ->> 'id', (e ->> 'sequence')::bigint, '${STORE}', '2026-01-01', e ->> 'type', e ->> 'partitionkey', e ->> 'time',
     sha256((e ->> 'id')::bytea), e -> 'data', 0 FROM ${EVENTS}`,
  `INSERT INTO customer_order (id, store_id, month, register_id, number, receipt_number, status, rank, day, currency, gross, net, tax, shift_number)
   SELECT (d ->> 'id')::uuid, '${STORE}', '2026-01-01', '${STORE}', (d ->> 'number')::bigint, d ->> 'receiptNumber', d ->> 'status', 3, (d ->> 'day')::date,
     d #>> '{total,currency}', (d #>> '{total,amount}')::bigint, (d #>> '{net,amount}')::bigint, (d #>> '{tax,amount}')::bigint, 1
   FROM ${EVENTS}, LATERAL (SELECT e -> 'data') AS t (d) WHERE d ? 'orderItems'`,
  `INSERT INTO payment (id, order_id, store_id, month, method, status, rank, currency, amount, rounding, tip, at)
   SELECT (p ->> 'id')::uuid, (p ->> 'orderId')::uuid, '${STORE}', '2026-01-01', p ->> 'method', p ->> 'status', 2, p #>> '{amount,currency}',
     (p #>> '{amount,amount}')::bigint, 0, 0, (p ->> 'at')::bigint
   FROM ${EVENTS}, jsonb_array_elements(e #> '{data,payments}') AS p`,
  `WITH moved AS (
     INSERT INTO stock_movement (store_id, item_id, source, number, quantity, month)
     SELECT '${STORE}', (l ->> 'productId')::uuid, e ->> 'source', (e #>> '{data,stockNumber}')::bigint, -(l ->> 'units')::bigint, '2026-01-01'
     FROM ${EVENTS}, jsonb_array_elements(e #> '{data,orderItems}') AS l RETURNING item_id, quantity)
   INSERT INTO stock_level AS s (store_id, item_id, level) SELECT '${STORE}', item_id, sum(quantity) FROM moved GROUP BY item_id
   ON CONFLICT (store_id, item_id) DO UPDATE SET level = s.level + excluded.level`,
  `INSERT INTO change (store_id, position, register_id, source, event_id, bytes, final, at)
   SELECT '${STORE}', nextval('change_position'), '${STORE}', e ->> 'source', e ->> 'id', length(e::text), false, 0 FROM ${EVENTS}`,
];

const pool = new Pool({ connectionString: databaseUrl });
const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return gunzipSync(Buffer.concat(parts)).toString();
};
const take = async (request: IncomingMessage): Promise<string> => {
  const text = await read(request);
  const events = JSON.parse(text) as { readonly id: string }[];
  const client = await pool.connect();
  await client.query('BEGIN');
  for (const statement of STATEMENTS) await client.query(statement, [text]);
  await client.query('COMMIT');
  client.release();
  return JSON.stringify({ results: events.map(({ id }) => ({ id, outcome: 'accepted' })) });
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
