import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Client } from 'pg';
import { canonicalJson } from '../../../domain/shared/canonical-json.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { sourceOf } from '../../../sync/wire.ts';

/** Rows as text, so that both databases give the same. */
type Row = readonly string[];

const EVENTS = {
  till: 'SELECT sequence, id, type, partition_key, data FROM outbox ORDER BY sequence',
  hub: `SELECT sequence, id, type, partition_key, data FROM event WHERE source = $1 ORDER BY sequence`,
};

/** What was told to its end: an order that waits for money may still become anything. */
const ORDERS = {
  till: `SELECT id, number, status, currency, total, tax FROM orders WHERE status IN ('Paid', 'Cancelled') ORDER BY id`,
  hub: `SELECT id, number, status, currency, gross, tax FROM customer_order WHERE register_id = $1 AND status IN ('Paid', 'Cancelled') ORDER BY id::text COLLATE "C"`,
};

const TENDERS = {
  till: `SELECT method, payment.currency, count(*), sum(amount) FROM payment JOIN orders ON orders.number = order_number
    WHERE payment.status = 'Confirmed' AND orders.status IN ('Paid', 'Cancelled') GROUP BY 1, 2 ORDER BY 1, 2`,
  hub: `SELECT method, payment.currency, count(*), sum(amount) FROM payment JOIN customer_order ON customer_order.id = order_id
    WHERE register_id = $1 AND payment.status = 'Confirmed' AND customer_order.status IN ('Paid', 'Cancelled') GROUP BY 1, 2 ORDER BY 1, 2`,
};

interface Compared {
  /** One sentence for each difference. */
  readonly findings: readonly string[];
  readonly events: number;
  /** Of paid and cancelled orders. */
  readonly orders: number;
  /** Those that money came in by. */
  readonly tenders: readonly string[];
  /** Of the till's catalogue. */
  readonly items: number;
}

/**
 * Holds what the hub has of a till against the till's own file.
 * @param dataDir of a till that sends no more
 */
export const compareTill = async (dataDir: string, hub: Client): Promise<Compared> => {
  const sqlite = new Sqlite(join(dataDir, DATABASE_FILE), { readonly: true });
  try {
    const register = sqlite.prepare<[], { id: string; incarnation: string }>('SELECT id, incarnation FROM register').get();
    if (!register) return { findings: ['a till without a register'], events: 0, orders: 0, tenders: [], items: 0 };
    const ofTill = (query: string): Row[] => sqlite.prepare<[], unknown[]>(query).raw().all().map(texts);
    const ofHub = async (query: string, value: string): Promise<Row[]> =>
      (await hub.query<unknown[]>({ text: query, values: [value], rowMode: 'array' })).rows.map(texts);

    const told = ofTill(EVENTS.till);
    const orders = ofTill(ORDERS.till);
    const tenders = ofTill(TENDERS.till);
    const items = ofTill('SELECT id, available_stock FROM catalog_item ORDER BY id');
    const findings = [
      ...differences('event', told, await ofHub(EVENTS.hub, sourceOf(register))),
      ...differences('order', orders, await ofHub(ORDERS.hub, register.id)),
      ...differences('tender', tenders, await ofHub(TENDERS.hub, register.id)),
      ...differences('level', items, await levels(hub, sqlite)),
      ...ofTill('SELECT sequence, reason_code, reason FROM outbox WHERE parked_at IS NOT NULL').map(
        (row) => `refused: ${row.join(' ')}`,
      ),
      ...ofTill('SELECT position, type, reason FROM change_refused').map((row) => `change not taken: ${row.join(' ')}`),
      ...ofTill('SELECT sequence FROM outbox WHERE sent_at IS NULL').map(
        ([sequence]) => `event ${sequence ?? ''} is not ticked off`,
      ),
    ];
    return {
      findings,
      events: told.length,
      orders: orders.length,
      tenders: tenders.flatMap(([method]) => method ?? []),
      items: items.length,
    };
  } finally {
    sqlite.close();
  }
};

/** Of the items that the till has, as the hub sees them. */
const levels = async (hub: Client, sqlite: Sqlite.Database): Promise<Row[]> => {
  const ids = sqlite.prepare<[], string>('SELECT id FROM catalog_item').pluck().all();
  const query = `SELECT id, coalesce((SELECT level FROM stock_level WHERE item_id = id), 0) FROM unnest($1::uuid[]) AS id ORDER BY id::text COLLATE "C"`;
  return (await hub.query<unknown[]>({ text: query, values: [ids], rowMode: 'array' })).rows.map(texts);
};

const texts = (row: readonly unknown[]): Row =>
  row.map((value) => {
    if (typeof value === 'string' && value.startsWith('{')) return canonicalJson(JSON.parse(value) as unknown);
    return typeof value === 'object' && value !== null ? canonicalJson(value) : String(value);
  });

/** Rows of one side alone, and rows that one side has more often. */
const differences = (what: string, till: readonly Row[], hub: readonly Row[]): string[] => {
  const counts = new Map<string, { till: number; hub: number }>();
  const count = (rows: readonly Row[], side: 'till' | 'hub'): void => {
    for (const row of rows) {
      const name = row.join(' ');
      const both = counts.get(name) ?? { till: 0, hub: 0 };
      both[side] += 1;
      counts.set(name, both);
    }
  };
  count(till, 'till');
  count(hub, 'hub');
  return [...counts]
    .filter(([, both]) => both.till !== both.hub)
    .map(
      ([name, both]) => `${what} stands ${both.hub} times at the hub and ${both.till} times at the till: ${name.slice(0, 160)}`,
    );
};
