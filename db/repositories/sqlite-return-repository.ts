import type { PaymentMethod } from '../../domain/contract/payment.ts';
import type { ProductNames, ReturnRepository, SaleLookup } from '../../domain/returns/ports.ts';
import { type Database, insertInto } from '../database.ts';
import { returnElsewhere } from '../schema/tables.ts';

/** Everything that came back of a sold line: here by rows of orders, elsewhere by what other tills told. */
const BACK = `
  SELECT return_item_id AS item, product_name AS name, return_receipt AS sold_on, return_units_sold AS sold, -item.units AS units, -item.total AS worth,
    currency, register_code || '-' || printf('%06d', number) AS receipt, order_date AS at
  FROM order_item AS item JOIN orders ON number = order_number WHERE return_item_id IS NOT NULL AND status <> 'Cancelled'
  UNION ALL
  SELECT sold_item_id, (SELECT product_name FROM order_item WHERE id = return_elsewhere.item_id), sold_receipt, units_sold, units, 0, '', receipt_number, at
  FROM return_elsewhere`;

interface BackRow {
  readonly item: string;
  readonly name: string | null;
  readonly sold_on: string;
  readonly sold: number;
  readonly units: number;
  readonly worth: number;
  readonly receipt: string;
  readonly at: number;
}

/** What came back, here and elsewhere. @param currency of the shop */
export const createSqliteReturnRepository = (database: Database, currency: () => string): ReturnRepository => {
  const { sqlite } = database;
  const unitsBack = sqlite.prepare<{ ids: string }, { item: string; units: number }>(
    `WITH wanted AS (SELECT value AS id FROM json_each(:ids)), back AS (
       SELECT return_item_id AS item, -order_item.units AS units FROM wanted JOIN order_item ON return_item_id = wanted.id
         JOIN orders ON number = order_number WHERE status <> 'Cancelled'
       UNION ALL SELECT sold_item_id, units FROM wanted JOIN return_elsewhere ON sold_item_id = wanted.id)
     SELECT item, sum(units) AS units FROM back GROUP BY item`,
  );
  const insertElsewhere = insertInto(database, returnElsewhere);
  const isKnown = sqlite
    .prepare<[string, string], 1>('SELECT 1 FROM return_elsewhere WHERE order_id = ? AND item_id = ?')
    .pluck();
  // Only lines that another till told of can have come back twice: this one counts its own before it takes anything.
  const doubled = sqlite.prepare<[], BackRow>(
    `WITH back AS (${BACK}), over AS (
       SELECT item, sum(units) AS units FROM back WHERE item IN (SELECT sold_item_id FROM return_elsewhere)
       GROUP BY item HAVING sum(units) > max(sold))
     SELECT back.item, name, sold_on, sold, back.units, worth, receipt, at FROM over JOIN back USING (item)
     WHERE NOT EXISTS (SELECT 1 FROM double_return_resolved AS done WHERE sold_item_id = over.item AND done.units >= over.units)
     ORDER BY item, at`,
  );
  const resolve = sqlite.prepare(
    `INSERT INTO double_return_resolved (sold_item_id, units, note, user_id, user_name, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (sold_item_id) DO UPDATE SET units = excluded.units, note = excluded.note, user_id = excluded.user_id,
       user_name = excluded.user_name, at = excluded.at`,
  );
  return {
    unitsBack: (itemIds) => new Map(unitsBack.all({ ids: JSON.stringify(itemIds) }).map(({ item, units }) => [item, units])),
    addElsewhere(line) {
      if (isKnown.get(line.orderId, line.itemId)) return false;
      insertElsewhere({ ...line });
      return true;
    },
    doubled: () =>
      [...Map.groupBy(doubled.all(), ({ item }) => item)].map(([itemId, rows]) => ({
        itemId,
        productName: rows.find(({ name }) => name !== null)?.name ?? '',
        soldOn: rows[0]?.sold_on ?? '',
        sold: rows[0]?.sold ?? 0,
        back: rows.map(({ receipt, units, at }) => ({ receiptNumber: receipt, units, at })),
        worth: { amount: rows.reduce((sum, { worth }) => sum + worth, 0), currency: currency() },
      })),
    resolve(itemId, units, note, { userId, userName }, at) {
      resolve.run(itemId, units, note, userId, userName, at);
    },
  };
};

interface PaidRow {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly currency: string;
  readonly brand: string | null;
  readonly last_four: string | null;
  readonly code: string | null;
}

/** Sales of this till as returns look at them. */
export const createSaleLookup = ({ sqlite }: Database, orders: Pick<SaleLookup, 'order'>): SaleLookup & ProductNames => {
  const idOf = sqlite.prepare<[string, number], string>('SELECT id FROM orders WHERE register_code = ? AND number = ?').pluck();
  const refundable = sqlite.prepare<[string], PaidRow>(
    `SELECT paid.id, paid.method, paid.amount + coalesce((SELECT sum(amount) FROM payment AS refund
       WHERE refund.refund_of = paid.id AND refund.status <> 'Rejected'), 0) AS amount, paid.currency, paid.card_brand AS brand,
       paid.card_last_four AS last_four, voucher.code
     FROM orders JOIN payment AS paid ON order_number = number LEFT JOIN voucher ON voucher.id = paid.voucher_id
     WHERE orders.id = ? AND paid.status = 'Confirmed' AND paid.amount > 0 AND paid.refund_of IS NULL ORDER BY paid.seq`,
  );
  const nameOf = sqlite.prepare<[string], { name: string; pictureUri: string | null }>(
    'SELECT name, picture_uri AS pictureUri FROM visible_item WHERE id = ?',
  );
  return {
    order: (id) => orders.order(id),
    idOf: (registerCode, number) => idOf.get(registerCode, number),
    refundable: (orderId) =>
      refundable
        .all(orderId)
        .filter(({ amount }) => amount > 0)
        .map(({ id, method, amount, currency, brand, last_four, code }) => ({
          paymentId: id,
          method,
          amount: { amount, currency },
          voucherCode: code,
          card: [brand, last_four && `•••• ${last_four}`].filter(Boolean).join(' '),
        })),
    nameOf: (productId) => nameOf.get(productId),
  };
};
