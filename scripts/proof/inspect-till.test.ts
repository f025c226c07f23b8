import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealOf } from '../../db/journal-chain.ts';
import { newId } from '../../domain/shared/ids.ts';
import { type Acknowledged, findLost } from './acknowledged.ts';
import { inspectTill } from './inspect-till.ts';
import { seededRandom } from './random.ts';
import { drawAdjustment, drawSale } from './ring-up.ts';
import { spoil } from './spoil.ts';
import { openTryTill } from './try-till.ts';

let folder: string;
let healthy: string;
let copies = 0;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-inspect-'));
  const till = await openTryTill({ dataDir: folder });
  await till.call('identity.setUpDemoShop', { id: '01890000-0000-7000-8000-000000000001' });
  const { items } = await till.call('catalog.getCatalogItems', {});
  const goods = items.map(({ id, price }) => ({ id, price: price.amount }));
  const random = seededRandom(7);
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  await till.call('shifts.openShift', { id: newId(), float: eur(10_000) });
  const paidOut = await till.call('shifts.addMovement', { id: newId(), kind: 'paid-out', amount: eur(700), reason: 'stamps' });
  acknowledged.push({ operation: 'shifts.addMovement', value: paidOut });
  for (let at = 0; at < 8; at++) {
    const { lines, checkout } = drawSale(random, goods, at % 3 === 2 ? 'split' : 'cash');
    await till.call('basket.updateBasket', { lines });
    const value = await till.call('basket.checkout', checkout);
    acknowledged.push({ operation: 'basket.checkout', value });
    if (at % 4 === 2) {
      const cancelled = await till.call('ordering.cancelOrder', { orderId: value.id, reason: 'changed their mind' });
      acknowledged.push({ operation: 'ordering.cancelOrder', value: cancelled });
    }
    const moved = await till.call('catalog.adjustStock', drawAdjustment(random, goods));
    acknowledged.push({ operation: 'catalog.adjustStock', value: moved });
    if (at === 5) {
      const { shift, drawer } = await till.call('shifts.getShift', {});
      const count = eur((drawer?.[0]?.expected ?? 0) - 5);
      const closing = {
        id: newId(),
        number: shift?.number ?? 0,
        counts: [count],
        reason: 'change given wrong',
        keptFloat: eur(900),
      };
      acknowledged.push({ operation: 'shifts.closeShift', value: await till.call('shifts.closeShift', closing) });
    }
  }
  await till.app.close();
  healthy = till.file;
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The healthy file after `sql`. */
const spoilt = (sql: string): string => spoil(healthy, join(folder, `spoilt-${copies++}.db`), sql);

const headOf = (file: string): string => {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return sqlite.prepare<[], string>('SELECT hash FROM journal ORDER BY sequence DESC').pluck().get() ?? '';
  } finally {
    sqlite.close();
  }
};

const PAID = 'app.tillwright.ordering.order-paid.v1';
const CANCELLED = 'app.tillwright.ordering.order-cancelled.v1';

