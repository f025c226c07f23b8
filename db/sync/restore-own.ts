import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { PaymentView } from '../../domain/contract/payment.ts';
import { Order } from '../../domain/ordering/order.ts';
import { Payment } from '../../domain/payment/payment.ts';
import { dayOf } from '../../domain/shared/clock.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Journal, Person } from '../../domain/shared/journal.ts';
import type { Database } from '../database.ts';
import { createSqliteOrderRepository } from '../repositories/sqlite-order-repository.ts';
import { createSqlitePaymentRepository } from '../repositories/sqlite-payment-repository.ts';
import { createSqliteShiftRepository } from '../repositories/sqlite-shift-repository.ts';
import type { StockLedger } from '../stock-ledger.ts';
import type { Change, Takes } from './change.ts';
import { codeOf, createStockTaker } from './take-facts.ts';

interface Parts {
  readonly database: Database;
  readonly ledger: StockLedger;
  readonly journal: Pick<Journal<NewJournalEntry>, 'head'>;
}

type Told = OrderView & { readonly stockNumber: number | null; readonly linesBefore?: number | undefined };

const AREAS: readonly Area[] = ['orders', 'till', 'stock', 'buyers'];

/**
 * What a register told whose disk was lost, written down as this till's own: its sales with lines, taxes and payments, shifts, Z reports, cash
 * movements and numbers, in the order it told them. The open shift in that order is the one of what was paid. Whoever did something stands as
 * a person who left; a cancellation that waited for its card was told to nobody; the movements of goods stay under the lost register's name, and the journal goes on by itself.
 */
