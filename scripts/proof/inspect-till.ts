import Sqlite from 'better-sqlite3';
import type { z } from 'zod';
import { canonicalJson } from '../../db/canonical-json.ts';
import { verifyJournal } from '../../db/journal-chain.ts';
import { integrationEvents } from '../../domain/contract/events.ts';
import { journalData } from '../../domain/contract/journal.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';

// Grouped once and joined: neither table has an index by order, and asking order by order would grow with its square.
const SOLD = `(SELECT number, orders.id, status, product_id, sum(order_item.units) AS sold
  FROM orders JOIN order_item ON order_number = number GROUP BY number, product_id)`;
const moved = (kind: 'sale' | 'return', quantity: string, name: string): string =>
  `(SELECT order_id, item_id, sum(${quantity}) AS ${name} FROM stock_movement WHERE kind = '${kind}' GROUP BY order_id, item_id)`;
const told = (what: 'paid' | 'cancelled'): string =>
  `(SELECT partition_key, count(*) AS events FROM outbox WHERE type = 'app.tillwright.ordering.order-${what}.v1' GROUP BY partition_key)`;

const recorded = (kind: 'sale' | 'void'): string =>
  `(SELECT json_extract(data, '$.orderId') AS order_id, count(*) AS entries FROM journal WHERE kind = '${kind}' GROUP BY 1)`;