/** What is broken, and the sentence that must say so. */
const FAULTS: readonly (readonly [string, string, RegExp])[] = [
  [
    'a receipt number that is missing',
    'UPDATE orders SET number = 99 WHERE number = 8; UPDATE order_item SET order_number = 99 WHERE order_number = 8; UPDATE payment SET order_number = 99 WHERE order_number = 8',
    /receipt number 99 of register R1 follows 7/,
  ],
  ['a receipt number that would be given again', 'UPDATE register SET next_order_number = 8', /would give receipt number 8/],
  [
    'a sale of a register that is not here',
    "UPDATE orders SET register_code = 'R2' WHERE number = 8",
    /register R2, which is not here/,
  ],
  ['an outbox row that is missing', 'DELETE FROM outbox WHERE sequence = 5', /outbox sequence 6 follows 4/],
  ['an outbox number that would be given again', 'UPDATE register SET next_event_sequence = 1', /would give outbox sequence 1/],
  [
    'an event that is there twice',
    'UPDATE outbox SET id = (SELECT id FROM outbox WHERE sequence = 1) WHERE sequence = 2',
    /in the outbox 2 times/,
  ],
  [
    'an order that stopped half way',
    "UPDATE orders SET status = 'Submitted' WHERE number = 1",
    /order 1 stands half done at Submitted/,
  ],
  [
    'an order whose command is gone',
    'DELETE FROM command WHERE id = (SELECT id FROM orders WHERE number = 1)',
    /order 1 was not recorded as a command/,
  ],
  [
    'a command whose order is gone',
    "INSERT INTO command VALUES ('x', 'basket.checkout', zeroblob(32), 0)",
    /order x was recorded as a command and is missing/,
  ],
  ['an order without lines', 'DELETE FROM order_item WHERE order_number = 1', /order 1 has 0 lines/],
  [
    'an order that lost its first line',
    'DELETE FROM order_item WHERE order_number = (SELECT max(order_number) FROM order_item WHERE position = 1) AND position = 0',
    /has \d lines, the last at position/,
  ],
  ['lines whose order is gone', 'UPDATE order_item SET order_number = 77 WHERE order_number = 1', /lines without an order 77/],
  [
    'a row that points nowhere',
    "UPDATE orders SET user_id = 'nobody' WHERE number = 1",
    /foreign_key_check: a row of orders points to no application_user/,
  ],
  ['units that do not add up', 'UPDATE orders SET units = units + 1 WHERE number = 1', /order 1 says \d+ units, its lines \d+/],
  [
    'a cancel without its person',
    "UPDATE orders SET cancelled_by = NULL WHERE status = 'Cancelled'",
    /cancelled without reason, person or time/,
  ],
  [
    'a paid order with a time of cancelling',
    'UPDATE orders SET cancelled_at = 1 WHERE number = 1',
    /order 1 is Paid and has a time of cancelling/,
  ],
  [
    'a cancel that nobody finishes',
    "UPDATE orders SET cancel_reason = 'x' WHERE number = 1",
    /order 1 waits to be cancelled, and no refund is open/,
  ],
  [
    'a line that is a cent too dear',
    'UPDATE order_item SET total = total + 1 WHERE order_number = 1 AND position = 0',
    /line 0 of order 1 totals/,
  ],
  [
    'a discount that only the lines know',
    'UPDATE order_item SET discount = 1, total = total - 1 WHERE order_number = 1 AND position = 0',
    /order 1 says discount 0, its lines 1/,
  ],
  ['a tax that only the order knows', 'UPDATE orders SET tax = tax + 1 WHERE number = 1', /order 1 says tax/],
  [
    'a total that is a cent off its lines',
    'UPDATE orders SET total = total + 1, subtotal = subtotal + 1 WHERE number = 1',
    /order 1 says total/,
  ],
  [
    'a subtotal that is a cent off its lines',
    'UPDATE orders SET subtotal = subtotal + 1, discount = discount + 1 WHERE number = 1',
    /order 1 says subtotal/,
  ],
  [
    'a total that is not lines − discount + tax',
    'UPDATE orders SET total = total + 1 WHERE number = 1',
    /order 1 totals \d+ and not lines − discount \+ tax/,
  ],
  [
    'a tax whose rate is gone',
    'DELETE FROM order_item_tax WHERE order_number = 1 AND position = 0',
    /line 0 of order 1 has tax \d+, its rates 0/,
  ],
  [
    'a tax on another net than the line’s',
    'UPDATE order_item_tax SET net = net + 1 WHERE order_number = 1 AND position = 0',
    /line 0 of order 1 has net/,
  ],
  [
    'a promotion that its line does not know',
    "INSERT INTO order_item_promotion VALUES (1, 0, 'x', 'x', 1, 5)",
    /line 0 of order 1 has discount 0, its parts 5/,
  ],
  [
    'a tax of a line that is gone',
    'UPDATE order_item_tax SET position = 99 WHERE order_number = 1 AND position = 0',
    /order_item_tax without a line 99/,
  ],
  [
    'a tax that is not of its rate',
    'UPDATE order_item_tax SET tax = tax + 1 WHERE order_number = 1 AND position = 0; UPDATE order_item SET tax = tax + 1 WHERE order_number = 1 AND position = 0; UPDATE orders SET tax = tax + 1 WHERE number = 1',
    /line 0 of order 1 has tax/,
  ],
  [
    'a tax that is not of its rate, where the sum of the lines is rounded',
    "UPDATE shop SET round_tax_per = 'total'; UPDATE order_item_tax SET tax = tax - 1 WHERE order_number = 1 AND position = 0; UPDATE order_item SET tax = tax - 1 WHERE order_number = 1 AND position = 0; UPDATE orders SET tax = tax - 1 WHERE number = 1",
    /order 1 has tax .+ of \d+ over its lines and not/,
  ],
  [
    'a payment in another currency',
    "UPDATE payment SET currency = 'CHF' WHERE order_number = 1",
    /order 1 is in EUR, its payment .* in CHF/,
  ],
  ['an order without its payment', 'DELETE FROM payment WHERE order_number = 1', /order 1 has no payment/],
  [
    'change that is a cent off',
    'UPDATE payment SET change = change + 1 WHERE order_number = 1',
    /tendered \d+ − change \d+ is not/,
  ],
  ['cash that is half confirmed', "UPDATE payment SET status = 'Pending' WHERE order_number = 1", /cash payment .* is Pending/],
  [
    'a paid order that is a cent short',
    'UPDATE payment SET amount = amount - 1, tendered = tendered - 1 WHERE order_number = 1',
    /order 1 is Paid with \d+ taken and 0 given back of/,
  ],
  [
    'a paid order whose money went back',
    "UPDATE orders SET status = 'Paid', cancel_reason = NULL, cancelled_at = NULL WHERE status = 'Cancelled'",
    /is Paid with \d+ taken and \d+ given back of \d+/,
  ],
  [
    'a cancelled order whose money did not go back',
    'DELETE FROM payment WHERE refund_of IS NOT NULL',
    /is Cancelled with \d+ taken and 0 given back/,
  ],
  [
    'a refund of another amount',
    'UPDATE payment SET amount = amount + 1 WHERE refund_of IS NOT NULL',
    /does not mirror its payment/,
  ],
  [
    'money given back for nothing',
    'UPDATE payment SET refund_of = NULL WHERE refund_of IS NOT NULL',
    /gives money back and is no refund/,
  ],
  [
    'a payment refunded twice',
    "INSERT INTO payment SELECT 10000 + seq, id || 'x', order_number, method, status, currency, amount, tendered, change, rounding, tip, foreign_currency, foreign_amount, card_brand, card_last_four, card_entry_mode, terminal_reference, approval_code, voucher_id, buyer_id, refund_of, reason, shift_number, at FROM payment WHERE refund_of IS NOT NULL",
    /payment .* of \d+ was given back \d+/,
  ],
  [
    'a basket that is open and parked',
    "UPDATE basket SET parked_name = 'Blue coat' WHERE user_id IS NOT NULL",
    /basket .* is open and parked, or neither/,
  ],
  [
    'a sale whose goods did not leave',
    "DELETE FROM stock_movement WHERE kind = 'sale' AND order_id = (SELECT id FROM orders WHERE number = 1)",
    /order 1 sold \d+ of item .*, and 0 left the stock/,
  ],
  [
    'a cancel whose goods did not come back',
    "DELETE FROM stock_movement WHERE kind = 'return'",
    /is Cancelled, and 0 of \d+ of item/,
  ],
  [
    'a movement of no order',
    "UPDATE stock_movement SET order_id = 'nowhere' WHERE kind = 'return'",
    /return .* belongs to no line of an order/,
  ],
  [
    'a level that is not its movements',
    'UPDATE catalog_item SET available_stock = available_stock + 1 WHERE seq = 1',
    /in stock, its movements/,
  ],
  [
    'a movement that tells another level',
    'UPDATE stock_movement SET level_after = level_after + 1 WHERE seq = 1',
    /says the level is then/,
  ],
  [
    'a sale without its event',
    `UPDATE outbox SET type = '${CANCELLED}' WHERE type = '${PAID}' AND partition_key = (SELECT id FROM orders WHERE number = 1)`,
    /order 1 is Paid and has 0 events of being paid/,
  ],
  [
    'a cancel without its event',
    `UPDATE outbox SET type = '${PAID}' WHERE type = '${CANCELLED}'`,
    /is Cancelled and has 0 events of being cancelled/,
  ],
  [
    'an event of an order that is not here',
    `UPDATE outbox SET partition_key = 'nowhere' WHERE type = '${CANCELLED}'`,
    /tells of order nowhere, which is not here/,
  ],
  [
    'an adjustment without its event',
    "UPDATE outbox SET partition_key = 'nowhere' WHERE type LIKE '%stock-moved%'",
    /has 0 events/,
  ],
  [
    'an event of no known type',
    "UPDATE outbox SET type = 'something' WHERE sequence = 1",
    /event 1 has the unknown type something/,
  ],
  ['an event out of shape', `UPDATE outbox SET data = '{}' WHERE type = '${CANCELLED}'`, /has not the shape of/],
  [
    'an event that tells another total',
    `UPDATE outbox SET data = json_set(data, '$.total.amount', 1) WHERE type = '${PAID}'`,
    /tells something else about order/,
  ],
  ['a shift that is missing', 'UPDATE shift SET number = 9 WHERE number = 2', /shift 9 follows 1/],
  [
    'two shifts that are open',
    "DROP INDEX shift_open; INSERT INTO shift (number, opened_at, day, journal_before) VALUES (3, 0, '2026-01-01', 0)",
    /shift 2 is open, and there is a later one/,
  ],
  ['a Z report that is missing', 'DELETE FROM z_report', /shift 1 is closed and lacks its Z report/],
  ['a Z report that skips a number', 'UPDATE z_report SET shift_number = 2', /z_report 2 follows 0/],
  ['a Z report of an open shift', 'UPDATE z_report SET shift_number = 2', /shift 2 is open and has its Z report/],
  [
    'a payment of a shift that never was',
    'UPDATE payment SET shift_number = 7 WHERE order_number = 1',
    /payment.shift_number is 7, and there is no such shift/,
  ],
  [
    'a sale of a shift that never was',
    'UPDATE orders SET shift_number = 7 WHERE number = 1',
    /orders.shift_number is 7, and there is no such shift/,
  ],
  [
    'a void of a shift that never was',
    "UPDATE orders SET void_shift_number = 7 WHERE status = 'Cancelled'",
    /orders.void_shift_number is 7, and there is no such shift/,
  ],
  [
    'a confirmed payment without its shift',
    'UPDATE payment SET shift_number = NULL',
    /payment .* is Confirmed and of shift none/,
  ],
  [
    'money that went without a trace',
    "DELETE FROM cash_movement WHERE kind = 'paid-out'",
    /Z 1 expects \d+ EUR, and the drawer felt/,
  ],
  [
    'money of a currency that nobody counted',
    "INSERT INTO cash_movement VALUES (99, 'x', 1, 'paid-in', 'CHF', 5, 'x', NULL, NULL, 0)",
    /Z 1 expects no CHF, and the drawer felt 5/,
  ],
  [
    'a difference that is hushed up',
    "UPDATE z_report SET report = json_set(report, '$.closing.drawer[0].variance', 0)",
    /Z 1 counts \d+ of \d+ EUR and tells a difference of 0/,
  ],
  ...(
    [
      ['receipts.count', 'receipts'],
      ['sales.amount.amount', 'sales'],
      ['totals.net.amount', 'net'],
      ['totals.tax.amount', 'tax'],
      ['totals.gross.amount', 'gross'],
      ['tips.amount', 'tip'],
      ['rounding.amount', 'rounding'],
    ] as const
  ).map(
    ([path, what]) =>
      [
        `a Z report that prints another ${path}`,
        `UPDATE z_report SET report = json_set(report, '$.${path}', 1)`,
        new RegExp(`Z 1 prints ${what} 1, its rows`),
      ] as const,
  ),
  [
    'a Z report that prints other cash',
    "UPDATE z_report SET report = json_set(report, '$.payments[0].taken.amount.amount', 1)",
    /Z 1 prints \w+ -?\d+, its payments/,
  ],
  [
    'a Z report whose payments are not its sales',
    'UPDATE z_report SET report = json_set(report, \'$.unsettled\', json(\'[{"receiptNumber":"R1","amount":{"amount":5,"currency":"EUR"}}]\'))',
    /Z 1 has payments of \d+ for \d+ and 5 unsettled/,
  ],
  [
    'a Z report whose rates are not its tax',
    "UPDATE z_report SET report = json_set(report, '$.taxes[0].tax.amount', 1)",
    /Z 1 taxes \d+ by rate and/,
  ],
  [
    'a Z report with another seal',
    "UPDATE z_report SET journal_hash = replace(journal_hash, 'a', 'b')",
    /Z 1 prints a seal that/,
  ],
  ['a Z report out of shape', "UPDATE z_report SET report = json_remove(report, '$.tips')", /Z 1 has not the shape of a report/],
  ['a Z report that was written again', "UPDATE z_report SET report = report || ' '", /Z 1 is not canonical/],
];

