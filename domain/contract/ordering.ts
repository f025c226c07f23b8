import { z } from 'zod';
import { command, query } from './operation.ts';
import { paymentView } from './payment.ts';
import { appliedPromotion, taxedAmount, taxTotal } from './pricing.ts';
import { at, day, id, money, note, pageOf, paging, price } from './schemas.ts';

export const ORDER_STATUSES = ['Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled'] as const;

const orderSummary = {
  id,
  number: z.int().meta({ description: 'the receipt number within the register: gap-free, also the order of things' }),
  receiptNumber: z.string().meta({ description: 'register and number as printed' }),
  status: z.enum(ORDER_STATUSES),
  orderDate: at,
  day,
  userId: id,
  userName: z.string(),
  units: z.int(),
  total: money,
};

export const orderSummaryView = z.strictObject(orderSummary);
export type OrderSummaryView = z.infer<typeof orderSummaryView>;

export const orderItemView = z.strictObject({
  id,
  productId: id,
  productName: z.string(),
  pictureUrl: z.string().nullable(),
  unitPrice: price,
  priceReason: z.string().nullable().meta({ description: 'set when the price was named by hand' }),
  units: z.int().min(1),
  subtotal: money.meta({ description: 'units × price' }),
  promotions: z.array(appliedPromotion),
  lineDiscount: money.meta({ description: 'by hand, on this line' }),
  discountReason: z.string(),
  basketDiscount: money.meta({ description: 'this line’s share of the discount on the whole basket' }),
  discount: money.meta({ description: 'everything off' }),
  relief: money,
  net: money,
  taxes: z.array(taxedAmount),
  tax: money,
  total: money.meta({ description: 'what the line adds to the total' }),
});

export const orderView = z.strictObject({
  ...orderSummary,
  orderItems: z.array(orderItemView),
  subtotal: money,
  buyerId: id.nullable().meta({ description: 'whom it was for: the id alone, never the person' }),
  taxExempt: z.boolean(),
  discount: money,
  discountReason: z.string(),
  relief: money.meta({ description: 'tax that prices hold and an exempt customer did not pay' }),
  net: money,
  tax: money,
  taxes: z.array(taxTotal).meta({ description: 'by tax and rate' }),
  taxIncluded: z.boolean(),
  payments: z.array(paymentView),
  paid: money.meta({ description: 'confirmed payments, refunds taken off' }),
  due: money.meta({ description: 'what is still to pay; zero once paid or cancelled' }),
  change: money,
  cancelReason: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  cancelledAt: at.nullable(),
});
export type OrderView = z.infer<typeof orderView>;

const filters = { ...paging, fromDay: day.optional(), toDay: day.optional(), status: z.enum(ORDER_STATUSES).optional() };

export const ordering = {
  getOrderById: query({
    access: 'clerk',
    summary: 'One order with its lines and payments',
    input: z.strictObject({ orderId: id }),
    output: orderView,
  }),
  getOrders: query({
    access: 'clerk',
    summary: 'Orders, newest first, by day, clerk, status or receipt number',
    input: z.strictObject({
      ...filters,
      userId: id.optional(),
      buyerId: id.optional(),
      receiptNumber: z.string().trim().max(40).optional(),
    }),
    output: pageOf(orderSummaryView),
  }),
  getOrdersByUser: query({
    access: 'clerk',
    summary: 'Orders that one clerk rang up, newest first',
    input: z.strictObject({ ...filters, userId: id }),
    output: pageOf(orderSummaryView),
  }),
  cancelOrder: command({
    access: 'clerk',
    summary:
      'Cancels an order: its stock comes back and what was paid is refunded the way it was paid. A paid order needs a manager; the number stays used',
    input: z.strictObject({ orderId: id, reason: note.min(1) }),
    output: orderView,
    changes: ['orders', 'stock', 'till'],
  }),
};
