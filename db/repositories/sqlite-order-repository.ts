import { asc, eq, sql } from 'drizzle-orm';
import { Order, type OrderItem, type OrderState } from '../../domain/ordering/order.ts';
import type { OrderRepository } from '../../domain/ordering/ports.ts';
import { taxTotals } from '../../domain/pricing/price-basket.ts';
import type { Money } from '../../domain/shared/money.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { orderItem, orderItemPromotion, orderItemTax, orders } from '../schema/tables.ts';

const CHANGING = [
  'status',
  'cancelReason',
  'cancelledBy',
  'cancelledAt',
  'cancelledById',
  'shiftNumber',
  'voidShiftNumber',
] as const;

const returnedOf = (item: typeof orderItem.$inferSelect): OrderItem['returned'] => {
  const { disposition, returnReason, returnOrderId, returnItemId, returnReceipt, returnUnitsSold } = item;
  if (disposition === null) return null;
  const sale =
    returnOrderId === null || returnItemId === null
      ? null
      : { orderId: returnOrderId, itemId: returnItemId, receiptNumber: returnReceipt ?? '', units: returnUnitsSold ?? 1 };
  return { sale, reason: returnReason ?? '', disposition };
};

export const createSqliteOrderRepository = (database: Database): OrderRepository => {
  const { sqlite } = database;
  const isOrder = eq(orders.id, sql.placeholder('id'));
  const find = selectFrom(database, orders, isOrder);
  const findItems = selectFrom(database, orderItem, eq(orderItem.orderNumber, sql.placeholder('number')), [
    asc(orderItem.position),
  ]);
  const findTaxes = selectFrom(database, orderItemTax, eq(orderItemTax.orderNumber, sql.placeholder('number')));
  const findPromotions = selectFrom(database, orderItemPromotion, eq(orderItemPromotion.orderNumber, sql.placeholder('number')));
  const insertTax = insertInto(database, orderItemTax);
  const insertPromotion = insertInto(database, orderItemPromotion);
  const insert = insertInto(database, orders);
  const insertItem = insertInto(database, orderItem);
  const update = updateOf(database, orders, CHANGING, isOrder);
  const takeNumber = sqlite.prepare<[], { number: number; registerCode: string }>(
    'UPDATE register SET next_order_number = next_order_number + 1 RETURNING next_order_number - 1 AS number, code AS registerCode',
  );

  const returned = sqlite.prepare<[string], { id: string; units: number }>(
    `SELECT back.return_item_id AS id, -sum(back.units) AS units FROM order_item AS back JOIN orders ON number = order_number
     WHERE back.return_order_id = ? AND status <> 'Cancelled' AND back.return_item_id IN
       (SELECT item.id FROM order_item AS item JOIN orders AS sale ON sale.number = item.order_number WHERE sale.id = back.return_order_id)
     GROUP BY 1`,
  );

  const changing = ({ status, cancellation, shiftNumber, voidShiftNumber }: OrderState) => ({
    status,
    shiftNumber,
    voidShiftNumber,
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
      const taxes = Map.groupBy(findTaxes.all({ number: row.number }), ({ position }) => position);
      const promotions = Map.groupBy(findPromotions.all({ number: row.number }), ({ position }) => position);
      const orderItems = findItems.all({ number: row.number }).map((item) => ({
        id: item.id,
        productId: item.productId,
        productName: item.productName,
        pictureUrl: item.pictureUrl,
        unitPrice: of(item.unitPrice),
        priceReason: item.priceReason,
        units: item.units,
        subtotal: of(item.subtotal),
        promotions: (promotions.get(item.position) ?? []).map(({ promotionId, name, units, discount }) => ({
          promotionId,
          name,
          units,
          discount: of(discount),
        })),
        lineDiscount: of(item.lineDiscount),
        discountReason: item.discountReason,
        basketDiscount: of(item.basketDiscount),
        discount: of(item.discount),
        relief: of(item.relief),
        net: of(item.net),
        taxes: (taxes.get(item.position) ?? []).map(({ taxId, name, ratePpm, net, tax }) => ({
          taxId,
          name,
          ratePpm,
          net: of(net),
          tax: of(tax),
        })),
        tax: of(item.tax),
        total: of(item.total),
        returned: returnedOf(item),
      }));
      const { number, registerCode, status, orderDate, day, userId, userName, taxIncluded } = row;
      const totals = {
        subtotal: of(row.subtotal),
        discount: of(row.discount),
        relief: of(row.relief),
        net: of(row.net),
        tax: of(row.tax),
        taxes: taxTotals(
          orderItems.flatMap((item) => item.taxes),
          row.currency,
        ),
        taxIncluded,
        total: of(row.total),
      };
      const cancellation =
        row.cancelReason === null
          ? null
          : { reason: row.cancelReason, by: row.cancelledBy ?? '', byId: row.cancelledById, at: row.cancelledAt };
      const { buyerId, taxExempt, discountReason } = row;
      const header = { id, number, registerCode, status, orderDate, day, userId, userName };
      const shifts = { shiftNumber: row.shiftNumber, voidShiftNumber: row.voidShiftNumber };
      return new Order({ ...header, orderItems, totals, buyerId, taxExempt, discountReason, cancellation, ...shifts });
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
        buyerId: state.buyerId,
        taxExempt: state.taxExempt,
        discountReason: state.discountReason,
        relief: totals.relief.amount,
        net: totals.net.amount,
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
          subtotal: item.subtotal.amount,
          lineDiscount: item.lineDiscount.amount,
          basketDiscount: item.basketDiscount.amount,
          discount: item.discount.amount,
          relief: item.relief.amount,
          net: item.net.amount,
          tax: item.tax.amount,
          total: item.total.amount,
          returnOrderId: item.returned?.sale?.orderId ?? null,
          returnItemId: item.returned?.sale?.itemId ?? null,
          returnReceipt: item.returned?.sale?.receiptNumber ?? null,
          returnUnitsSold: item.returned?.sale?.units ?? null,
          returnReason: item.returned?.reason ?? null,
          disposition: item.returned?.disposition ?? null,
        });
        const line = { orderNumber: number, position };
        for (const tax of item.taxes) insertTax({ ...line, ...tax, net: tax.net.amount, tax: tax.tax.amount });
        for (const one of item.promotions) insertPromotion({ ...line, ...one, discount: one.discount.amount });
      });
    },
    update({ id, state }) {
      update({ id, ...changing(state) });
    },
    returnedUnits: (orderId) => new Map(returned.all(orderId).map(({ id, units }) => [id, units])),
    nextNumber() {
      const taken = takeNumber.get();
      if (!taken) throw new Error('no register yet');
      return taken;
    },
  };
};