/** What is done to the journal, and the sentence that must say so. */
const JOURNAL_FAULTS: readonly (readonly [string, string, RegExp])[] = [
  [
    'an entry whose data was changed',
    "UPDATE journal SET data = replace(data, 'EUR', 'USD') WHERE sequence = 4",
    /journal entry 4 is changed/,
  ],
  ['an entry that is gone', 'DELETE FROM journal WHERE sequence = 4', /journal entry 4 is missing/],
  [
    'two entries that changed places',
    'UPDATE journal SET sequence = 99 WHERE sequence = 3; UPDATE journal SET sequence = 3 WHERE sequence = 4; UPDATE journal SET sequence = 4 WHERE sequence = 99',
    /journal entry 3 is changed/,
  ],
  ['a journal of another register', "UPDATE register SET id = 'other'", /journal entry 1 is broken-link/],
  [
    'a tail that is gone, by the sale it told of',
    'DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)',
    /has 1 events of being paid and 0 entries of its sale/,
  ],
  ['a void that is not told', "DELETE FROM journal WHERE kind = 'void'", /is Cancelled and has 0 entries of its void/],
  [
    'a sale of an order that is not here',
    `UPDATE journal SET data = json_set(data, '$.orderId', 'nowhere') WHERE kind = 'sale'`,
    /is the sale of an order that is not here/,
  ],
  [
    'a sale of another total',
    `UPDATE journal SET data = json_set(data, '$.total.amount', 1) WHERE kind = 'sale'`,
    /tells another total of order/,
  ],
];

