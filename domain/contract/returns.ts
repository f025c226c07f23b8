import { z } from 'zod';
import { command, query } from './operation.ts';
import { DISPOSITIONS, orderView } from './ordering.ts';
import { PAYMENT_METHODS } from './payment.ts';
import { taxedAmount } from './pricing.ts';
import { at, day, id, money, note, nothing, price, quantity } from './schemas.ts';

const receiptNumber = z.string().trim().toUpperCase().min(1).max(40);
/** The signed text of a receipt's QR code. */
export const receiptCode = z
  .string()
  .trim()
  .toUpperCase()
  .max(3000)
  .regex(/^TW1[A-Z2-7]+$/, 'the code of a receipt');

/** How a clerk names a sale. */
const bySale = z.union([z.strictObject({ receiptNumber }), z.strictObject({ code: receiptCode })]);

/** A line as it was sold, as far as taking it back needs to know. */
export const soldLine = z.strictObject({
  sale: z
    .strictObject({ orderId: id, itemId: id, receiptNumber: z.string(), units: z.int().min(1) })
    .nullable()
    .meta({ description: 'the sold line and its units; null: nobody has the receipt' }),
  productId: id,
  productName: z.string(),
  pictureUrl: z.string().nullable(),
  unitPrice: price,
  units: z.int().min(1),
  subtotal: price,
  discount: price,
  relief: price,
  taxes: z.array(taxedAmount),
  taxIncluded: z.boolean(),
});
export type SoldLine = z.infer<typeof soldLine>;

/** What a payment of the sale can take back. */
export const refundable = z.strictObject({
  paymentId: id.nullable().meta({ description: 'null: taken at another till' }),
  method: z.enum(PAYMENT_METHODS),
  amount: price,
  card: z.string().meta({ description: 'brand and last four digits, where it was a card' }),
  voucherCode: z.string().nullable(),
});
export type Refundable = z.infer<typeof refundable>;

export const returnableView = z.strictObject({
  orderId: id,
  receiptNumber: z.string(),
  day,
  elsewhere: z.boolean().meta({ description: 'sold at another till: only what its receipt says is known' }),
  page: z.int().min(1),
  pages: z.int().min(1).meta({ description: 'a long receipt carries several codes' }),
  lines: z.array(
    z.strictObject({
      ...soldLine.omit({ sale: true }).shape,
      itemId: id,
      returned: z.int().min(0).meta({ description: 'units that came back before, as far as this till knows' }),
      left: z.int().min(0),
      worth: price.meta({ description: 'what all that is left gives back' }),
    }),
  ),
  payments: z.array(refundable),
});
export type ReturnableView = z.infer<typeof returnableView>;

/** What comes back, and where it was sold. */
export const toReturn = z.strictObject({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('receipt'), receiptNumber, itemId: id }),
    z.strictObject({ kind: z.literal('code'), code: receiptCode, itemId: id }),
    z.strictObject({ kind: z.literal('no-receipt'), productId: id }),
  ]),
  units: quantity,
  reason: note.min(1).max(200),
  disposition: z.enum(DISPOSITIONS),
});
export type ToReturn = z.infer<typeof toReturn>;

const came = z.strictObject({
  receiptNumber: z.string().meta({ description: 'of the receipt on which it came back' }),
  units: z.int().min(1),
  at,
});

export const doubleReturnView = z.strictObject({
  itemId: id.meta({ description: 'the sold line' }),
  productName: z.string(),
  soldOn: z.string().meta({ description: 'the receipt' }),
  sold: z.int(),
  back: z.array(came),
  worth: money.meta({ description: 'of what came back here' }),
});
export type DoubleReturnView = z.infer<typeof doubleReturnView>;

export const returns = {
  getReturnable: query({
    access: 'clerk',
    summary: 'A sale by its receipt number, or by the code on a receipt of any till: its lines and what is left to return',
    input: bySale,
    output: returnableView,
  }),
  getReceiptCodes: query({
    access: 'clerk',
    summary:
      'The signed codes that the receipt of a sale carries: texts for QR codes, by which any till of the shop takes its goods back',
    input: z.strictObject({ orderId: id }),
    output: z.strictObject({ codes: z.array(z.string()) }),
  }),
  takeInReturns: command({
    access: 'manager',
    summary: 'Takes in sales of another till, as its events tell them: goods that came back there cannot come back here',
    input: z.strictObject({ orders: z.array(orderView).min(1).max(100) }),
    output: z.strictObject({ taken: z.int().min(0), doubled: z.int().min(0) }),
    changes: ['orders', 'till'],
  }),
  getDoubleReturns: query({
    access: 'manager',
    summary: 'Sold lines of which more came back, over all tills, than were sold: somebody has to look into each',
    input: nothing,
    output: z.array(doubleReturnView),
  }),
  resolveDoubleReturn: command({
    access: 'manager',
    summary: 'Says what came of it',
    input: z.strictObject({ itemId: id, note: note.min(1).max(500) }),
    output: z.array(doubleReturnView),
    changes: ['orders', 'till'],
  }),
};
