import { z } from 'zod';
import { command, query } from './operation.ts';
import { at, currency, id, money, nothing, price } from './schemas.ts';

export const PAYMENT_METHODS = ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
export const PAYMENT_STATUSES = ['Pending', 'Confirmed', 'Rejected', 'Unknown'] as const;
export const TERMINAL_BEHAVIOURS = ['approve', 'decline', 'timeout', 'answer-twice'] as const;

const tip = price.optional().meta({ description: 'on top, for the staff' });
const part = price.meta({ description: 'what it pays of the order; at most what is still due' });

/** A voucher's code as it is kept: capitals and digits; blanks and dashes are for people. */
export const voucherCode = z
  .string()
  .max(60)
  .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[0-9A-Z]{4,40}$/, 'letters and digits'));

/**
 * One way of paying a part of an order. Of an order that comes to less than nothing (goods came back) it is a way of giving money back: the
 * amounts stay positive.
 */
export const tender = z.discriminatedUnion('method', [
  z.strictObject({
    id,
    method: z.literal('cash'),
    tendered: price.meta({ description: 'what the customer handed over (or gets); the change comes off it' }),
    tip,
    refundOf: id.optional(),
  }),
  z.strictObject({
    id,
    method: z.literal('foreign-cash'),
    tendered: price.meta({
      description: 'what the customer handed over, in its own currency; the change is given in the shop’s',
    }),
  }),
  z.strictObject({
    id,
    method: z.literal('card'),
    amount: part,
    tip,
    refundOf: id.optional().meta({ description: 'the card payment that goes back' }),
  }),
  z.strictObject({
    id,
    method: z.literal('external-card'),
    amount: part,
    tip,
    approvalCode: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z]{1,12}$/)
      .meta({ description: 'from the slip of a terminal that is not connected' }),
    refundOf: id.optional(),
  }),
  z.strictObject({
    id,
    method: z.literal('voucher'),
    amount: part,
    code: voucherCode.optional().meta({ description: 'left out only when money goes back: a new voucher is made' }),
    refundOf: id.optional(),
  }),
  z.strictObject({ id, method: z.literal('account'), amount: part, refundOf: id.optional() }),
]);
export type Tender = z.output<typeof tender>;

/** What is kept of a card. Never the number, never the security code: no field of the product can hold them. */
export const cardView = z.strictObject({
  brand: z.string(),
  lastFour: z.string(),
  entryMode: z.string(),
  terminalReference: z.string(),
  approvalCode: z.string(),
});
export type CardView = z.infer<typeof cardView>;

export const paymentView = z.strictObject({
  id,
  orderId: id,
  method: z.enum(PAYMENT_METHODS),
  status: z.enum(PAYMENT_STATUSES),
  amount: money.meta({ description: 'what it pays of the order; negative for a refund' }),
  tendered: money.meta({
    description: 'what was handed over, in the currency of the shop; tendered − change = amount + rounding + tip',
  }),
  change: money,
  rounding: money.meta({ description: 'what rounding to the smallest coin added' }),
  tip: money,
  foreign: money.nullable().meta({ description: 'what was handed over in another currency' }),
  card: cardView.nullable(),
  voucherCode: z.string().nullable(),
  buyerId: id.nullable().meta({ description: 'whose account it is on' }),
  refundOf: id.nullable(),
  reason: z.string().meta({ description: 'why it was rejected or is unknown, in the terminal’s words' }),
  at,
});
export type PaymentView = z.infer<typeof paymentView>;

/** Which tenders the shop takes, and by which rules. */
export const tenderRules = z.strictObject({
  methods: z.array(z.enum(PAYMENT_METHODS)).min(1).max(PAYMENT_METHODS.length),
  tips: z.boolean().meta({ description: 'whether a payment may hold a tip' }),
  foreignCurrencies: z
    .array(
      z.strictObject({
        currency,
        rateMicros: z
          .int()
          .min(1)
          .max(1_000_000_000_000)
          .meta({ description: 'millionths of the shop’s currency for one of the other: 0.92 is 920000' }),
      }),
    )
    .max(20),
  voucherLimit: price
    .nullable()
    .meta({ description: 'the most that this register redeems of one voucher on its own word; null: no bound' }),
});
export type TenderRules = z.infer<typeof tenderRules>;

export const voucherView = z.strictObject({
  code: z.string(),
  balance: money.meta({ description: 'what is left of it, by what this register knows' }),
  redeemable: money.meta({
    description: 'what this register may take of it on its own word: the balance, up to the owner’s bound',
  }),
  issuedAt: at,
});
export type VoucherView = z.infer<typeof voucherView>;

const terminal = z.strictObject({
  simulated: z.boolean(),
  behaviour: z.enum(TERMINAL_BEHAVIOURS).nullable().meta({ description: 'what the simulated terminal does next' }),
});

export const payment = {
  processPayment: command({
    access: 'clerk',
    summary: 'Pays an order that is still open with one more tender. The same id again gives the same payment',
    input: z.strictObject({ orderId: id, payment: tender }),
    output: paymentView,
    changes: ['orders', 'till', 'stock'],
  }),
  cancelPayment: command({
    access: 'clerk',
    summary: 'Gives one payment of an order that is still open back, so that another can be tried. The id is of the refund',
    input: z.strictObject({ id, paymentId: id }),
    output: paymentView,
    changes: ['orders', 'till'],
  }),
  getVoucher: query({
    access: 'clerk',
    summary: 'A voucher or gift card by its code, with what is left of it',
    input: z.strictObject({ code: voucherCode }),
    output: voucherView,
  }),
  getTenderRules: query({
    access: 'clerk',
    summary: 'The tenders that the shop takes and their rules',
    input: nothing,
    output: tenderRules,
  }),
  setTenderRules: command({
    access: 'owner',
    summary: 'Says which tenders the shop takes and by which rules',
    input: tenderRules,
    output: tenderRules,
    changes: ['till'],
  }),
  lookUpPayment: command({
    access: 'clerk',
    summary: 'Asks the terminal what became of a payment without an answer',
    input: z.strictObject({ paymentId: id }),
    output: paymentView,
    changes: ['orders', 'till'],
  }),
  resolvePayment: command({
    access: 'manager',
    summary: 'Says what became of an unknown payment, after looking at the terminal’s own slip',
    input: z.strictObject({ paymentId: id, outcome: z.enum(['Confirmed', 'Rejected']) }),
    output: paymentView,
    changes: ['orders', 'till'],
  }),
  getTerminal: query({ access: 'clerk', summary: 'The card terminal of this register', input: nothing, output: terminal }),
  setTerminalBehaviour: command({
    access: 'manager',
    summary: 'Tells the simulated terminal what to do with the next payments',
    input: z.strictObject({ behaviour: z.enum(TERMINAL_BEHAVIOURS) }),
    output: terminal,
    changes: ['till'],
  }),
};