/** Writes entries of the till's own making, rightly sealed, whose content is wrong. */
const sealed = (kind: string, data: string): string => {
  const copy = spoilt('');
  const sqlite = new Sqlite(copy);
  const sequence = 1 + sqlite.prepare<[], number>('SELECT max(sequence) FROM journal').pluck().get()!;
  const row = { sequence, at: Date.now(), kind, data, previous_hash: headOf(copy) };
  const nobody = { user_id: null, user_name: null, approved_by_id: null, approved_by_name: null };
  sqlite
    .prepare('INSERT INTO journal (sequence, at, kind, data, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?)')
    .run(sequence, row.at, kind, data, row.previous_hash, sealOf({ ...row, ...nobody }));
  sqlite.close();
  return copy;
};

describe('the inspection', () => {
  it.each(JOURNAL_FAULTS)('finds %s', (_what, sql, sentence) => {
    expect(inspectTill(spoilt(sql)).join('\n')).toMatch(sentence);
  });

  it('finds a tail that was cut off, by the head that was known', () => {
    const head = headOf(healthy);
    expect(inspectTill(healthy, head)).toEqual([]);
    // One that no order misses.
    const file = sealed('logout', '{}');
    expect(inspectTill(file, head)).toEqual([]);
    expect(inspectTill(healthy, headOf(file))).toEqual([expect.stringMatching(/journal entry \d+ is cut-off/)]);
  });

  it('finds entries that are sealed and make no sense', () => {
    expect(inspectTill(sealed('gossip', '{}')).join()).toMatch(/unknown kind gossip/);
    expect(inspectTill(sealed('login', '{}')).join()).toMatch(/not the shape of login/);
    expect(inspectTill(sealed('logout', '{ }')).join()).toMatch(/not canonical/);
  });

  it('finds nothing in a healthy file', () => {
    expect(inspectTill(healthy)).toEqual([]);
  });

  it.each(FAULTS)('finds %s', (_what, sql, sentence) => {
    expect(inspectTill(spoilt(sql)).join('\n')).toMatch(sentence);
  });

  it('finds a damaged page, and a file that is none', () => {
    const file = spoilt('');
    const bytes = readFileSync(file);
    // The second half of a file is tables and indexes of the sales.
    writeFileSync(file, bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192));
    expect(inspectTill(file).join('\n')).toMatch(/integrity_check|does not read/);
    expect(inspectTill(join(folder, 'simulated-terminal.json')).join('\n')).toMatch(/does not read/);
    expect(inspectTill(join(folder, 'missing.db')).join('\n')).toMatch(/does not open/);
  });
});