/** Each query gives one sentence for each place where the rule does not hold. */
const RULES: readonly string[] = [
  // ── Numbers
  `SELECT 'receipt number ' || number || ' of register ' || register_code || ' follows ' || before
   FROM (SELECT number, register_code, lag(number, 1, 0) OVER (PARTITION BY register_code ORDER BY number) AS before FROM orders)
   WHERE number <> before + 1`,
  `SELECT 'the register would give receipt number ' || next_order_number || ' next'
   FROM register WHERE next_order_number <> (SELECT coalesce(max(number), 0) + 1 FROM orders WHERE register_code = register.code)`,
  `SELECT 'order ' || number || ' is of register ' || register_code || ', which is not here'
   FROM orders WHERE register_code NOT IN (SELECT code FROM register)`,
  `SELECT 'outbox sequence ' || sequence || ' follows ' || before
   FROM (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM outbox) WHERE sequence <> before + 1`,
  `SELECT 'the register would give outbox sequence ' || next_event_sequence || ' next'
   FROM register WHERE next_event_sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM outbox)`,
  `SELECT 'event ' || id || ' is in the outbox ' || count(*) || ' times' FROM outbox GROUP BY id HAVING count(*) > 1`,

  // ── An order is whole
  `SELECT 'order ' || number || ' stands half done at ' || status FROM orders WHERE status IN ('Submitted', 'AwaitingValidation')`,
  `SELECT 'order ' || number || ' was not recorded as a command' FROM orders
   WHERE NOT EXISTS (SELECT 1 FROM command WHERE command.id = orders.id AND operation = 'basket.checkout')`,
  `SELECT 'order ' || number || ' was recorded as a command and is missing' FROM (SELECT id AS number FROM command
   WHERE operation = 'basket.checkout' AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.id = command.id))`,
  `SELECT 'order ' || number || ' has ' || lines || ' lines, the last at position ' || coalesce(last, 'none')
   FROM (SELECT number, count(position) AS lines, max(position) AS last FROM orders LEFT JOIN order_item ON order_number = number GROUP BY number)
   WHERE lines = 0 OR last <> lines - 1`,
  `SELECT 'lines without an order ' || order_number FROM order_item WHERE order_number NOT IN (SELECT number FROM orders)`,
  `SELECT 'order ' || number || ' says ' || units || ' units, its lines ' || sum_units FROM orders
   JOIN (SELECT order_number, sum(units) AS sum_units FROM order_item GROUP BY 1) ON order_number = number WHERE units <> sum_units`,
  `SELECT 'order ' || number || ' was cancelled without reason, person or time' FROM orders
   WHERE status = 'Cancelled' AND (cancel_reason IS NULL OR cancelled_by IS NULL OR cancelled_at IS NULL)`,
  `SELECT 'order ' || number || ' is ' || status || ' and has a time of cancelling' FROM orders WHERE status <> 'Cancelled' AND cancelled_at IS NOT NULL`,
  `SELECT 'order ' || number || ' waits to be cancelled, and no refund is open' FROM orders
   WHERE status <> 'Cancelled' AND cancel_reason IS NOT NULL AND NOT EXISTS
     (SELECT 1 FROM payment WHERE order_number = number AND refund_of IS NOT NULL AND payment.status IN ('Pending', 'Unknown'))`,

  // ── Sums, to the last minor unit
  `SELECT 'line ' || position || ' of order ' || number || ' totals ' || item.total || ' and not price × units − discount + tax'
   FROM order_item AS item JOIN orders ON number = order_number
   WHERE item.subtotal <> unit_price * item.units OR item.total <> item.net + item.tax
     OR item.total <> item.subtotal - item.discount - item.relief + CASE tax_included WHEN 1 THEN 0 ELSE item.tax END`,
  `SELECT 'line ' || position || ' of order ' || order_number || ' has discount ' || discount || ', its parts ' || parts
   FROM (SELECT *, line_discount + basket_discount + (SELECT coalesce(sum(discount), 0) FROM order_item_promotion AS given
           WHERE given.order_number = item.order_number AND given.position = item.position) AS parts FROM order_item AS item)
   WHERE discount <> parts`,
  `SELECT 'line ' || position || ' of order ' || order_number || ' has tax ' || tax || ', its rates ' || parts
   FROM (SELECT *, (SELECT coalesce(sum(tax), 0) FROM order_item_tax AS rate
           WHERE rate.order_number = item.order_number AND rate.position = item.position) AS parts FROM order_item AS item)
   WHERE tax <> parts`,
  `SELECT 'line ' || position || ' of order ' || order_number || ' has net ' || item.net || ', its tax ' || rate.name || ' is on ' || rate.net
   FROM order_item AS item JOIN order_item_tax AS rate USING (order_number, position) WHERE item.net <> rate.net`,
  ...['order_item_tax', 'order_item_promotion'].map(
    (table) => `SELECT '${table} without a line ' || position || ' of order ' || order_number FROM ${table} AS part
   WHERE NOT EXISTS (SELECT 1 FROM order_item AS item WHERE item.order_number = part.order_number AND item.position = part.position)`,
  ),
  ...['subtotal', 'discount', 'relief', 'net', 'tax', 'total'].map(
    (part) => `SELECT 'order ' || number || ' says ${part} ' || ${part} || ', its lines ' || of_lines FROM orders
   JOIN (SELECT order_number, sum(${part}) AS of_lines FROM order_item GROUP BY 1) ON order_number = number WHERE ${part} <> of_lines`,
  ),
  `SELECT 'order ' || number || ' totals ' || total || ' and not lines − discount + tax' FROM orders
   WHERE total <> subtotal - discount - relief + CASE tax_included WHEN 1 THEN 0 ELSE tax END`,
  `SELECT 'order ' || number || ' is in ' || orders.currency || ', its payment ' || payment_id || ' in ' || payment_currency FROM orders
   JOIN (SELECT order_number, id AS payment_id, currency AS payment_currency FROM payment) ON order_number = number
   WHERE orders.currency <> payment_currency`,

  // ── Payments
  `SELECT 'order ' || number || ' has no payment' FROM orders WHERE NOT EXISTS (SELECT 1 FROM payment WHERE order_number = number)`,
  `SELECT 'payment ' || id || ': tendered ' || tendered || ' − change ' || change || ' is not ' || amount FROM payment WHERE tendered - change <> amount`,
  `SELECT 'cash payment ' || id || ' is ' || status FROM payment WHERE method = 'cash' AND status <> 'Confirmed'`,
  `SELECT 'order ' || number || ' is ' || status || ' with ' || taken || ' taken and ' || -back || ' given back of ' || total
   FROM (SELECT number, orders.status, total, cancel_reason, coalesce(sum(amount) FILTER (WHERE refund_of IS NULL), 0) AS taken,
           coalesce(sum(amount) FILTER (WHERE refund_of IS NOT NULL), 0) AS back
         FROM orders LEFT JOIN payment ON order_number = number AND payment.status = 'Confirmed' GROUP BY number)
   WHERE CASE status WHEN 'Cancelled' THEN taken + back <> 0 WHEN 'StockConfirmed' THEN taken >= total ELSE taken <> total END`,
  // Of a cancel that the terminal refused in part, what went back stays on record beside the refusal.
  `SELECT 'order ' || number || ' is ' || orders.status || ' and money went back' FROM orders
   JOIN payment ON order_number = number AND payment.status = 'Confirmed' AND refund_of IS NOT NULL
   WHERE orders.status <> 'Cancelled' AND cancel_reason IS NULL AND NOT EXISTS
     (SELECT 1 FROM payment AS other WHERE other.order_number = number AND other.refund_of IS NOT NULL AND other.status = 'Rejected')`,
  `SELECT 'refund ' || refund.id || ' of ' || refund.amount || ' does not mirror its payment' FROM payment AS refund
   LEFT JOIN payment AS paid ON paid.id = refund.refund_of AND paid.order_number = refund.order_number AND paid.method = refund.method
   WHERE refund.refund_of IS NOT NULL AND (paid.id IS NULL OR paid.amount <> -refund.amount OR paid.status <> 'Confirmed')`,
  `SELECT 'payment ' || id || ' of ' || amount || ' gives money back and is no refund' FROM payment WHERE refund_of IS NULL AND amount < 0`,
  `SELECT 'payment ' || refund_of || ' was refunded ' || count(*) || ' times' FROM payment
   WHERE refund_of IS NOT NULL AND status <> 'Rejected' GROUP BY refund_of HAVING count(*) > 1`,

  // ── Stock
  `SELECT 'order ' || number || ' sold ' || sold || ' of item ' || product_id || ', and ' || coalesce(gone, 0) || ' left the stock'
   FROM ${SOLD} LEFT JOIN ${moved('sale', '-quantity', 'gone')} ON order_id = id AND item_id = product_id WHERE sold <> coalesce(gone, 0)`,
  `SELECT 'order ' || number || ' is ' || status || ', and ' || coalesce(back, 0) || ' of ' || sold || ' of item ' || product_id || ' came back'
   FROM ${SOLD} LEFT JOIN ${moved('return', 'quantity', 'back')} ON order_id = id AND item_id = product_id
   WHERE coalesce(back, 0) <> CASE status WHEN 'Cancelled' THEN sold ELSE 0 END`,
  `SELECT kind || ' ' || id || ' of item ' || item_id || ' belongs to no line of an order' FROM stock_movement AS movement
   WHERE kind IN ('sale', 'return') AND NOT EXISTS (SELECT 1 FROM orders JOIN order_item ON order_number = number
     WHERE orders.id = movement.order_id AND product_id = movement.item_id)`,
  `SELECT 'item ' || id || ' has ' || available_stock || ' in stock, its movements ' || moved
   FROM (SELECT id, available_stock, (SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE item_id = catalog_item.id) AS moved FROM catalog_item)
   WHERE available_stock <> moved`,
  `SELECT 'movement ' || id || ' says the level is then ' || level_after || ', and it is ' || level
   FROM (SELECT id, level_after, sum(quantity) OVER (PARTITION BY item_id ORDER BY seq) AS level FROM stock_movement) WHERE level_after <> level`,

  // ── Outbox
  `SELECT 'order ' || number || ' is ' || status || ' and has ' || events || ' events of being paid'
   FROM (SELECT number, status, total, coalesce(events, 0) AS events,
           (SELECT coalesce(sum(amount), 0) FROM payment WHERE order_number = number AND payment.status = 'Confirmed' AND refund_of IS NULL) AS taken
         FROM orders LEFT JOIN ${told('paid')} ON partition_key = orders.id)
   WHERE events <> CASE WHEN status IN ('Paid', 'Shipped') OR (status = 'Cancelled' AND taken >= total) THEN 1 ELSE 0 END`,
  `SELECT 'order ' || number || ' is ' || status || ' and has ' || coalesce(events, 0) || ' events of being cancelled'
   FROM orders LEFT JOIN ${told('cancelled')} ON partition_key = orders.id WHERE coalesce(events, 0) <> (status = 'Cancelled')`,
  `SELECT 'event ' || sequence || ' tells of order ' || partition_key || ', which is not here' FROM outbox
   WHERE type LIKE 'app.tillwright.ordering.order-%' AND partition_key NOT IN (SELECT id FROM orders)`,
  `SELECT kind || ' ' || movement.id || ' has ' || coalesce(events, 0) || ' events' FROM stock_movement AS movement LEFT JOIN
     (SELECT partition_key, json_extract(data, '$.id') AS movement_id, count(*) AS events FROM outbox
      WHERE type = 'app.tillwright.catalog.stock-moved.v1' GROUP BY 1, 2) ON movement_id = movement.id AND partition_key = item_id
   WHERE kind IN ('receipt', 'count', 'damage', 'theft', 'found', 'correction') AND coalesce(events, 0) <> 1`,

  // ── Journal
  `SELECT 'order ' || number || ' has ' || coalesce(events, 0) || ' events of being paid and ' || coalesce(entries, 0) || ' entries of its sale'
   FROM orders LEFT JOIN ${told('paid')} ON partition_key = orders.id LEFT JOIN ${recorded('sale')} ON order_id = orders.id
   WHERE coalesce(events, 0) <> coalesce(entries, 0)`,
  `SELECT 'order ' || number || ' is ' || status || ' and has ' || coalesce(entries, 0) || ' entries of its void'
   FROM orders LEFT JOIN ${recorded('void')} ON order_id = orders.id WHERE coalesce(entries, 0) <> (status = 'Cancelled')`,
  `SELECT 'entry ' || sequence || ' is the ' || kind || ' of an order that is not here' FROM journal
   WHERE kind IN ('sale', 'void') AND json_extract(data, '$.orderId') NOT IN (SELECT id FROM orders)`,
  `SELECT 'entry ' || sequence || ' tells another total of order ' || number || ' than its row'
   FROM journal JOIN orders ON orders.id = json_extract(data, '$.orderId')
   WHERE kind IN ('sale', 'void') AND (json_extract(data, '$.total.amount') <> total OR json_extract(data, '$.total.currency') <> currency)`,
];

