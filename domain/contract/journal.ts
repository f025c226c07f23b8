import { z } from 'zod';
import type { JournalEntry } from '../shared/journal.ts';
import { LIMITED_ACTIONS } from '../shared/limits.ts';
import { query } from './operation.ts';
import { DISPOSITIONS } from './ordering.ts';
import { PAYMENT_METHODS } from './payment.ts';
import { amount, at, currency, day, id, money, nothing, pageOf, paging, sum } from './schemas.ts';
import { MOVEMENT_KINDS } from './shifts.ts';

const byMethod = z
  .array(z.strictObject({ method: z.enum(PAYMENT_METHODS), amount: money }))
  .meta({ description: 'confirmed payments, one sum for each method' });

const settingValue = z.union([z.string().max(2000), z.int(), z.boolean(), z.null()]);

const signIn = z.strictObject({ method: z.enum(['pin', 'password', 'set-up']) });

const ofPayment = { orderId: id, receiptNumber: z.string(), paymentId: id, method: z.enum(PAYMENT_METHODS) };

/** Every kind of entry and the shape of its `data`. A kind that has been written keeps its name and shape. */
export const journalData = {
  sale: z.strictObject({ orderId: id, receiptNumber: z.string(), total: money, payments: byMethod }),
  return: z.strictObject({
    orderId: id,
    receiptNumber: z.string(),
    total: money.meta({ description: 'what the goods that came back were worth: less than nothing' }),
    lines: z.array(
      z.strictObject({
        productId: id,
        units: z.int().min(1),
        sale: z.string().nullable().meta({ description: 'the receipt they were sold on; null: nobody had it' }),
        disposition: z.enum(DISPOSITIONS),
      }),
    ),
  }),
  void: z.strictObject({ orderId: id, receiptNumber: z.string(), total: money, refunds: byMethod }),
  'price-override': z.strictObject({ orderId: id, receiptNumber: z.string(), productId: id, units: z.int(), price: money }),
  'discount-above-limit': z.strictObject({ ppm: z.int().min(0) }),
  'drawer-opening': z.strictObject({ orderId: id.nullable().meta({ description: 'null: by hand, without a sale' }) }),
  reprint: z.strictObject({ orderId: id.nullable().meta({ description: 'null: of a report' }), receiptNumber: z.string() }),
  'payment-given-back': z.strictObject({
    ...ofPayment,
    amount: money.meta({ description: 'what goes back, or was asked of a terminal to' }),
  }),
  'payment-resolved': z.strictObject({ ...ofPayment, amount: money, outcome: z.enum(['Confirmed', 'Rejected']) }),
  login: signIn,
  logout: nothing,
  'failed-login': signIn,
  approval: z.strictObject({
    action: z.enum(LIMITED_ACTIONS),
    measure: z
      .union([z.strictObject({ amount: money }), z.strictObject({ ppm: z.int().min(0) })])
      .nullable()
      .meta({ description: 'how far it went, where that matters' }),
  }),
  'clock-change': z.strictObject({
    before: at.meta({ description: 'the time that was to be expected, or the time of the entry before' }),
    after: at.meta({ description: 'the time that the clock showed' }),
    noticed: z.enum(['while-running', 'behind-the-journal']),
  }),
  'setting-change': z.strictObject({
    setting: z.enum([
      'shop',
      'staff',
      'terminal',
      'tenders',
      'taxes',
      'promotions',
      'rules',
      'receipt-keys',
      'limits',
      'cash',
      'printers',
      'receipt',
      'remote',
    ]),
    subjectId: id.nullable().meta({ description: 'whom or what it is about, where there are several' }),
    changes: z.array(z.strictObject({ name: z.string().max(60), from: settingValue, to: settingValue })),
  }),
  'event-discarded': z.strictObject({ sequence: z.int().min(1), eventId: id, type: z.string() }),
  'edit-overwritten': z.strictObject({
    itemId: id,
    edits: z.array(
      z.strictObject({
        field: z.string().max(60),
        lost: settingValue,
        won: settingValue,
        lostBy: z.string().max(60).meta({ description: 'the register code, or "office"' }),
        wonBy: z.string().max(60),
      }),
    ),
  }),
  'change-refused': z.strictObject({
    position: z.int(),
    type: z.string().max(100),
    reason: z.enum(['invalid', 'unknown-type', 'does-not-fit']),
  }),
  'journal-continued': z.strictObject({
    sequence: z.int().min(1).meta({ description: 'of the last entry that the hub had heard of' }),
    hash: z.string().length(64),
    registerCode: z.string().max(6).meta({ description: 'of the register that was lost' }),
  }),
  'shift-opened': z.strictObject({ number: z.int(), bySale: z.boolean() }),
  'cash-movement': z.strictObject({ movementId: id, shift: z.int(), movement: z.enum(MOVEMENT_KINDS), amount: money }),
  'z-report': z.strictObject({
    number: z.int(),
    totals: z.strictObject({ net: sum, tax: sum, gross: sum }),
    drawer: z.array(z.strictObject({ currency, expected: z.int(), counted: amount, variance: z.int() })),
  }),
} as const;