const LOSSES: readonly (readonly [string, string, RegExp])[] = [
  ['a sale that is gone', 'DELETE FROM orders WHERE number = 1', /R1-000001 was acknowledged and is not there/],
  ['a sale that became another', 'UPDATE orders SET total = total + 1 WHERE number = 1', /R1-000001 was acknowledged as another/],
  ['a sale that lost its lines', 'DELETE FROM order_item WHERE order_number = 1', /R1-000001 lost or changed lines/],
  ['a sale that lost its payment', 'DELETE FROM payment WHERE order_number = 1', /R1-000001 lost or changed payment/],
  [
    'a sale that lost a stock movement',
    'DELETE FROM stock_movement WHERE order_id = (SELECT id FROM orders WHERE number = 1)',
    /R1-000001 lost the sale of/,
  ],
  ['a sale that lost its event', `DELETE FROM outbox WHERE type = '${PAID}'`, /R1-000001 lost its event/],
  ['a cancel that is gone', "UPDATE orders SET status = 'Paid' WHERE status = 'Cancelled'", /was cancelled and is Paid/],
  ['a cancel that lost its refund', 'DELETE FROM payment WHERE refund_of IS NOT NULL', /lost or changed payment/],
  [
    'an adjustment that is gone',
    "DELETE FROM stock_movement WHERE order_id IS NULL AND kind <> 'opening'",
    /movement .* was acknowledged and is not there/,
  ],
  ['cash that left the drawer', "DELETE FROM cash_movement WHERE kind = 'paid-out'", /cash .* was acknowledged and is not there/],
  [
    'a Z report that says something else',
    "UPDATE z_report SET report = json_set(report, '$.closing.reason', 'x')",
    /Z 1 was acknowledged and is another/,
  ],
];

describe('the comparison with what was acknowledged', () => {
  it('finds everything in a healthy file', () => {
    expect(findLost(healthy, acknowledged)).toEqual([]);
  });

  it.each(LOSSES)('misses %s', (_what, sql, sentence) => {
    expect(findLost(spoilt(sql), acknowledged).join('\n')).toMatch(sentence);
  });
});