/**
 * Reads a till's file as it lies there and judges it by the shop's own rules; writes nothing into it.
 * @param file path of the database, of a till that runs or of one that was killed
 * @param journalHead a hash that the journal is known to have reached
 * @returns one sentence for each thing that is wrong; empty for a healthy file
 */
export const inspectTill = (file: string, journalHead?: string): string[] => {
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    return [`the file does not open: ${String(error)}`];
  }
  try {
    // One view of the file for all that follows.
    return sqlite.transaction(() => {
      const damage = sqlite
        .prepare<[], string>('PRAGMA integrity_check')
        .pluck()
        .all()
        .filter((line) => line !== 'ok');
      if (damage.length > 0) return damage.map((line) => `integrity_check: ${line}`);
      const strays = sqlite.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
      return [
        ...strays.map(({ table, parent }) => `foreign_key_check: a row of ${table} points to no ${parent}`),
        ...RULES.flatMap((rule) => sqlite.prepare<[], string>(rule).pluck().all()),
        ...lineTaxes(sqlite),
        ...events(sqlite),
        ...journalEntries(sqlite, journalHead),
      ];
    })();
  } catch (error) {
    return [`the file does not read: ${String(error)}`];
  } finally {
    sqlite.close();
  }
};

interface TaxRow {
  readonly number: number;
  readonly position: number;
  readonly name: string;
  readonly base: number;
  readonly rate: number;
  /** All rates of the line together. */
  readonly rates: number;
  readonly included: number;
  readonly tax: number;
  /** The shop rounds each line, half up: the tax is known to the unit. Otherwise it is within one. */
  readonly plain: number;
}

