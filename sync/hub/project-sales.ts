import type { z } from 'zod';
import type { integrationEvents } from '../../domain/contract/events.ts';
import { ORDER_STATUSES } from '../../domain/contract/ordering.ts';
import type { PaymentView } from '../../domain/contract/payment.ts';
import type { CheckedEvent } from './check-event.ts';
import type { Sql } from './database.ts';

interface Origin {
  readonly storeId: string;
  readonly registerId: string;
}

/** What a payment's status may still become: a final one stays, whatever comes late. */
const PAYMENT_RANK: Readonly<Record<PaymentView['status'], number>> = { Pending: 0, Unknown: 1, Confirmed: 2, Rejected: 2 };

type Order = z.output<(typeof integrationEvents)['app.tillwright.ordering.order-paid.v1']>;

const orderRow = (order: Order) => ({
  id: order.id,
  number: order.number,
  receipt_number: order.receiptNumber,
  status: order.status,
  rank: ORDER_STATUSES.indexOf(order.status),
  day: order.day,
  currency: order.total.currency,
  gross: order.total.amount,
  net: order.net.amount,
  tax: order.tax.amount,
  shift_number: order.shiftNumber,
});

const paymentRow = (payment: PaymentView, day: string) => ({
  id: payment.id,
  order_id: payment.orderId,
  day,
  method: payment.method,
  status: payment.status,
  rank: PAYMENT_RANK[payment.status],
  currency: payment.amount.currency,
  amount: payment.amount.amount,
  rounding: payment.rounding.amount,
  tip: payment.tip.amount,
  voucher_code: payment.voucherCode,
  buyer_id: payment.buyerId,
  refund_of: payment.refundOf,
  at: payment.at,
});

const shiftRow = (source: string, number: number, openedAt: number) => ({
  source,
  number,
  opened_at: openedAt,
  closed_at: null as number | null,
  currency: null as string | null,
  gross: null as number | null,
  net: null as number | null,
  tax: null as number | null,
});

/**
 * Brings orders, payments, shifts and cash movements to what the events say: rows of many events at once. A later step of an order or a
 * payment stands over an earlier one, in whatever order the events come.
 */
export const projectSales = async (sql: Sql, { storeId, registerId }: Origin, events: readonly CheckedEvent[]): Promise<void> => {
  const orders = new Map<string, ReturnType<typeof orderRow>>();
  const payments = new Map<string, ReturnType<typeof paymentRow>>();
  const shifts = new Map<string, ReturnType<typeof shiftRow>>();
  const cash = new Map<string, object>();
  const keep = <R extends { readonly id: string; readonly rank: number }>(rows: Map<string, R>, row: R): void => {
    const id = row.id.toLowerCase();
    if (row.rank >= (rows.get(id)?.rank ?? 0)) rows.set(id, row);
  };
  for (const { told, event } of events) {
    switch (told.type) {
      case 'app.tillwright.ordering.order-submitted.v1':
      case 'app.tillwright.ordering.order-paid.v1':
      case 'app.tillwright.ordering.order-cancelled.v1':
        keep(orders, orderRow(told.data));
        for (const payment of told.data.payments) keep(payments, paymentRow(payment, told.data.day));
        break;
      case 'app.tillwright.payment.payment-settled.v1':
        keep(payments, paymentRow(told.data, new Date(told.data.at).toISOString().slice(0, 10)));
        break;
      case 'app.tillwright.till.shift-opened.v1': {
        const { number, openedAt } = told.data;
        const name = `${event.source} ${number}`;
        if (!shifts.has(name)) shifts.set(name, shiftRow(event.source, number, openedAt));
        break;
      }
      case 'app.tillwright.till.shift-closed.v1': {
        const { number, openedAt, at, currency, totals } = told.data;
        const sums = { gross: totals.gross.amount, net: totals.net.amount, tax: totals.tax.amount };
        const row = { ...shiftRow(event.source, number, openedAt), closed_at: at, currency, ...sums };
        shifts.set(`${event.source} ${number}`, row);
        break;
      }
      case 'app.tillwright.till.cash-moved.v1': {
        const { id, shiftNumber, kind, amount, at } = told.data;
        cash.set(id.toLowerCase(), { id, shift_number: shiftNumber, kind, currency: amount.currency, amount: amount.amount, at });
        break;
      }
    }
  }
  const write = async (statement: string, rows: ReadonlyMap<string, object>): Promise<void> => {
    if (rows.size > 0) await sql.query(statement, [storeId, registerId, JSON.stringify([...rows.values()])]);
  };
  await write(ORDERS, orders);
  await write(PAYMENTS, payments);
  await write(SHIFTS, shifts);
  await write(CASH, cash);
};

const ORDERS = `
  INSERT INTO customer_order AS o (id, store_id, month, register_id, number, receipt_number, status, rank, day, currency, gross, net, tax, shift_number)
  SELECT id, $1::uuid, date_trunc('month', day)::date, $2::uuid, number, receipt_number, status, rank, day, currency, gross, net, tax, shift_number
  FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, number bigint, receipt_number text, status text, rank integer, day date, currency text,
    gross bigint, net bigint, tax bigint, shift_number bigint)
  ON CONFLICT (store_id, id) DO UPDATE SET (status, rank, gross, net, tax, shift_number)
    = (excluded.status, excluded.rank, excluded.gross, excluded.net, excluded.tax, excluded.shift_number)
  WHERE o.register_id = excluded.register_id AND excluded.rank >= o.rank`;

const PAYMENTS = `
  INSERT INTO payment AS p (id, order_id, store_id, month, method, status, rank, currency, amount, rounding, tip, voucher_code, buyer_id, refund_of, at)
  SELECT id, order_id, $1::uuid, date_trunc('month', day)::date, method, status, rank, currency, amount, rounding, tip, voucher_code, buyer_id, refund_of, at
  FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, order_id uuid, day date, method text, status text, rank integer, currency text,
    amount bigint, rounding bigint, tip bigint, voucher_code text, buyer_id uuid, refund_of uuid, at bigint)
  WHERE $2::uuid IS NOT NULL
  ON CONFLICT (store_id, id) DO UPDATE SET (status, rank, amount, rounding, tip)
    = (excluded.status, excluded.rank, excluded.amount, excluded.rounding, excluded.tip)
  WHERE p.order_id = excluded.order_id AND excluded.rank > p.rank`;

const SHIFTS = `
  INSERT INTO shift AS s (register_id, source, number, store_id, opened_at, closed_at, currency, gross, net, tax)
  SELECT $2::uuid, source, number, $1::uuid, opened_at, closed_at, currency, gross, net, tax
  FROM jsonb_to_recordset($3::jsonb) AS t (source text, number bigint, opened_at bigint, closed_at bigint, currency text,
    gross bigint, net bigint, tax bigint)
  ON CONFLICT (source, number) DO UPDATE SET (closed_at, currency, gross, net, tax)
    = (excluded.closed_at, excluded.currency, excluded.gross, excluded.net, excluded.tax)
  WHERE excluded.closed_at IS NOT NULL AND s.closed_at IS NULL`;

const CASH = `
  INSERT INTO cash_movement (id, store_id, register_id, shift_number, kind, currency, amount, at)
  SELECT id, $1::uuid, $2::uuid, shift_number, kind, currency, amount, at
  FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, shift_number bigint, kind text, currency text, amount bigint, at bigint)
  ON CONFLICT (store_id, id) DO NOTHING`;
