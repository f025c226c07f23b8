import Sqlite from 'better-sqlite3';
import type { z } from 'zod';
import { verifyJournal } from '../../db/journal-chain.ts';
import { integrationEvents } from '../../domain/contract/events.ts';
import { journalData } from '../../domain/contract/journal.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import { type ShiftReport, shiftReport } from '../../domain/contract/shifts.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';

// Grouped once and joined: neither table has an index by order, and asking order by order would grow with its square.
const SOLD = `(SELECT number, orders.id, status, product_id,
  coalesce(sum(order_item.units) FILTER (WHERE order_item.units > 0), 0) AS sold,
  coalesce(-sum(order_item.units) FILTER (WHERE order_item.units < 0), 0) AS came_back,
  coalesce(-sum(order_item.units) FILTER (WHERE disposition = 'write-off'), 0) AS spoilt
  FROM orders JOIN order_item ON order_number = number GROUP BY number, product_id)`;
/** A payment mirrors when it takes one of its own order back. */
const PAYMENTS = `(SELECT payment.*, refund_of IS NOT NULL AND EXISTS (SELECT 1 FROM payment AS paid
  WHERE paid.id = payment.refund_of AND paid.order_number = payment.order_number) AS mirrors FROM payment)`;
/** What came back of each line that was sold here. */
const BACK = `(SELECT return_item_id AS sold_item_id, -sum(order_item.units) AS back, sum(order_item.total) AS worth, sum(order_item.tax) AS worth_tax
  FROM order_item JOIN orders ON number = order_number WHERE return_item_id IS NOT NULL AND status <> 'Cancelled' GROUP BY return_item_id)`;
const moved = (kind: 'sale' | 'return' | 'damage', quantity: string, name: string): string =>
  `(SELECT order_id, item_id, sum(${quantity}) AS ${name} FROM stock_movement WHERE kind = '${kind}' GROUP BY order_id, item_id)`;
const told = (what: 'paid' | 'cancelled'): string =>
  `(SELECT partition_key, count(*) AS events FROM outbox WHERE type = 'app.tillwright.ordering.order-${what}.v1' GROUP BY partition_key)`;

const recorded = (kind: 'sale' | 'void'): string =>
  `(SELECT json_extract(data, '$.orderId') AS order_id, count(*) AS entries FROM journal WHERE kind = '${kind}' GROUP BY 1)`;

/** What the drawer of each shift felt, worked out here once more: what was handed over and given out, not what it paid. */
const DRAWER = `(SELECT shift_number, currency, sum(amount) AS amount FROM (
  SELECT shift_number, currency, amount FROM cash_movement
  UNION ALL SELECT shift_number, currency, tendered - change FROM payment WHERE method = 'cash' AND status = 'Confirmed'
  UNION ALL SELECT shift_number, foreign_currency, foreign_amount FROM payment WHERE method = 'foreign-cash' AND status = 'Confirmed'
  UNION ALL SELECT shift_number, currency, -change FROM payment WHERE method = 'foreign-cash' AND status = 'Confirmed')
  GROUP BY shift_number, currency)`;
const COUNTED = `(SELECT shift_number, json_extract(one.value, '$.currency') AS currency, json_extract(one.value, '$.expected') AS expected,
  json_extract(one.value, '$.counted') AS counted, json_extract(one.value, '$.variance') AS variance
  FROM z_report, json_each(report, '$.closing.drawer') AS one)`;
/** What the Z reports print, beside the same sum over the rows of their shift. */
const PRINTED: readonly (readonly [string, string, string])[] = [
  ['receipts', '$.receipts.count', 'SELECT count(*) FROM orders WHERE shift_number = z.shift_number'],
  ['sales', '$.sales.amount.amount', 'SELECT coalesce(sum(total), 0) FROM orders WHERE shift_number = z.shift_number'],
  ...['net', 'tax', 'gross'].map((sum): readonly [string, string, string] => {
    const column = sum === 'gross' ? 'total' : sum;
    return [
      sum,
      `$.totals.${sum}.amount`,
      `SELECT coalesce(sum(item.${column} * ((orders.shift_number IS z.shift_number) - (void_shift_number IS z.shift_number))), 0)
       FROM order_item AS item JOIN orders ON number = order_number`,
    ];
  }),
  ...['tip', 'rounding'].map((column): readonly [string, string, string] => [
    column,
    `$.${column === 'tip' ? 'tips' : column}.amount`,
    `SELECT coalesce(sum(${column}), 0) FROM payment WHERE shift_number = z.shift_number`,
  ]),
];
const paidBy = (side: string): string =>
  `(SELECT coalesce(sum(json_extract(value, '$.${side}.amount.amount')), 0) FROM json_each(z.report, '$.payments'))`;