/** base × rate, or base × rate ÷ (1 + rates) inside a gross price: worked out here once more, on its own. */
const lineTaxes = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare<[], TaxRow>(
      `SELECT number, position, rate.name, item.subtotal - item.discount AS base, rate_ppm AS rate, tax_included AS included, rate.tax,
         sum(rate_ppm) OVER (PARTITION BY order_number, position) AS rates,
         (SELECT rounding = 'half-up' AND round_tax_per = 'line' FROM shop) AS plain
       FROM order_item AS item JOIN orders ON number = order_number JOIN order_item_tax AS rate USING (order_number, position)`,
    )
    .all()
    .flatMap(({ number, position, name, base, rate, rates, included, tax, plain }) => {
      const divisor = included ? 1_000_000n + BigInt(rates) : 1_000_000n;
      const exact = BigInt(base) * BigInt(rate);
      const nearest = Number((2n * exact + divisor) / (2n * divisor));
      const off = BigInt(tax) * divisor - exact;
      const isRight = plain ? nearest === tax : off < divisor && -off < divisor;
      return isRight ? [] : [`line ${position} of order ${number} has tax ${name} of ${tax} and not ${nearest}`];
    });

interface EventRow {
  readonly sequence: number;
  readonly type: string;
  readonly data: string;
}

