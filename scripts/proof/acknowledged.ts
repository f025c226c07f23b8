import Sqlite from 'better-sqlite3';
import type { OutputOf } from '../../domain/contract/index.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';

/** An answer `ok` that somebody has seen. */
export type Acknowledged = {
  readonly [N in (typeof MOVING)[number]]: { readonly operation: N; readonly value: OutputOf<N> };
}[(typeof MOVING)[number]];

/** Every operation that moves money or goods. */
export const MOVING = [
  'basket.checkout',
  'ordering.sellVoucher',
  'ordering.settleAccount',
  'ordering.cancelOrder',
  'payment.processPayment',
  'payment.cancelPayment',
  'catalog.adjustStock',
  'shifts.addMovement',
  'shifts.closeShift',
] as const;

interface OrderRow {
  readonly number: number;
  readonly status: string;
  readonly total: number;
}

/**
 * Looks for everything that was acknowledged in a till's file. What else the file must keep to is for `inspectTill`.
 * @param file path of the database
 * @returns one sentence for each acknowledged thing that is missing, twice, or other than it was answered
 */
export const findLost = (file: string, acknowledged: readonly Acknowledged[]): string[] => {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const findOrder = sqlite.prepare<[string], OrderRow>('SELECT number, status, total FROM orders WHERE id = ?');
    const findLines = sqlite
      .prepare<[number], string>(
        `SELECT json_array(id, product_id, product_name, unit_price, units, discount, net, tax, total)
         FROM order_item WHERE order_number = ? ORDER BY position`,
      )
      .pluck();
    const countPayments = sqlite
      .prepare<[string, number, string, number, number, number, string, string], number>(
        `SELECT count(*) FROM payment WHERE id = ? AND order_number = ? AND method = ? AND amount = ? AND tendered = ? AND change = ?
         AND (status = ? OR ? IN ('Pending', 'Unknown'))`,
      )
      .pluck();
    const countMovements = sqlite
      .prepare<[string, string, string, number], number>(
        'SELECT count(*) FROM stock_movement WHERE id = ? AND item_id = ? AND kind = ? AND quantity = ?',
      )
      .pluck();
    const countCash = sqlite
      .prepare<[string, number, number], number>(
        'SELECT count(*) FROM cash_movement WHERE id = ? AND shift_number = ? AND amount = ?',
      )
      .pluck();
    const findReport = sqlite.prepare<[number], string>('SELECT report FROM z_report WHERE shift_number = ?').pluck();
    // Read whole: neither table has an index by order.
    const sold = countsBy(sqlite, 'SELECT order_id, item_id, kind, sum(quantity) FROM stock_movement GROUP BY 1, 2, 3');
    const events = countsBy(sqlite, 'SELECT partition_key, type, count(*) FROM outbox GROUP BY 1, 2');

    const ofPayment = (name: string, payment: OutputOf<'payment.processPayment'>): string[] => {
      const { id, orderId, method, amount, tendered, change, status } = payment;
      const row = findOrder.get(orderId);
      const kept = row
        ? countPayments.get(id, row.number, method, amount.amount, tendered.amount, change.amount, status, status)
        : 0;
      return kept === 1 ? [] : [`${name} lost or changed payment ${id}`];
    };
    const ofOrder = (value: OutputOf<'basket.checkout'>): string[] => {
      const name = `order ${value.receiptNumber}`;
      const row = findOrder.get(value.id);
      if (!row) return [`${name} was acknowledged and is not there`];
      if (row.number !== value.number || row.total !== value.total.amount) return [`${name} was acknowledged as another`];

      const lines = value.orderItems.map((item) =>
        JSON.stringify([
          ...[item.id, item.productId, item.productName, item.unitPrice.amount, item.units],
          ...[item.discount.amount, item.net.amount, item.tax.amount, item.total.amount],
        ]),
      );
      const isCancelled = value.status === 'Cancelled';
      const kind = isCancelled ? 'return' : 'sale';
      const type = isCancelled ? 'app.tillwright.ordering.order-cancelled.v1' : 'app.tillwright.ordering.order-paid.v1';
      return [
        ...(JSON.stringify(findLines.all(row.number)) === JSON.stringify(lines) ? [] : [`${name} lost or changed lines`]),
        ...(isCancelled && row.status !== 'Cancelled' ? [`${name} was cancelled and is ${row.status}`] : []),
        ...value.payments.flatMap((payment) => ofPayment(name, payment)),
        ...[...unitsByProduct(value.orderItems, ({ units }) => (isCancelled ? Math.abs(units) : Math.max(units, 0)))]
          .filter(([productId, units]) => (sold.get(`${value.id} ${productId} ${kind}`) ?? 0) !== (isCancelled ? units : -units))
          .map(([productId]) => `${name} lost the ${kind} of ${productId}`),
        ...[...unitsByProduct(value.orderItems, ({ units }) => Math.max(-units, 0))]
          .filter(([productId, units]) => (sold.get(`${value.id} ${productId} return`) ?? 0) < units)
          .map(([productId]) => `${name} lost what came back of ${productId}`),
        ...((isCancelled || value.status === 'Paid') && events.get(`${value.id} ${type}`) !== 1
          ? [`${name} lost its event`]
          : []),
      ];
    };

    const lost = (one: Acknowledged): string[] => {
      switch (one.operation) {
        case 'basket.checkout':
        case 'ordering.sellVoucher':
        case 'ordering.settleAccount':
        case 'ordering.cancelOrder':
          return ofOrder(one.value);
        case 'payment.processPayment':
        case 'payment.cancelPayment':
          return ofPayment(`order ${one.value.orderId}`, one.value);
        case 'shifts.addMovement': {
          const { id, shiftNumber, amount } = one.value;
          return countCash.get(id, shiftNumber, amount.amount) === 1 ? [] : [`cash ${id} was acknowledged and is not there`];
        }
        case 'shifts.closeShift': {
          const { number } = one.value;
          return findReport.get(number) === canonicalJson(one.value) ? [] : [`Z ${number} was acknowledged and is another`];
        }
        case 'catalog.adjustStock': {
          const { id, itemId, kind, quantity } = one.value.movement;
          if (countMovements.get(id, itemId, kind, quantity) === 1) return [];
          return [`movement ${id} was acknowledged and is not there`];
        }
      }
    };
    return acknowledged.flatMap(lost);
  } finally {
    sqlite.close();
  }
};

const unitsByProduct = (
  items: OutputOf<'basket.checkout'>['orderItems'],
  count: (item: OutputOf<'basket.checkout'>['orderItems'][number]) => number,
): Map<string, number> => {
  const units = new Map<string, number>();
  for (const item of items) units.set(item.productId, (units.get(item.productId) ?? 0) + count(item));
  return units;
};

/** Reads rows whose last column is a number, by the words of the others. */
const countsBy = (sqlite: Sqlite.Database, query: string): Map<string, number> =>
  new Map(
    sqlite
      .prepare<[], (string | number)[]>(query)
      .raw()
      .all()
      .map((row) => [row.slice(0, -1).join(' '), Number(row.at(-1))]),
  );
