import type { OrderView } from '../contract/ordering.ts';

/** Goods that came back at another till, one for each line of its receipt whose sold line is known. */
export interface LineBack {
  readonly orderId: string;
  readonly itemId: string;
  readonly receiptNumber: string;
  readonly at: number;
  readonly soldItemId: string;
  readonly soldReceipt: string;
  readonly unitsSold: number;
  readonly units: number;
}

/** What came back with an order. */
export const linesBack = (
  order: Pick<OrderView, 'receiptNumber' | 'orderDate' | 'orderItems'> & { readonly id: string },
): LineBack[] =>
  order.orderItems.flatMap(({ id: itemId, units, returned }) => {
    if (!returned?.sale || units >= 0) return [];
    const { sale } = returned;
    const sold = { soldItemId: sale.itemId, soldReceipt: sale.receiptNumber, unitsSold: sale.units };
    return [{ orderId: order.id, itemId, receiptNumber: order.receiptNumber, at: order.orderDate, ...sold, units: -units }];
  });