type Data = typeof journalData;
export type JournalKind = keyof Data;
export const JOURNAL_KINDS = Object.keys(journalData) as [JournalKind, ...JournalKind[]];

/** What features write: a kind with its own data. */
export type NewJournalEntry = { [K in JournalKind]: JournalEntry<K, z.infer<Data[K]>> }[JournalKind];

const person = z.strictObject({ id: z.string(), name: z.string() });
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 in hex' });
const entry = { sequence: z.int().min(1), at, user: person.nullable(), approvedBy: person.nullable(), previousHash: hash, hash };

const ofKind = <K extends JournalKind>(kind: K) => z.strictObject({ ...entry, kind: z.literal(kind), data: journalData[kind] });

export const journalEntryView = z.discriminatedUnion('kind', [
  ofKind('sale'),
  ofKind('return'),
  ofKind('void'),
  ofKind('price-override'),
  ofKind('discount-above-limit'),
  ofKind('drawer-opening'),
  ofKind('reprint'),
  ofKind('payment-given-back'),
  ofKind('payment-resolved'),
  ofKind('login'),
  ofKind('logout'),
  ofKind('failed-login'),
  ofKind('approval'),
  ofKind('clock-change'),
  ofKind('setting-change'),
  ofKind('event-discarded'),
  ofKind('edit-overwritten'),
  ofKind('change-refused'),
  ofKind('journal-continued'),
  ofKind('shift-opened'),
  ofKind('cash-movement'),
  ofKind('z-report'),
]);
export type JournalEntryView = z.infer<typeof journalEntryView>;

export const JOURNAL_FAULTS = ['missing', 'changed', 'broken-link', 'cut-off'] as const;

export const journalVerdict = z.strictObject({
  count: z.int().min(0).meta({ description: 'entries that hold' }),
  head: hash.nullable().meta({ description: 'of the last entry that holds; null before the first' }),
  continuedAfter: z.int().min(1).optional().meta({
    description: 'the journal goes on behind that many entries of a till whose disk was lost, as its first entry says',
  }),
  fault: z
    .strictObject({ sequence: z.int().min(1), what: z.enum(JOURNAL_FAULTS) })
    .nullable()
    .meta({ description: 'the first entry that does not hold; null when all do' }),
});
export type JournalVerdict = z.infer<typeof journalVerdict>;

export const journal = {
  getJournal: query({
    access: 'manager',
    summary: 'What happened at this till, newest first, by kind, day or person',
    input: z.strictObject({
      ...paging,
      kind: z.enum(JOURNAL_KINDS).optional(),
      fromDay: day.optional(),
      toDay: day.optional(),
      userId: id.optional(),
    }),
    output: pageOf(journalEntryView),
  }),
  verifyJournal: query({
    access: 'manager',
    summary: 'Reads the whole journal again, beside the till’s own work, and says whether every entry holds',
    input: nothing,
    output: journalVerdict,
  }),
};