const events = (sqlite: Sqlite.Database): string[] => {
  const misshapen = sqlite
    .prepare<[], EventRow>('SELECT sequence, type, data FROM outbox')
    .all()
    .flatMap(({ sequence, type, data }) => {
      const schema = new Map<string, z.ZodType>(Object.entries(integrationEvents)).get(type);
      if (!schema) return [`event ${sequence} has the unknown type ${type}`];
      return schema.safeParse(JSON.parse(data)).success ? [] : [`event ${sequence} has not the shape of ${type}`];
    });
  return misshapen.length > 0 ? misshapen : orderEvents(sqlite);
};

const journalEntries = (sqlite: Sqlite.Database, knownHead: string | undefined): string[] => {
  const { fault } = verifyJournal(sqlite, knownHead);
  if (fault) return [`journal entry ${fault.sequence} is ${fault.what}`];
  return sqlite
    .prepare<[], { readonly sequence: number; readonly kind: string; readonly data: string }>(
      'SELECT sequence, kind, data FROM journal',
    )
    .all()
    .flatMap(({ sequence, kind, data }) => {
      const schema = new Map<string, z.ZodType>(Object.entries(journalData)).get(kind);
      if (!schema) return [`journal entry ${sequence} has the unknown kind ${kind}`];
      const value: unknown = JSON.parse(data);
      if (!schema.safeParse(value).success) return [`journal entry ${sequence} has not the shape of ${kind}`];
      return canonicalJson(value) === data ? [] : [`journal entry ${sequence} is not canonical`];
    });
};

interface OrderEventRow extends EventRow {
  readonly number: number;
  readonly total: number;
  readonly tax: number;
  readonly discount: number;
  readonly subtotal: number;
  readonly currency: string;
  readonly lines: string;
}

/** What left the till about an order is what the tables say of it. */
const orderEvents = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare<[], OrderEventRow>(
      `SELECT sequence, type, data, number, total, tax, discount, subtotal, currency, (SELECT json_group_array(json_array(
         product_id, product_name, unit_price, units, discount, net, tax, total)) FROM
         (SELECT * FROM order_item WHERE order_number = number ORDER BY position)) AS lines
       FROM outbox JOIN orders ON orders.id = partition_key WHERE type LIKE 'app.tillwright.ordering.order-%'`,
    )
    .all()
    .flatMap((row) => {
      const told = JSON.parse(row.data) as OrderView;
      const cancelled = row.type.includes('cancelled');
      const lines = told.orderItems.map((item) => [
        ...[item.productId, item.productName, item.unitPrice.amount, item.units],
        ...[item.discount.amount, item.net.amount, item.tax.amount, item.total.amount],
      ]);
      const confirmed = told.payments.filter(({ status }) => status === 'Confirmed');
      const paid = confirmed.reduce((sum, { tendered, change }) => sum + tendered.amount - change.amount, 0);
      const amounts = [told.subtotal, told.discount, told.tax, told.total].map(({ amount }) => amount);
      const same =
        told.number === row.number &&
        told.total.currency === row.currency &&
        told.status === (cancelled ? 'Cancelled' : 'Paid') &&
        JSON.stringify(amounts) === JSON.stringify([row.subtotal, row.discount, row.tax, row.total]) &&
        JSON.stringify(lines) === row.lines &&
        paid === (cancelled ? 0 : row.total) &&
        told.paid.amount === paid;
      return same ? [] : [`event ${row.sequence} tells something else about order ${row.number} than its rows`];
    });
