import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import type { ShiftReport, UnresolvedThings } from '../../domain/contract/shifts.ts';
import { receiptNumber } from '../../domain/ordering/order-view.ts';
import type { ShiftFigures, ShiftQueries } from '../../domain/shift/ports.ts';
import type { Database } from '../database.ts';
import { page } from './catalog-queries.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** What was paid in the shift, and once more with the other sign what was voided in it. Both by index, whatever else the file holds. */
const MOVED = `moved AS (
  SELECT orders.*, 1 AS sign FROM orders WHERE shift_number = :shift
  UNION ALL SELECT orders.*, -1 FROM orders WHERE void_shift_number = :shift)`;
// CROSS JOIN keeps the order of the tables: the shift's own orders first, their lines by key.
const LINES = 'moved CROSS JOIN order_item AS item ON item.order_number = number';
const IS_VOUCHER_SALE = 'NOT EXISTS (SELECT 1 FROM order_item WHERE order_item.order_number = payment.order_number)';

export const SHIFT_SQL = {
  receipts: `SELECT count(*) AS count, coalesce(sum(EXISTS (SELECT 1 FROM order_item WHERE order_number = number)), 0) AS sales,
      coalesce(sum(total), 0) AS amount, min(number) AS first, max(number) AS last, max(register_code) AS code
    FROM orders WHERE shift_number = :shift`,
  voids: 'SELECT number, register_code AS code, total AS amount FROM orders WHERE void_shift_number = :shift ORDER BY number',
  totals: `WITH ${MOVED} SELECT coalesce(sum(sign * net), 0) AS net, coalesce(sum(sign * tax), 0) AS tax,
      coalesce(sum(sign * total), 0) AS gross FROM moved`,
  goods: `WITH ${MOVED} SELECT
      coalesce(sum(sign * item.subtotal) FILTER (WHERE item.units > 0), 0) AS subtotal,
      coalesce(sum(sign * (line_discount + basket_discount)) FILTER (WHERE item.units > 0), 0) AS byHand,
      coalesce(sum(sign * (item.discount - line_discount - basket_discount)) FILTER (WHERE item.units > 0), 0) AS promotions,
      coalesce(sum(sign * item.relief) FILTER (WHERE item.units > 0), 0) AS relief,
      coalesce(sum(sign * item.tax) FILTER (WHERE item.units > 0 AND NOT tax_included), 0) AS addedTax,
      coalesce(sum(sign * item.total) FILTER (WHERE item.units > 0), 0) AS sold,
      coalesce(-sum(sign * item.total) FILTER (WHERE item.units < 0), 0) AS returned,
      count(DISTINCT CASE WHEN item.units < 0 THEN number END) AS returns
    FROM ${LINES}`,
  taxes: `WITH ${MOVED} SELECT coalesce(rate.name, '') AS name, coalesce(rate_ppm, 0) AS ratePpm,
      sum(sign * coalesce(rate.net, item.net)) AS net, sum(sign * coalesce(rate.tax, 0)) AS tax
    FROM ${LINES} LEFT JOIN order_item_tax AS rate ON rate.order_number = item.order_number AND rate.position = item.position
    GROUP BY tax_id, rate.name, rate_ppm ORDER BY rate_ppm DESC, rate.name`,
  payments: `SELECT method, count(*) FILTER (WHERE amount >= 0) AS taken, coalesce(sum(amount) FILTER (WHERE amount >= 0), 0) AS takenAmount,
      count(*) FILTER (WHERE amount < 0) AS back, coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS backAmount,
      sum(tip) AS tips, sum(rounding) AS rounding
    FROM payment WHERE shift_number = :shift GROUP BY method`,
  credits: `SELECT method, abs(sum(amount)) AS amount,
      CASE WHEN (amount < 0) = (refund_of IS NULL) AND ${IS_VOUCHER_SALE} THEN 'credited' WHEN amount > 0 THEN 'used' ELSE 'refunded' END AS way
    FROM payment WHERE shift_number = :shift AND method IN ('voucher', 'account') GROUP BY method, way`,
  unsettled: `SELECT number, register_code AS code, paid - due AS amount FROM
      (SELECT number AS of, sum(paid) AS paid, sum(due) AS due FROM (
        SELECT order_number AS number, amount AS paid, 0 AS due FROM payment WHERE shift_number = :shift
        UNION ALL SELECT number, 0, total FROM orders WHERE shift_number = :shift
        UNION ALL SELECT number, 0, -total FROM orders WHERE void_shift_number = :shift)
      GROUP BY number HAVING sum(paid) <> sum(due)) CROSS JOIN orders ON number = of ORDER BY number`,
  clerks: `WITH ${MOVED} SELECT max(user_name) AS name, coalesce(sum(sign = 1), 0) AS sales, coalesce(sum(sign = -1), 0) AS voids,
      sum(sign * total) AS amount FROM moved GROUP BY user_id ORDER BY name`,
  // Said twice for the partial index of everything that is no sale.
  drawerOpenings: `SELECT count(*) AS count, coalesce(sum(json_extract(data, '$.orderId') IS NULL), 0) AS byHand FROM journal
    WHERE kind = 'drawer-opening' AND kind <> 'sale' AND sequence > :journalBefore`,
} as const;