export const restoreOwn = ({ database, ledger, journal }: Parts): Takes => {
  const { sqlite } = database;
  const orders = createSqliteOrderRepository(database);
  const payments = createSqlitePaymentRepository(database);
  const shifts = createSqliteShiftRepository(database);
  const takeStock = createStockTaker(ledger);
  const addUser = sqlite.prepare(
    `INSERT INTO application_user (id, email, user_name, name, last_name, role, created_at, retired_at)
     VALUES (:id, :id || '@lost.invalid', :name, :name, '', 'clerk', :at, :at) ON CONFLICT DO NOTHING`,
  );
  const userByName = sqlite
    .prepare<[string], string>(
      "SELECT id FROM application_user WHERE trim(name || ' ' || last_name) = ? ORDER BY created_at LIMIT 1",
    )
    .pluck();
  const addBuyer = sqlite.prepare(
    `INSERT INTO buyer (id, revision, name, name_key, company, contact_person, account_limit, created_at)
     VALUES (?, 1, '…', '', '', '', 0, ?) ON CONFLICT DO NOTHING`,
  );
  const addVoucher = sqlite.prepare(
    'INSERT INTO voucher (id, code, currency, issued_at) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING',
  );
  const voucherOf = sqlite.prepare<[string], string>('SELECT id FROM voucher WHERE code = ?').pluck();
  const numberOf = sqlite.prepare<[string], number>('SELECT number FROM orders WHERE id = ?').pluck();
  const goOn = sqlite.prepare('UPDATE register SET next_order_number = max(next_order_number, ? + 1)');
  const keepLines = sqlite.prepare(
    'INSERT INTO restored_lines (event_id, order_id, lines) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const keptLines = sqlite.prepare<[string], string>('SELECT lines FROM restored_lines WHERE order_id = ? ORDER BY seq').pluck();
  const dropLines = sqlite.prepare('DELETE FROM restored_lines WHERE order_id = ?');

  const personOf = (name: string | null, at: number): Person | null => {
    if (name === null) return null;
    const known = userByName.get(name);
    if (known !== undefined) return { id: known, name };
    const id = newId();
    addUser.run({ id, name, at });
    return { id, name };
  };
  const openShift = (): number | null => shifts.open()?.number ?? null;

  const restorePayment = (told: PaymentView, orderNumber: number, shiftNumber: number | null): void => {
    const { voucherCode, ...payment } = told;
    if (voucherCode !== null) addVoucher.run(newId(), voucherCode, payment.amount.currency, payment.at);
    const voucher = voucherCode === null ? null : { id: voucherOf.get(voucherCode) ?? '', code: voucherCode };
    if (payment.buyerId !== null) addBuyer.run(payment.buyerId, payment.at);
    const known = payments.get(payment.id)?.state;
    const confirmed = payment.status === 'Confirmed' ? (known?.shiftNumber ?? shiftNumber) : null;
    const after = new Payment({ ...payment, orderNumber, voucher, shiftNumber: confirmed });
    if (!known) payments.add(after);
    else if (known.status !== 'Confirmed' && known.status !== 'Rejected') payments.update(after);
    else if (known.status === payment.status) payments.update(after);
  };

  const stateOf = (told: Told, shiftNumber: number | null, voidShiftNumber: number | null) => {
    const { id, number, status, orderDate, day, userId, userName, orderItems, buyerId, taxExempt, discountReason } = told;
    const { subtotal, discount, relief, net, tax, taxes, taxIncluded, total, cancelReason, cancelledBy, cancelledAt } = told;
    const cancellation =
      cancelReason === null
        ? null
        : { reason: cancelReason, by: cancelledBy ?? '', byId: personOf(cancelledBy, orderDate)?.id ?? null, at: cancelledAt };
    return {
      ...{ id, number, registerCode: codeOf(told), status, orderDate, day, userId, userName, orderItems, buyerId, taxExempt },
      ...{ discountReason, cancellation, shiftNumber, voidShiftNumber },
      totals: { subtotal, discount, relief, net, tax, taxes, taxIncluded, total },
    };
  };

  const restoreOrder = (event: Told, change: Change, sign: 1 | -1): readonly Area[] => {
    takeStock(event, event.id, sign, codeOf(event), change);
    const lines = keptLines.all(event.id).flatMap((text) => JSON.parse(text) as OrderView['orderItems']);
    const told = event.linesBefore === undefined ? event : { ...event, orderItems: lines };
    const known = orders.get(event.id)?.state;
    if (known && PROGRESS[known.status] >= PROGRESS[told.status]) return [];
    addUser.run({ id: told.userId, name: told.userName, at: told.orderDate });
    if (told.buyerId !== null) addBuyer.run(told.buyerId, told.orderDate);
    const wasPaid = known?.status === 'Paid';
    const voided = told.status === 'Cancelled' && (wasPaid || told.shiftNumber !== null) ? openShift() : null;
    const order = new Order(stateOf(told, told.shiftNumber, voided));
    if (known) orders.update(order);
    else orders.add(order);
    for (const payment of told.payments) restorePayment(payment, told.number, openShift());
    dropLines.run(told.id);
    goOn.run(told.number);
    return AREAS;
  };

  return {
    'app.tillwright.ordering.order-lines.v1': (lines, change) => {
      takeStock(lines, lines.orderId, lines.cancelled ? 1 : -1, codeOf(lines), change);
      keepLines.run(change.event.id, lines.orderId, JSON.stringify(lines.orderItems));
      return [];
    },
    'app.tillwright.ordering.order-submitted.v1': (order, change) => restoreOrder(order, change, -1),
    'app.tillwright.ordering.order-paid.v1': (order, change) => restoreOrder(order, change, -1),
    'app.tillwright.ordering.order-cancelled.v1': (order, change) => restoreOrder(order, change, 1),
    'app.tillwright.payment.payment-settled.v1': ({ shiftNumber, ...payment }) => {
      const number = numberOf.get(payment.orderId);
      if (number === undefined) throw new Error('the order of a payment is not there');
      restorePayment(payment, number, shiftNumber);
      return AREAS;
    },
    'app.tillwright.catalog.stock-moved.v1': ({ itemId, number, kind, quantity, orderId, at, count }, { event: { source } }) => {
      const isNew = count
        ? ledger.takeCount({ ...count, itemId, source, number, at })
        : ledger.take({ itemId, source, number, kind, quantity, orderId, at });
      return isNew ? ['stock', 'catalog'] : [];
    },
    'app.tillwright.catalog.items-imported.v1': ({ items }, { event }) => {
      for (const { item, opening } of items) {
        if (!opening) continue;
        const at = Date.parse(event.time);
        ledger.take({ itemId: item.id, source: event.source, ...opening, kind: 'opening', orderId: null, at });
      }
      return ['stock', 'catalog'];
    },
    'app.tillwright.till.shift-opened.v1': ({ number, openedAt, openedBy }) => {
      if (shifts.shift(number)) return [];
      const journalBefore = journal.head()?.sequence ?? 0;
      shifts.add({ number, openedAt, day: dayOf(openedAt), openedBy: personOf(openedBy, openedAt), journalBefore });
      return ['till'];
    },
    'app.tillwright.till.cash-moved.v1': ({ userName, ...movement }) => {
      if (shifts.movement(movement.id)) return [];
      shifts.addMovement({ ...movement, user: personOf(userName, movement.at) });
      return ['till'];
    },
    'app.tillwright.till.shift-closed.v1': (report) => {
      const { number, closing } = report;
      if (!closing || shifts.report(number)) return [];
      const by = personOf(closing.by, closing.at);
      if (!by) throw new Error('a shift was closed by nobody');
      shifts.close(number, { at: closing.at, by, keptFloat: closing.keptFloat?.amount ?? null });
      // A report that would not fit into its event left them out.
      const movements = report.movements.length > 0 ? report.movements : shifts.movements(number);
      shifts.addReport(newId(), { ...report, movements });
      return ['till'];
    },
  };
};

/** An order never goes back. */
const PROGRESS: Readonly<Record<OrderView['status'], number>> = {
  Submitted: 0,
  AwaitingValidation: 1,
  StockConfirmed: 2,
  Paid: 3,
  Shipped: 4,
  Cancelled: 5,
};