/** What makes an order. */
const PLACING = "'basket.checkout', 'ordering.sellVoucher', 'ordering.settleAccount'";

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
   WHERE NOT EXISTS (SELECT 1 FROM command WHERE command.id = orders.id AND operation IN (${PLACING}))`,
  `SELECT 'order ' || number || ' was recorded as a command and is missing' FROM (SELECT id AS number FROM command
   WHERE operation IN (${PLACING}) AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.id = command.id))`,
  `SELECT 'order ' || number || ' has ' || lines || ' lines, the last at position ' || coalesce(last, 'none')
   FROM (SELECT number, count(position) AS lines, max(position) AS last FROM orders LEFT JOIN order_item ON order_number = number GROUP BY number)
   WHERE last <> lines - 1 OR lines = 0 AND NOT EXISTS
     (SELECT 1 FROM payment WHERE order_number = number AND amount < 0 AND refund_of IS NULL AND method IN ('voucher', 'account'))`,
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
   WHERE item.subtotal <> unit_price * item.units AND NOT (item.units < 0 AND item.discount = 0 AND item.relief = 0) OR item.total <> item.net + item.tax
     OR item.total <> item.subtotal - item.discount - item.relief + CASE tax_included WHEN 1 THEN 0 ELSE item.tax END`,
  `SELECT 'line ' || position || ' of order ' || order_number || ' has discount ' || discount || ', its parts ' || parts
   FROM (SELECT *, line_discount + basket_discount + (SELECT coalesce(sum(discount), 0) FROM order_item_promotion AS given
           WHERE given.order_number = item.order_number AND given.position = item.position) AS parts FROM order_item AS item)
   WHERE units > 0 AND discount <> parts`,
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
  `SELECT 'order ' || number || ' has no payment' FROM orders
   WHERE total <> 0 AND NOT EXISTS (SELECT 1 FROM payment WHERE order_number = number)`,
  `SELECT 'payment ' || id || ': tendered ' || tendered || ' − change ' || change || ' is not ' || amount || ' with rounding and tip'
   FROM payment WHERE tendered - change <> amount + rounding + tip`,
  // Money without goods waits with the card that pays for it, and falls with it.
  `SELECT method || ' payment ' || id || ' is ' || status FROM payment
   WHERE method <> 'card' AND status <> 'Confirmed' AND NOT (amount < 0 AND refund_of IS NULL AND method IN ('voucher', 'account'))`,
  // Of a cancel that the terminal refused in part, what went back stays on record beside the refusal.
  `SELECT 'order ' || number || ' is ' || status || ' with ' || taken || ' taken and ' || -back || ' given back of ' || total
   FROM (SELECT number, orders.status, total, coalesce(sum(amount) FILTER (WHERE payment.status = 'Confirmed' AND NOT mirrors), 0) AS taken,
           coalesce(sum(amount) FILTER (WHERE payment.status = 'Confirmed' AND mirrors), 0) AS back,
           coalesce(max(payment.status = 'Rejected' AND mirrors), 0) AS refused, coalesce(max(payment.status = 'Pending'), 0) AS waits
         FROM orders LEFT JOIN ${PAYMENTS} AS payment ON order_number = number GROUP BY number)
   WHERE CASE status WHEN 'Cancelled' THEN taken + back <> 0 WHEN 'StockConfirmed' THEN taken + back = total AND NOT waits
     ELSE taken + back <> total AND NOT (taken = total AND refused) END`,
  `SELECT 'refund ' || refund.id || ' of ' || refund.amount || ' does not mirror its payment' FROM ${PAYMENTS} AS refund
   LEFT JOIN payment AS paid ON paid.id = refund.refund_of
     AND refund.method = CASE paid.method WHEN 'foreign-cash' THEN 'cash' ELSE paid.method END
   WHERE refund.refund_of IS NOT NULL AND (paid.id IS NULL OR paid.status <> 'Confirmed' OR refund.mirrors AND (
     paid.amount <> -refund.amount OR paid.tendered - paid.change <> refund.change - refund.tendered OR paid.tip <> -refund.tip))`,
  `SELECT 'payment ' || payment.id || ' of ' || amount || ' gives money back and is no refund' FROM payment JOIN orders ON number = order_number
   WHERE refund_of IS NULL AND amount < 0 AND total >= 0 AND method NOT IN ('voucher', 'account')`,
  `SELECT 'payment ' || paid.id || ' of ' || paid.amount || ' was given back ' || -sum(refund.amount) FROM payment AS refund
   JOIN payment AS paid ON paid.id = refund.refund_of WHERE refund.status <> 'Rejected' GROUP BY paid.id
   HAVING abs(sum(refund.amount)) > abs(paid.amount)`,
  `SELECT 'voucher ' || voucher_id || ' gave ' || sum(amount) || ' more than was put on it' FROM payment
   WHERE status = 'Confirmed' AND voucher_id IS NOT NULL GROUP BY voucher_id HAVING sum(amount) > 0`,

  // ── Baskets
  `SELECT 'basket ' || id || ' is open and parked, or neither' FROM basket WHERE (user_id IS NULL) = (parked_name IS NULL)`,

  // ── Returns
  `SELECT 'of line ' || item.id || ' ' || back || ' of ' || item.units || ' came back' FROM order_item AS item JOIN ${BACK} ON sold_item_id = item.id
   WHERE back > item.units`,
  `SELECT 'line ' || item.id || ' came back whole for ' || worth || ' and was sold for ' || item.total
   FROM order_item AS item JOIN ${BACK} ON sold_item_id = item.id WHERE back = item.units AND (worth <> -item.total OR worth_tax <> -item.tax)`,

  // ── Stock
  `SELECT 'order ' || number || ' sold ' || sold || ' of item ' || product_id || ', and ' || coalesce(gone, 0) || ' left the stock'
   FROM ${SOLD} LEFT JOIN ${moved('sale', '-quantity', 'gone')} ON order_id = id AND item_id = product_id WHERE sold <> coalesce(gone, 0)`,
  `SELECT 'order ' || number || ' is ' || status || ', and ' || coalesce(back, 0) || ' of ' || (sold + came_back) || ' of item ' || product_id || ' came back'
   FROM ${SOLD} LEFT JOIN ${moved('return', 'quantity', 'back')} ON order_id = id AND item_id = product_id
   WHERE coalesce(back, 0) <> CASE status WHEN 'Cancelled' THEN sold ELSE 0 END + came_back`,
  `SELECT 'order ' || number || ' wrote ' || spoilt || ' of item ' || product_id || ' off, and ' || coalesce(gone, 0) || ' left the stock'
   FROM ${SOLD} LEFT JOIN ${moved('damage', '-quantity', 'gone')} ON order_id = id AND item_id = product_id WHERE spoilt <> coalesce(gone, 0)`,
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
   FROM (SELECT number, status, shift_number, coalesce(events, 0) AS events FROM orders LEFT JOIN ${told('paid')} ON partition_key = orders.id)
   WHERE events <> (shift_number IS NOT NULL)`,
  `SELECT 'order ' || number || ' is ' || status || ' and of shift ' || coalesce(shift_number, 'none') FROM orders
   WHERE status <> 'Cancelled' AND (shift_number IS NOT NULL) <> (status IN ('Paid', 'Shipped'))`,
  `SELECT 'payment ' || id || ' is ' || status || ' and of shift ' || coalesce(shift_number, 'none') FROM payment
   WHERE (shift_number IS NOT NULL) <> (status = 'Confirmed')`,
  `SELECT 'order ' || number || ' is ' || status || ' and has ' || coalesce(events, 0) || ' events of being cancelled'
   FROM orders LEFT JOIN ${told('cancelled')} ON partition_key = orders.id WHERE coalesce(events, 0) <> (status = 'Cancelled')`,
  `SELECT 'event ' || sequence || ' tells of order ' || partition_key || ', which is not here' FROM outbox
   WHERE type LIKE 'app.tillwright.ordering.order-%' AND partition_key NOT IN (SELECT id FROM orders)`,
  `SELECT kind || ' ' || movement.id || ' has ' || coalesce(events, 0) || ' events' FROM stock_movement AS movement LEFT JOIN
     (SELECT partition_key, json_extract(data, '$.id') AS movement_id, count(*) AS events FROM outbox
      WHERE type = 'app.tillwright.catalog.stock-moved.v1' GROUP BY 1, 2) ON movement_id = movement.id AND partition_key = item_id
   WHERE kind IN ('receipt', 'count', 'damage', 'theft', 'found', 'correction') AND coalesce(events, 0) <> (order_id IS NULL)`,

  // ── Shifts
  ...[
    ['shift', 'number'],
    ['z_report', 'shift_number'],
  ].map(
    ([table = '', number = '']) => `SELECT '${table} ' || number || ' follows ' || before
   FROM (SELECT ${number} AS number, lag(${number}, 1, 0) OVER (ORDER BY ${number}) AS before FROM ${table}) WHERE number <> before + 1`,
  ),
  `SELECT 'shift ' || number || ' is open, and there is a later one' FROM shift
   WHERE closed_at IS NULL AND number < (SELECT max(number) FROM shift)`,
  `SELECT 'shift ' || number || ' is ' || CASE WHEN closed_at IS NULL THEN 'open and has' ELSE 'closed and lacks' END || ' its Z report'
   FROM shift LEFT JOIN z_report ON shift_number = number WHERE (closed_at IS NULL) <> (shift_number IS NULL)`,
  ...['payment.shift_number', 'orders.shift_number', 'orders.void_shift_number'].map(
    (column) => `SELECT DISTINCT '${column} is ' || ${column} || ', and there is no such shift' FROM ${column.split('.')[0] ?? ''}
   WHERE ${column} IS NOT NULL AND ${column} NOT IN (SELECT number FROM shift)`,
  ),
  `SELECT 'Z ' || z.shift_number || ' expects ' || coalesce(expected, 'no') || ' ' || currency || ', and the drawer felt ' || coalesce(amount, 0)
   FROM z_report AS z JOIN (SELECT shift_number, currency FROM ${DRAWER} UNION SELECT shift_number, currency FROM ${COUNTED}) AS named
     ON named.shift_number = z.shift_number
   LEFT JOIN ${DRAWER} AS felt USING (shift_number, currency) LEFT JOIN ${COUNTED} AS printed USING (shift_number, currency)
   WHERE coalesce(amount, 0) IS NOT expected`,
  `SELECT 'Z ' || shift_number || ' counts ' || counted || ' of ' || expected || ' ' || currency || ' and tells a difference of ' || variance
   FROM ${COUNTED} WHERE variance <> counted - expected`,
  ...PRINTED.map(
    ([what, path, sum]) => `SELECT 'Z ' || shift_number || ' prints ${what} ' || printed || ', its rows ' || of_rows FROM
     (SELECT shift_number, json_extract(report, '${path}') AS printed, (${sum}) AS of_rows FROM z_report AS z) WHERE printed IS NOT of_rows`,
  ),
  `SELECT 'Z ' || shift_number || ' prints ' || method || ' ' || coalesce(printed, 'nowhere') || ', its payments ' || paid FROM
     (SELECT z.shift_number, method, sum(amount) AS paid, (SELECT json_extract(value, '$.taken.amount.amount') -
        json_extract(value, '$.givenBack.amount.amount') FROM json_each(report, '$.payments') WHERE json_extract(value, '$.method') = method) AS printed
      FROM z_report AS z JOIN payment ON payment.shift_number = z.shift_number GROUP BY z.shift_number, method)
   WHERE printed IS NOT paid`,
  `SELECT 'Z ' || shift_number || ' has payments of ' || paid || ' for ' || gross || ' and ' || unsettled || ' unsettled' FROM
     (SELECT shift_number, ${paidBy('taken')} - ${paidBy('givenBack')} AS paid, json_extract(report, '$.totals.gross.amount') AS gross,
        (SELECT coalesce(sum(json_extract(value, '$.amount.amount')), 0) FROM json_each(report, '$.unsettled')) AS unsettled FROM z_report AS z)
   WHERE paid <> gross + unsettled`,
  `SELECT 'Z ' || shift_number || ' taxes ' || of_rates || ' by rate and ' || json_extract(report, '$.totals.tax.amount') || ' in all' FROM
     (SELECT *, (SELECT coalesce(sum(json_extract(value, '$.tax.amount')), 0) FROM json_each(report, '$.taxes')) AS of_rates FROM z_report)
   WHERE of_rates <> json_extract(report, '$.totals.tax.amount')`,
  `SELECT 'Z ' || shift_number || ' prints a seal that the journal does not have' FROM z_report WHERE NOT EXISTS
     (SELECT 1 FROM journal WHERE sequence = journal_sequence AND hash = journal_hash AND kind = 'z-report'
      AND json_extract(data, '$.number') = shift_number AND json_extract(report, '$.closing.journal.hash') = hash)`,

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
        ...RULES.flatMap((rule) =>
          sqlite
            .prepare<[], string | null>(rule)
            .pluck()
            .all()
            .map((found) => found ?? `a rule found something that it cannot name: ${rule}`),
        ),
        ...taxes(sqlite),
        ...zReports(sqlite),
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

const zReports = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare<[], { readonly number: number; readonly report: string }>('SELECT shift_number AS number, report FROM z_report')
    .all()
    .flatMap(({ number, report }) => {
      const value: unknown = JSON.parse(report);
      const isReport = shiftReport.safeParse(value).success && (value as ShiftReport).number === number;
      if (!isReport) return [`Z ${number} has not the shape of a report`];
      return canonicalJson(value) === report ? [] : [`Z ${number} is not canonical`];
    });

interface TaxRow {
  readonly number: number;
  readonly position: number;
  readonly taxId: string;
  readonly name: string;
  readonly base: number;
  readonly rate: number;
  /** All rates of the line together. */
  readonly rates: number;
  readonly included: number;
  readonly tax: number;
  readonly rounding: 'half-up' | 'half-even';
  readonly per: 'line' | 'total';
  /** Whether the rule is still the one of the first sale. */
  readonly known: 0 | 1;
}

/** Of a fraction that is not below nothing. */
const rounded = (over: bigint, under: bigint, rounding: TaxRow['rounding']): number => {
  const [whole, rest] = [over / under, 2n * (over % under)];
  const isUp = rest > under || (rest === under && (rounding === 'half-up' || whole % 2n === 1n));
  return Number(isUp ? whole + 1n : whole);
};

/** base × rate, or base × rate ÷ (1 + rates) inside a gross price. */
const exactTax = ({ base, rate, rates, included }: TaxRow): readonly [over: bigint, under: bigint] => [
  BigInt(base) * BigInt(rate),
  included ? 1_000_000n + BigInt(rates) : 1_000_000n,
];

/**
 * The taxes of what was sold, worked out here once more, on their own, by the shop's rule where no sale was under another. Rounded by line, each is known to the
 * unit. Rounded by total, the sum is; a line's share of the rounded sum is less than a half off its exact tax, and less than one more for
 * the units that are left over.
 */
const taxes = (sqlite: Sqlite.Database): string[] => {
  const rows = sqlite
    .prepare<[], TaxRow>(
      `SELECT number, position, tax_id AS taxId, rate.name, item.subtotal - item.discount AS base, rate_ppm AS rate,
         tax_included AS included, rate.tax, rounding, round_tax_per AS per,
         NOT EXISTS (SELECT 1 FROM journal WHERE kind = 'setting-change' AND json_extract(data, '$.setting') = 'rules'
           AND sequence > (SELECT min(sequence) FROM journal WHERE kind = 'sale')) AS known,
         sum(rate_ppm) OVER (PARTITION BY order_number, position) AS rates
       FROM order_item AS item JOIN orders ON number = order_number JOIN order_item_tax AS rate USING (order_number, position), shop
       WHERE item.units > 0`,
    )
    .all();
  const ofLines = rows.flatMap((row) => {
    const { number, position, name, tax, rounding, per, known } = row;
    const [over, under] = exactTax(row);
    const nearest = rounded(over, under, rounding);
    const off = 2n * (BigInt(tax) * under - over);
    const isRight = known && per === 'line' ? nearest === tax : off < 3n * under && -off < 3n * under;
    return isRight ? [] : [`line ${position} of order ${number} has tax ${name} of ${tax} and not ${nearest}`];
  });
  const byRate = Map.groupBy(
    rows.filter(({ per, known }) => known && per === 'total'),
    ({ number, taxId, rate }) => `${number} ${taxId} ${rate}`,
  );
  const ofOrders = [...byRate.values()].flatMap((lines) => {
    const { number, name, rounding } = lines[0] as TaxRow;
    const [over, under] = lines.map(exactTax).reduce(([a, b], [c, d]) => [a * d + c * b, b * d], [0n, 1n]);
    const [told, right] = [lines.reduce((sum, { tax }) => sum + tax, 0), rounded(over, under, rounding)];
    return told === right ? [] : [`order ${number} has tax ${name} of ${told} over its lines and not ${right}`];
  });
  return [...ofLines, ...ofOrders];
};

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

const linesBefore = (sqlite: Sqlite.Database, sequence: number, events: number): Pick<OrderView, 'orderItems'>[] =>
  sqlite
    .prepare<[number, number], string>('SELECT data FROM outbox WHERE sequence >= ? AND sequence < ? ORDER BY sequence')
    .pluck()
    .all(sequence - events, sequence)
    .map((data) => JSON.parse(data) as Pick<OrderView, 'orderItems'>);

/** What left the till about an order is what the tables say of it. */
const orderEvents = (sqlite: Sqlite.Database): string[] =>
  sqlite
    .prepare<[], OrderEventRow>(
      `SELECT sequence, type, data, number, total, tax, discount, subtotal, currency, (SELECT json_group_array(json_array(
         product_id, product_name, unit_price, units, discount, net, tax, total)) FROM
         (SELECT * FROM order_item WHERE order_number = number ORDER BY position)) AS lines
       FROM outbox JOIN orders ON orders.id = partition_key
       WHERE type LIKE 'app.tillwright.ordering.order-%' AND type <> 'app.tillwright.ordering.order-lines.v1'`,
    )
    .all()
    .flatMap((row) => {
      const told = JSON.parse(row.data) as OrderView & { readonly linesBefore?: number };
      const cancelled = row.type.includes('cancelled');
      const submitted = row.type.includes('submitted');
      // A long order's lines came just before it.
      const parts = [...linesBefore(sqlite, row.sequence, told.linesBefore ?? 0), told];
      const lines = parts
        .flatMap(({ orderItems }) => orderItems)
        .map((item) => [
          ...[item.productId, item.productName, item.unitPrice.amount, item.units],
          ...[item.discount.amount, item.net.amount, item.tax.amount, item.total.amount],
        ]);
      const confirmed = told.payments.filter(({ status }) => status === 'Confirmed');
      const paid = confirmed.reduce((sum, { amount }) => sum + amount.amount, 0);
      const amounts = [told.subtotal, told.discount, told.tax, told.total].map(({ amount }) => amount);
      const same =
        told.number === row.number &&
        told.total.currency === row.currency &&
        told.status === (cancelled ? 'Cancelled' : submitted ? 'StockConfirmed' : 'Paid') &&
        JSON.stringify(amounts) === JSON.stringify([row.subtotal, row.discount, row.tax, row.total]) &&
        JSON.stringify(lines) === row.lines &&
        (submitted || paid === (cancelled ? 0 : row.total)) &&
        told.paid.amount === paid;
      return same ? [] : [`event ${row.sequence} tells something else about order ${row.number} than its rows`];
    });
