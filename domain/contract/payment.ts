import { z } from 'zod';
import { command, query } from './operation.ts';
import { at, id, money, nothing, price } from './schemas.ts';

export const PAYMENT_METHODS = ['cash', 'card'] as const;
export const PAYMENT_STATUSES = ['Pending', 'Confirmed', 'Rejected', 'Unknown'] as const;
export const TERMINAL_BEHAVIOURS = ['approve', 'decline', 'timeout', 'answer-twice'] as const;

/** One way of paying a part of an order. */
export const tender = z.discriminatedUnion('method', [
  z.strictObject({
    id,
    method: z.literal('cash'),
    tendered: price.meta({ description: 'what the customer handed over; the change comes off it' }),
  }),
  z.strictObject({
    id,
    method: z.literal('card'),
    amount: price.meta({ description: 'what to charge; at most what is still due' }),
  }),
]);
export type Tender = z.infer<typeof tender>;

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
  tendered: money,
  change: money,
  card: cardView.nullable(),
  refundOf: id.nullable(),
  reason: z.string().meta({ description: 'why it was rejected or is unknown, in the terminal’s words' }),
  at,
});
export type PaymentView = z.infer<typeof paymentView>;

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
