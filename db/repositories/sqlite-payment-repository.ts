import { asc, eq, inArray, sql } from 'drizzle-orm';
import { Payment, type PaymentState } from '../../domain/payment/payment.ts';
import type { PaymentRepository } from '../../domain/payment/ports.ts';
import { type Database, insertInto, updateOf } from '../database.ts';
import { orders, payment } from '../schema/tables.ts';

/** A payment's row with the id of its order, as the repository and the order's view read it. */
type PaymentRow = typeof payment.$inferSelect & { orderId: string };

export const toPaymentState = (row: PaymentRow): PaymentState => {
  const of = (amount: number) => ({ amount, currency: row.currency });
  const card =
    row.cardBrand === null
      ? null
      : {
          brand: row.cardBrand,
          lastFour: row.cardLastFour ?? '',
          entryMode: row.cardEntryMode ?? '',
          terminalReference: row.terminalReference ?? '',
          approvalCode: row.approvalCode ?? '',
        };
  const { id, orderId, orderNumber, method, status, refundOf, reason, at } = row;
  const amounts = { amount: of(row.amount), tendered: of(row.tendered), change: of(row.change) };
  return { id, orderId, orderNumber, method, status, ...amounts, card, refundOf, reason, at };
};

export const createSqlitePaymentRepository = (database: Database): PaymentRepository => {
  const { orm } = database;
  const selection = {
    seq: payment.seq,
    id: payment.id,
    orderNumber: payment.orderNumber,
    orderId: orders.id,
    method: payment.method,
    status: payment.status,
    currency: payment.currency,
    amount: payment.amount,
    tendered: payment.tendered,
    change: payment.change,
    cardBrand: payment.cardBrand,
    cardLastFour: payment.cardLastFour,
    cardEntryMode: payment.cardEntryMode,
    terminalReference: payment.terminalReference,
    approvalCode: payment.approvalCode,
    refundOf: payment.refundOf,
    reason: payment.reason,
    at: payment.at,
  };
  const select = () => orm.select(selection).from(payment).innerJoin(orders, eq(orders.number, payment.orderNumber));
  const byId = select()
    .where(eq(payment.id, sql.placeholder('id')))
    .prepare();
  const ofOrder = select()
    .where(eq(orders.id, sql.placeholder('orderId')))
    .orderBy(asc(payment.seq))
    .prepare();
  // Both states, as the partial index is made: a literal list, or SQLite would not use it.
  const open = select()
    .where(sql`${payment.status} IN ('Pending', 'Unknown') AND ${inArray(payment.method, ['card'])}`)
    .orderBy(asc(payment.seq))
    .prepare();
  const toPay = orm
    .select({ id: orders.id, number: orders.number, total: orders.total, currency: orders.currency, status: orders.status })
    .from(orders)
    .where(eq(orders.id, sql.placeholder('orderId')))
    .prepare();
  const insert = insertInto(database, payment, ['seq']);
  const update = updateOf(
    database,
    payment,
    ['status', 'cardBrand', 'cardLastFour', 'cardEntryMode', 'terminalReference', 'approvalCode', 'reason'],
    eq(payment.id, sql.placeholder('id')),
  );
  const answer = ({ status, card, reason }: PaymentState) => ({
    status,
    cardBrand: card?.brand ?? null,
    cardLastFour: card?.lastFour ?? null,
    cardEntryMode: card?.entryMode ?? null,
    terminalReference: card?.terminalReference ?? null,
    approvalCode: card?.approvalCode ?? null,
    reason,
  });
  const toPayment = (row: PaymentRow): Payment => new Payment(toPaymentState(row));
  return {
    get(id) {
      const row = byId.get({ id });
      return row && toPayment(row);
    },
    add({ id, state }) {
      const { orderNumber, method, amount, tendered, change, refundOf, at } = state;
      const amounts = { amount: amount.amount, tendered: tendered.amount, change: change.amount };
      insert({ id, orderNumber, method, currency: amount.currency, ...amounts, refundOf, at, ...answer(state) });
    },
    update({ id, state }) {
      update({ id, ...answer(state) });
    },
    ofOrder: (orderId) => ofOrder.all({ orderId }).map(toPayment),
    pending: () => open.all().map(toPayment),
    orderToPay(orderId) {
      const row = toPay.get({ orderId });
      if (!row) return undefined;
      const { id, number, total, currency, status } = row;
      return { id, number, total: { amount: total, currency }, open: status === 'StockConfirmed' };
    },
  };
};
