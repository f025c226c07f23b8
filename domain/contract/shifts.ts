import { z } from 'zod';
import { MAX_AMOUNT } from '../shared/money.ts';
import { command, query } from './operation.ts';
import { PAYMENT_METHODS } from './payment.ts';
import { PAPER_WIDTHS, printJobView, receiptPicture } from './printing.ts';
import { amount, at, currency, day, id, money, note, nothing, pageOf, paging, price, sum } from './schemas.ts';
import { unresolvedPayment } from './till.ts';

export const MOVEMENT_KINDS = ['float', 'paid-in', 'paid-out', 'drop'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

const denominations = z
  .array(z.strictObject({ value: z.int().min(1).max(MAX_AMOUNT), count: z.int().min(0).max(1_000_000) }))
  .min(1)
  .max(60);

/** Money of one currency as somebody counted it: coin by coin, or as a sum. */
export const counted = z.union([z.strictObject({ currency, denominations }), price]);
export type Counted = z.infer<typeof counted>;

export const cashMovementView = z.strictObject({
  id,
  shiftNumber: z.int(),
  kind: z.enum(MOVEMENT_KINDS),
  amount: money.meta({ description: 'as the drawer feels it: less than nothing for what is taken out' }),
  reason: z.string(),
  userName: z.string().nullable().meta({ description: 'null: the till itself carried the float over' }),
  at,
});
export type CashMovementView = z.infer<typeof cashMovementView>;

export const shiftView = z.strictObject({
  number: z.int().min(1),
  openedAt: at,
  day: day.meta({ description: 'on which it was opened' }),
  openedBy: z.string().nullable().meta({ description: 'null: the first sale opened it' }),
  overnight: z.boolean().meta({ description: 'opened on an earlier day than today' }),
});
export type ShiftView = z.infer<typeof shiftView>;

const expected = z.strictObject({ currency, expected: z.int().meta({ description: 'the sum of the drawer’s ledger' }) });

const openOrder = z.strictObject({ orderId: id, receiptNumber: z.string(), total: money });
const unresolved = z
  .strictObject({
    payments: z.array(unresolvedPayment),
    openOrders: z.array(openOrder),
    waitingEvents: z.int(),
    stoppedPrints: z.int(),
  })
  .meta({ description: 'shown, and never in the way of closing' });
export type UnresolvedThings = z.infer<typeof unresolved>;

export const shiftState = z.strictObject({
  shift: shiftView.nullable().meta({ description: 'null: none is open' }),
  movements: z.array(cashMovementView),
  currencies: z.array(currency).min(1).meta({ description: 'what may lie in the drawer, the shop’s own first' }),
  drawer: z.array(expected).nullable().meta({ description: 'null for a clerk who counts blind' }),
  blindCount: z.boolean(),
  needsFloat: z.boolean().meta({ description: 'nobody has put a float in yet' }),
  keptFloat: money.nullable().meta({ description: 'what the last shift left for this one' }),
  unresolved,
});
export type ShiftState = z.infer<typeof shiftState>;

const sumOf = z.strictObject({ count: z.int().min(0), amount: sum });
const seal = z.strictObject({ sequence: z.int().min(1), hash: z.string().length(64) });

const closing = z.strictObject({
  at,
  by: z.string(),
  counts: z.array(counted),
  drawer: z.array(z.strictObject({ currency, expected: z.int(), counted: amount, variance: z.int() })),
  reason: z.string().meta({ description: 'of the variance; empty where there is none' }),
  keptFloat: money.nullable(),
  journal: seal.meta({ description: 'the journal’s entry of this report: what is cut off before it shows' }),
});

/** What one shift came to. X and Z are the same; a Z is closed. */
export const shiftReport = z.strictObject({
  shopName: z.string(),
  registerCode: z.string(),
  number: z.int().min(1).meta({ description: 'of the shift, and of its Z report' }),
  openedAt: at,
  openedBy: z.string().nullable(),
  at: at.meta({ description: 'when this report was made' }),
  currency,
  receipts: z.strictObject({ count: z.int(), first: z.string().nullable(), last: z.string().nullable() }),
  sales: sumOf.meta({ description: 'paid in this shift, the voided ones too' }),
  voids: z.array(z.strictObject({ receiptNumber: z.string(), amount: money })).meta({ description: 'their numbers stay used' }),
  goods: z
    .strictObject({
      subtotal: sum.meta({ description: 'units × price of what was sold and not voided' }),
      byHand: sum,
      promotions: sum,
      relief: sum,
      addedTax: sum.meta({ description: 'where prices do not hold it' }),
      sold: sum.meta({ description: 'subtotal − byHand − promotions − relief + addedTax' }),
      returned: sumOf,
    })
    .meta({ description: 'sold − returned = gross' }),
  totals: z.strictObject({ net: sum, tax: sum, gross: sum }).meta({ description: 'voids taken off; net + tax = gross' }),
  taxes: z
    .array(z.strictObject({ name: z.string(), ratePpm: z.int(), net: sum, tax: sum, gross: sum }))
    .meta({ description: 'by tax and rate; goods without a tax stand under an empty name' }),
  payments: z
    .array(z.strictObject({ method: z.enum(PAYMENT_METHODS), taken: sumOf, givenBack: sumOf }))
    .meta({ description: 'confirmed in this shift; all together they are gross + unsettled' }),
  tips: sum,
  rounding: sum,
  vouchers: z.strictObject({ sold: sum, redeemed: sum, refunded: sum }),
  accounts: z.strictObject({ charged: sum, settled: sum, refunded: sum }),
  unsettled: z
    .array(z.strictObject({ receiptNumber: z.string(), amount: money }))
    .meta({ description: 'money of orders that this shift did not bring to their end, and less for what an earlier shift took' }),
  movements: z.array(cashMovementView),
  drawer: z.array(expected),
  drawerOpenings: z.strictObject({ count: z.int(), byHand: z.int() }),
  clerks: z.array(z.strictObject({ name: z.string(), sales: z.int(), voids: z.int(), amount: sum })),
  unresolved: z.strictObject({ payments: z.int(), openOrders: z.int(), waitingEvents: z.int(), stoppedPrints: z.int() }),
  closing: closing.nullable().meta({ description: 'null in an X report' }),
});
export type ShiftReport = z.infer<typeof shiftReport>;

const shiftSummary = z.strictObject({
  number: z.int(),
  openedAt: at,
  closedAt: at,
  closedBy: z.string(),
  gross: sum,
  variances: z.array(sum).meta({ description: 'none where the count was right' }),
});
export type ShiftSummary = z.infer<typeof shiftSummary>;

const rules = z.strictObject({
  blindCount: z.boolean().meta({ description: 'clerks count without knowing what should be there' }),
});
/** Of the shift that is open, or a closed one by its number. */
const which = z.union([z.literal('x'), z.int().min(1)]);
const changes = ['shift'] as const;

export const shifts = {
  getShift: query({
    access: 'clerk',
    summary: 'The open shift: its cash movements, what should be in the drawer, and what is still unresolved',
    input: nothing,
    output: shiftState,
  }),
  openShift: command({
    access: 'clerk',
    summary: 'Opens a shift with a float, or puts the float into one that a sale opened',
    input: z.strictObject({ id, float: counted }),
    output: shiftView,
    changes,
  }),
  addMovement: command({
    access: 'clerk',
    summary: 'Notes money that goes into the drawer or out of it beside the sales, with its reason',
    input: z.strictObject({
      id,
      kind: z.enum(['paid-in', 'paid-out', 'drop']),
      amount: price.meta({ description: 'more than nothing, whichever way it goes' }),
      reason: note.min(1),
    }),
    output: cashMovementView,
    changes: ['shift', 'printing', 'till'],
  }),
  getXReport: query({
    access: 'clerk',
    summary: 'What the open shift has come to so far. Not for a clerk who counts blind',
    input: nothing,
    output: shiftReport,
  }),
  getZReport: query({
    access: 'clerk',
    summary: 'The report of a closed shift, as it was',
    input: z.strictObject({ number: z.int().min(1) }),
    output: shiftReport,
  }),
  closeShift: command({
    access: 'clerk',
    summary: 'Counts the drawer and closes the shift for good: its Z report. The next sale opens the next shift',
    input: z.strictObject({
      id,
      number: z.int().min(1).meta({ description: 'of the shift that was counted' }),
      counts: z.array(counted).min(1).max(20),
      reason: note.default('').meta({ description: 'needed where the count differs' }),
      keptFloat: price.nullable().default(null).meta({ description: 'what stays in the drawer for the next shift' }),
    }),
    output: shiftReport,
    changes: ['shift', 'till'],
  }),
  getShifts: query({
    access: 'clerk',
    summary: 'Closed shifts, newest first',
    input: z.strictObject(paging),
    output: pageOf(shiftSummary),
  }),
  previewReport: query({
    access: 'clerk',
    summary: 'An X or Z report as it would be printed',
    input: z.strictObject({ report: which, paperWidth: z.literal(PAPER_WIDTHS).default(80) }),
    output: receiptPicture,
  }),
  printReport: command({
    access: 'clerk',
    summary: 'Prints an X or Z report. A Z that was printed before says COPY',
    input: z.strictObject({ id, report: which, printerId: id.nullable().default(null) }),
    output: printJobView,
    changes: ['printing'],
  }),
  setCashRules: command({
    access: 'owner',
    summary: 'Says how this shop counts its cash',
    input: rules,
    output: rules,
    changes,
  }),
};
