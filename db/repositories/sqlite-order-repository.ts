import { asc, eq, sql } from 'drizzle-orm';
import { Order, type OrderState } from '../../domain/ordering/order.ts';
import type { OrderRepository } from '../../domain/ordering/ports.ts';
import type { Money } from '../../domain/shared/money.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { orderItem, orders } from '../schema/tables.ts';

export const createSqliteOrderRepository = (database: Database): OrderRepository => {
  const { sqlite } = database;
  const isOrder = eq(orders.id, sql.placeholder('id'));
  const find = selectFrom(database, orders, isOrder);
  const findItems = selectFrom(database, orderItem, eq(orderItem.orderNumber, sql.placeholder('number')), [
    asc(orderItem.position),
  ]);
  const insert = insertInto(database, orders);
  const insertItem = insertInto(database, orderItem);
  const update = updateOf(database, orders, ['status', 'cancelReason', 'cancelledBy', 'cancelledAt', 'cancelledById'], isOrder);
  const takeNumber = sqlite.prepare<[], { number: number; registerCode: string }>(
    'UPDATE register SET next_order_number = next_order_number + 1 RETURNING next_order_number - 1 AS number, code AS registerCode',
  );

  const changing = ({ status, cancellation }: OrderState) => ({
    status,
    cancelReason: cancellation?.reason ?? null,
    cancelledBy: cancellation?.by ?? null,
    cancelledAt: cancellation?.at ?? null,
    cancelledById: cancellation?.byId ?? null,
  });

  return {
    get(id) {
      const row = find.get({ id });
      if (!row) return undefined;
      const of = (amount: number): Money => ({ amount, currency: row.currency });
      const orderItems = findItems.all({ number: row.number }).map((item) => ({
        id: item.id,
        productId: item.productId,
        productName: item.productName,
        pictureUrl: item.pictureUrl,
        unitPrice: of(item.unitPrice),
        units: item.units,
        discount: of(item.discount),
        taxRatePpm: item.taxRatePpm,
        tax: of(item.tax),
        total: of(item.total),
      }));
      const { number, registerCode, status, orderDate, day, userId, userName, taxIncluded } = row;
      const totals = {
        subtotal: of(row.subtotal),
        discount: of(row.discount),
        tax: of(row.tax),
        taxIncluded,
        total: of(row.total),
      };
      const cancellation =
        row.cancelReason === null
          ? null
          : { reason: row.cancelReason, by: row.cancelledBy ?? '', byId: row.cancelledById, at: row.cancelledAt };
      return new Order({ id, number, registerCode, status, orderDate, day, userId, userName, orderItems, totals, cancellation });
    },
    add({ state }) {
      const { id, number, registerCode, orderDate, day, userId, userName, orderItems, totals } = state;
      insert({
        id,
        number,
        registerCode,
        orderDate,
        day,
        userId,
        userName,
        currency: totals.total.currency,
        units: orderItems.reduce((units, item) => units + item.units, 0),
        subtotal: totals.subtotal.amount,
        discount: totals.discount.amount,
        tax: totals.tax.amount,
        taxIncluded: totals.taxIncluded,
        total: totals.total.amount,
        ...changing(state),
      });
      orderItems.forEach((item, position) => {
        insertItem({
          ...item,
          orderNumber: number,
          position,
          unitPrice: item.unitPrice.amount,
          discount: item.discount.amount,
          tax: item.tax.amount,
          total: item.total.amount,
        });
      });
    },
    update({ id, state }) {
      update({ id, ...changing(state) });
    },
    nextNumber() {
      const taken = takeNumber.get();
      if (!taken) throw new Error('no register yet');
      return taken;
    },
  };
};
