import { z } from 'zod';
import { command, query } from './operation.ts';
import { day, id, money, name, nothing, price, soughtText } from './schemas.ts';

export const unresolvedPayment = z.strictObject({
  paymentId: id,
  orderId: id,
  receiptNumber: z.string(),
  status: z.enum(['Pending', 'Unknown']),
});

const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .meta({ description: 'of the public key' });
const receiptKeyView = z.strictObject({
  fingerprint,
  registerCode: z.string(),
  own: z.boolean(),
  text: z.string().meta({ description: 'what another till is given, so that it takes goods back by this one’s receipts' }),
});
export type ReceiptKeyView = z.infer<typeof receiptKeyView>;

const displayLine = z.strictObject({
  name: z.string(),
  quantity: z.int().meta({ description: 'units; less than nothing for goods that come back, as is their amount' }),
  unitPrice: price,
  reductions: z
    .array(z.strictObject({ promotion: z.string().nullable().meta({ description: 'null: a discount by hand' }), amount: money }))
    .meta({ description: 'what was taken off this line' }),
  amount: money.meta({ description: 'after the reductions of the line' }),
});
const shopName = z.string().meta({ description: 'empty before there is a shop' });
export const displayView = z.discriminatedUnion('showing', [
  z.strictObject({ showing: z.literal('welcome'), shop: shopName }),
  z.strictObject({
    showing: z.literal('basket'),
    shop: shopName,
    lines: z.array(displayLine).meta({ description: 'in the order in which they were rung up' }),
    discount: money.meta({ description: 'off the whole basket' }),
    tax: money.meta({ description: 'what taxes add to the amounts; less than nothing for tax that is not paid; else zero' }),
    total: money,
    due: money.meta({ description: 'what is still to pay of the total' }),
  }),
  z.strictObject({
    showing: z.literal('paid'),
    shop: shopName,
    total: money,
    paid: money.meta({ description: 'what was handed over; less than nothing when money went back' }),
    change: money,
  }),
]);
export type DisplayView = z.infer<typeof displayView>;

export const till = {
  getDisplay: query({
    access: 'anyone',
    summary:
      'What the customer sees: goods and amounts of whoever sells here and is not locked, the last sale for a minute, or a welcome',
    input: nothing,
    output: displayView,
  }),
  setShop: command({
    access: 'owner',
    summary: 'Says what the shop is called',
    input: z.strictObject({ name }),
    output: z.strictObject({ name: z.string() }),
    changes: ['session', 'till'],
  }),
  getReceiptKeys: query({
    access: 'manager',
    summary: 'The keys that receipts are signed with: this till’s own, and those of tills whose receipts it knows',
    input: nothing,
    output: z.array(receiptKeyView),
  }),
  addReceiptKey: command({
    access: 'owner',
    summary: 'Lets this till take goods back by the receipts of another',
    input: z.strictObject({ text: soughtText(200).trim().toUpperCase() }),
    output: z.array(receiptKeyView),
    changes: ['till'],
  }),
  removeReceiptKey: command({
    access: 'owner',
    summary: 'Forgets the key of another till',
    input: z.strictObject({ fingerprint }),
    output: z.array(receiptKeyView),
    changes: ['till'],
  }),
  getStatus: query({
    access: 'clerk',
    summary: 'This register: its name, what waits to be sent, and payments that someone has to resolve',
    input: nothing,
    output: z.strictObject({
      registerCode: z.string(),
      version: z.string(),
      waitingEvents: z.int(),
      doubleReturns: z.int().meta({ description: 'sold lines that came back twice, which a manager has to look into' }),
      shiftOfDay: day.nullable().meta({ description: 'an earlier day, whose shift is still open' }),
      unresolvedPayments: z.array(unresolvedPayment),
    }),
  }),
};
