import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import type { OrderSummaryView, OrderView } from '../../domain/contract/ordering.ts';
import { orderView, receiptNumber } from '../../domain/ordering/order-view.ts';
import type { OrderQueries, OrderRepository } from '../../domain/ordering/ports.ts';
import { paymentView } from '../../domain/payment/payment.ts';
import type { PaymentRepository } from '../../domain/payment/ports.ts';
import type { Database } from '../database.ts';
import { page } from './catalog-queries.ts';
import { readCursor, writeCursor } from './cursor.ts';

interface SummaryRow {
  number: number;
  id: string;
  register_code: string;
  status: OrderSummaryView['status'];
  order_date: number;
  day: string;
  user_id: string;
  user_name: string;
  units: number;
  total: number;
  asked: number;
  currency: string;
}

/** Reads a typed receipt number: `R1-000042`, `000042` or `42`. */
const typedNumber = (text: string): number => {
  const digits = /(\d{1,15})$/.exec(text.trim())?.[1];
  return digits === undefined ? 0 : Number(digits);
};

/** Money for no goods is a payment below nothing that refunds none. */
const ASKED = `CASE WHEN total <> 0 THEN total ELSE
  (SELECT coalesce(-sum(amount), 0) FROM payment WHERE order_number = number AND amount < 0 AND refund_of IS NULL) END`;

const toSummary = (row: SummaryRow): OrderSummaryView => ({
  id: row.id,
  number: row.number,
  receiptNumber: receiptNumber(row.register_code, row.number),
  status: row.status,
  orderDate: row.order_date,
  day: row.day,
  userId: row.user_id,
  userName: row.user_name,
  units: row.units,
  total: { amount: row.total, currency: row.currency },
  asked: { amount: row.asked, currency: row.currency },
});

export const createOrderQueries = ({ sqlite }: Database, orders: OrderRepository, payments: PaymentRepository) => {
  const registerCode = sqlite.prepare<[], string>('SELECT code FROM register').pluck();

  const order = (id: string): OrderView | undefined => {
    const state = orders.get(id)?.state;
    return (
      state &&
      orderView(
        state,
        payments.ofOrder(id).map((payment) => paymentView(payment.state)),
      )
    );
  };

  return {
    order,

    /** Newest first. With a filter by days in the order of their index, so that an old day is found as fast as today. */
    getOrders(request: InputOf<'ordering.getOrders'>): OutputOf<'ordering.getOrders'> {
      const { userId, buyerId, status, fromDay, toDay } = request;
      const byDay = Boolean(fromDay || toDay);
      const [day, number] = request.cursor === null ? ['9999-12-31', Number.MAX_SAFE_INTEGER] : readCursor(request.cursor, '', 0);
      const conditions = [
        byDay ? '(day, number) < (:day, :number)' : 'number < :number',
        ...(userId ? ['user_id = :userId'] : []),
        ...(buyerId ? ['buyer_id = :buyerId'] : []),
        ...(status ? ['status = :status'] : []),
        // Said again for the partial index of everything that is not simply paid.
        ...(status && status !== 'Paid' ? ["status <> 'Paid'"] : []),
        ...(fromDay ? ['day >= :fromDay'] : []),
        ...(toDay ? ['day <= :toDay'] : []),
        ...(request.receiptNumber ? ['number = :receipt'] : []),
      ];
      const parameters = {
        number,
        limit: request.pageSize + 1,
        ...(byDay ? { day } : {}),
        ...(userId ? { userId } : {}),
        ...(buyerId ? { buyerId } : {}),
        ...(status ? { status } : {}),
        ...(fromDay ? { fromDay } : {}),
        ...(toDay ? { toDay } : {}),
        ...(request.receiptNumber ? { receipt: typedNumber(request.receiptNumber) } : {}),
      };
      const text = `SELECT number, id, register_code, status, order_date, day, user_id, user_name, units, total, currency,
          ${ASKED} AS asked
        FROM orders WHERE ${conditions.join(' AND ')} ORDER BY ${byDay ? 'day DESC, ' : ''}number DESC LIMIT :limit`;
      const rows = sqlite.prepare<[object], SummaryRow>(text).all(parameters);
      return page(rows, request.pageSize, toSummary, (row) => writeCursor(row.day, row.number));
    },

    /** Payments that wait for a person or for the terminal. */
    unresolvedPayments(): OutputOf<'till.getStatus'>['unresolvedPayments'] {
      return payments.pending().map(({ state }) => ({
        paymentId: state.id,
        orderId: state.orderId,
        receiptNumber: receiptNumber(registerCode.get() ?? '', state.orderNumber),
        status: state.status as 'Pending' | 'Unknown',
      }));
    },
  } satisfies OrderQueries & Record<string, unknown>;
};