interface Receipt {
  number: number;
  code: string;
  amount: number;
}
type Credit = ShiftFigures['credits'][number];

/** What the reports of a shift read: its own rows alone. */
export const createShiftQueries = ({ sqlite }: Database) => {
  const all = <R>(text: string) => sqlite.prepare<{ shift: number }, R>(text);
  const statements = {
    receipts: all<{ count: number; sales: number; amount: number; first: number | null; last: number | null; code: string }>(
      SHIFT_SQL.receipts,
    ),
    voids: all<Receipt>(SHIFT_SQL.voids),
    totals: all<ShiftFigures['totals']>(SHIFT_SQL.totals),
    goods: all<ShiftFigures['goods'] & { returned: number; returns: number }>(SHIFT_SQL.goods),
    taxes: all<ShiftFigures['taxes'][number]>(SHIFT_SQL.taxes),
    payments: all<{
      method: ShiftFigures['payments'][number]['method'];
      taken: number;
      takenAmount: number;
      back: number;
      backAmount: number;
      tips: number;
      rounding: number;
    }>(SHIFT_SQL.payments),
    credits: all<Credit>(SHIFT_SQL.credits),
    unsettled: all<Receipt>(SHIFT_SQL.unsettled),
    clerks: all<ShiftFigures['clerks'][number]>(SHIFT_SQL.clerks),
    drawerOpenings: sqlite.prepare<{ journalBefore: number }, ShiftFigures['drawerOpenings']>(SHIFT_SQL.drawerOpenings),
  };
  const openOrders = sqlite.prepare<[], { id: string; number: number; code: string; total: number; currency: string }>(
    `SELECT id, number, register_code AS code, total, currency FROM orders
     WHERE status = 'StockConfirmed' AND status <> 'Paid' ORDER BY number LIMIT 100`,
  );
  const reports = sqlite.prepare<[number, number], { number: number; report: string }>(
    'SELECT shift_number AS number, report FROM z_report WHERE shift_number < ? ORDER BY shift_number DESC LIMIT ?',
  );
  const named = ({ number, code, amount }: Receipt) => ({ receiptNumber: receiptNumber(code, number), amount });
  /** A statement that counts always has its one row. */
  const one = <R>(row: R | undefined): R => row as R;

  return {
    figures(shift, journalBefore) {
      const { count, sales, amount, first, last, code } = one(statements.receipts.get({ shift }));
      const { returned, returns, ...goods } = one(statements.goods.get({ shift }));
      const payments = statements.payments.all({ shift });
      const nameOf = (number: number | null) => (number === null ? null : receiptNumber(code, number));
      return {
        receipts: { count, first: nameOf(first), last: nameOf(last) },
        sales: { count: sales, amount },
        voids: statements.voids.all({ shift }).map(named),
        goods,
        returned: { count: returns, amount: returned },
        totals: one(statements.totals.get({ shift })),
        taxes: statements.taxes.all({ shift }),
        payments: payments.map(({ method, taken, takenAmount, back, backAmount }) => ({
          method,
          taken: { count: taken, amount: takenAmount },
          givenBack: { count: back, amount: backAmount },
        })),
        tips: payments.reduce((sum, { tips }) => sum + tips, 0),
        rounding: payments.reduce((sum, { rounding }) => sum + rounding, 0),
        credits: statements.credits.all({ shift }),
        unsettled: statements.unsettled.all({ shift }).map(named),
        clerks: statements.clerks.all({ shift }),
        drawerOpenings: one(statements.drawerOpenings.get({ journalBefore })),
      };
    },

    /** Orders that wait for their payment; the oldest hundred. */
    openOrders: (): UnresolvedThings['openOrders'] =>
      openOrders.all().map(({ id, number, code, total, currency }) => ({
        orderId: id,
        receiptNumber: receiptNumber(code, number),
        total: { amount: total, currency },
      })),

    /** Closed shifts, newest first. */
    getShifts({ cursor, pageSize }: InputOf<'shifts.getShifts'>): OutputOf<'shifts.getShifts'> {
      const [before] = cursor === null ? [Number.MAX_SAFE_INTEGER] : readCursor(cursor, 0);
      const summary = ({ report }: { report: string }) => {
        const { number, openedAt, totals, closing } = JSON.parse(report) as ShiftReport;
        const off = closing?.drawer.filter(({ variance }) => variance !== 0) ?? [];
        return {
          number,
          openedAt,
          closedAt: closing?.at ?? openedAt,
          closedBy: closing?.by ?? '',
          gross: totals.gross,
          variances: off.map(({ currency, variance }) => ({ amount: variance, currency })),
        };
      };
      return page(reports.all(before, pageSize + 1), pageSize, summary, ({ number }) => writeCursor(number));
    },
  } satisfies ShiftQueries & Record<string, unknown>;
};
