import { asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { Payment, type PaymentState } from '../../domain/payment/payment.ts';
import type { PaymentRepository } from '../../domain/payment/ports.ts';
import { type Database, insertInto, updateOf } from '../database.ts';
import { orders, payment, voucher } from '../schema/tables.ts';

/** A payment's row with the id of its order, as the repository and the order's view read it. */
type PaymentRow = typeof payment.$inferSelect & { orderId: string; voucherCode: string | null };

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
  const { id, orderId, orderNumber, method, status, buyerId, refundOf, reason, shiftNumber, at } = row;
  const amounts = { amount: of(row.amount), tendered: of(row.tendered), change: of(row.change) };
  const extras = { rounding: of(row.rounding), tip: of(row.tip) };
  const foreign = row.foreignCurrency === null ? null : { amount: row.foreignAmount ?? 0, currency: row.foreignCurrency };
  const voucher = row.voucherId === null ? null : { id: row.voucherId, code: row.voucherCode ?? '' };
  const header = { id, orderId, orderNumber, method, status };
  return { ...header, ...amounts, ...extras, foreign, card, voucher, buyerId, refundOf, reason, shiftNumber, at };
};

export const createSqlitePaymentRepository = (database: Database): PaymentRepository => {
  const { orm } = database;
  const { sqlite } = database;
  const selection = { ...getTableColumns(payment), orderId: orders.id, voucherCode: voucher.code };
  const select = () =>
    orm
      .select(selection)
      .from(payment)
      .innerJoin(orders, eq(orders.number, payment.orderNumber))
      .leftJoin(voucher, eq(voucher.id, payment.voucherId));
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
    .select({
      id: orders.id,
      number: orders.number,
      total: orders.total,
      currency: orders.currency,
      status: orders.status,
      buyerId: orders.buyerId,
    })
    .from(orders)
    .where(eq(orders.id, sql.placeholder('orderId')))
    .prepare();
  const insert = insertInto(database, payment, ['seq']);
  const update = updateOf(
    database,
    payment,
    ['status', 'cardBrand', 'cardLastFour', 'cardEntryMode', 'terminalReference', 'approvalCode', 'reason', 'shiftNumber'],
    eq(payment.id, sql.placeholder('id')),
  );
  const refunded = sqlite
    .prepare<[string], number>(
      "SELECT coalesce(-sum(amount), 0) FROM payment WHERE refund_of = ? AND refund_of IS NOT NULL AND status <> 'Rejected'",
    )
    .pluck();
  const answer = ({ status, card, reason, shiftNumber }: PaymentState) => ({
    status,
    shiftNumber,
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
      const { orderNumber, method, amount, buyerId, refundOf, at } = state;
      insert({
        id,
        orderNumber,
        method,
        currency: amount.currency,
        amount: amount.amount,
        tendered: state.tendered.amount,
        change: state.change.amount,
        rounding: state.rounding.amount,
        tip: state.tip.amount,
        foreignCurrency: state.foreign?.currency ?? null,
        foreignAmount: state.foreign?.amount ?? null,
        voucherId: state.voucher?.id ?? null,
        buyerId,
        refundOf,
        at,
        ...answer(state),
      });
    },
    update({ id, state }) {
      update({ id, ...answer(state) });
    },
    ofOrder: (orderId) => ofOrder.all({ orderId }).map(toPayment),
    pending: () => open.all().map(toPayment),
    refundedOf: (paymentId) => refunded.get(paymentId) ?? 0,
    orderToPay(orderId) {
      const row = toPay.get({ orderId });
      if (!row) return undefined;
      const { id, number, total, currency, status, buyerId } = row;
      return { id, number, buyerId, total: { amount: total, currency }, open: status === 'StockConfirmed' };
    },
  };
};
