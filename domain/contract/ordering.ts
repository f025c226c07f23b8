import { z } from 'zod';
import { command, query } from './operation.ts';
import { paymentView, tender, voucherCode } from './payment.ts';
import { appliedPromotion, taxedAmount, taxTotal } from './pricing.ts';
import { at, day, id, money, note, pageOf, paging, price } from './schemas.ts';

/** Nothing as long as a common card number fits it. */
const receiptNumber = z
  .string()
  .regex(/^[A-Z0-9]{1,6}-[0-9]{6,8}$/)
  .meta({ description: 'register and number as printed' });

export const ORDER_STATUSES = ['Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled'] as const;

const orderSummary = {
  id,
  number: z.int().meta({ description: 'the receipt number within the register: gap-free, also the order of things' }),
  receiptNumber,
  status: z.enum(ORDER_STATUSES),
  orderDate: at,
  day,
  userId: id,
  userName: z.string(),
  units: z.int(),
  total: money.meta({ description: 'what the goods come to' }),
  asked: money.meta({ description: 'what the customer is asked for: the total, or what goes onto a voucher or off an account' }),
};

export const orderSummaryView = z.strictObject(orderSummary);
export type OrderSummaryView = z.infer<typeof orderSummaryView>;

export const DISPOSITIONS = ['restock', 'write-off'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Where goods that came back were sold, and what became of them. */
export const returnedLine = z.strictObject({
  sale: z
    .strictObject({
      orderId: id,
      itemId: id,
      receiptNumber,
      units: z.int().min(1).meta({ description: 'sold there' }),
    })
    .nullable()
    .meta({ description: 'the sold line, of this register or another; null: nobody had the receipt' }),
  reason: z.string(),
  disposition: z.enum(DISPOSITIONS),
});
export type ReturnedLine = z.infer<typeof returnedLine>;

export const orderItemView = z.strictObject({
  id,
  productId: id,
  productName: z.string(),
  pictureUrl: z.string().nullable(),
  unitPrice: price,
  priceReason: z.string().nullable().meta({ description: 'set when the price was named by hand' }),
  units: z.int().meta({ description: 'less than nothing for goods that came back; the amounts then are too' }),
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
  returned: returnedLine.nullable().meta({ description: 'set when the goods came back' }),
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
  shiftNumber: z.int().nullable().meta({ description: 'the shift in which it was paid' }),
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
  sellVoucher: command({
    access: 'clerk',
    summary:
      'Sells a voucher or gift card: a receipt without goods whose payments go onto it. Without a code a new one is made; a known one is topped up',
    input: z.strictObject({
      orderId: id,
      code: voucherCode.optional(),
      amount: price,
      payments: z.array(tender).min(1).max(20),
    }),
    output: orderView,
    changes: ['orders', 'till'],
  }),
  settleAccount: command({
    access: 'clerk',
    summary: 'Takes money for what a customer owes: a receipt without goods whose payments come off the account',
    input: z.strictObject({ orderId: id, buyerId: id, amount: price, payments: z.array(tender).min(1).max(20) }),
    output: orderView,
    changes: ['orders', 'till', 'buyers'],
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
