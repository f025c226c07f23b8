import { z } from 'zod';
import { person, session } from './identity.ts';
import { command, query } from './operation.ts';
import { PAYMENT_METHODS } from './payment.ts';
import { at, id, note, nothing, pageOf, paging, soughtText, sum } from './schemas.ts';

/** What the chip on every screen says, by the queue and never by a ping. */
export const SYNC_STATUSES = ['unpaired', 'sent', 'waiting', 'offline', 'attention'] as const;

/** Why the last exchange did not end well; the screens have a text for each. */
export const SYNC_TROUBLES = [
  'no-network',
  'timeout',
  'not-authorised',
  'certificate',
  'redirected',
  'not-a-hub',
  'reply-too-large',
  'too-many-requests',
  'remote-error',
  'key-store',
  'old-copy',
  'refused',
] as const;
export type SyncTrouble = (typeof SYNC_TROUBLES)[number];

const remote = z.strictObject({
  url: z.string(),
  kind: z
    .enum(['hub', 'receiver'])
    .meta({ description: 'receiver: any other endpoint that takes CloudEvents; nothing comes back' }),
  storeName: z.string(),
  pairedAt: at,
});

export const syncState = z.strictObject({
  remote: remote.nullable().meta({ description: 'null: nothing is sent anywhere yet' }),
  status: z.enum(SYNC_STATUSES),
  waiting: z.int().min(0).meta({ description: 'events that the remote has not confirmed' }),
  oldestWaitingAt: at.nullable(),
  parked: z.int().min(0).meta({ description: 'events that the remote refused, which somebody has to look into' }),
  trouble: z
    .strictObject({ kind: z.enum(SYNC_TROUBLES), message: z.string(), at })
    .nullable()
    .meta({ description: 'of the last exchange' }),
  nextTryAt: at.nullable(),
  lastSentAt: at.nullable(),
  lastPulledAt: at.nullable(),
  sending: z.boolean(),
  pulling: z.boolean().meta({ description: 'more changes are there than were taken so far' }),
  oversold: z.int().min(0).meta({ description: 'items below zero that a manager has to look into' }),
  carried: z
    .array(
      z.strictObject({
        registerCode: z.string(),
        parts: z.int().min(1),
        refused: z.string().nullable().meta({ description: 'why the hub did not take them; null: they wait to be sent' }),
      }),
    )
    .meta({ description: 'queues of other tills that are sent from here' }),
});
export type SyncState = z.infer<typeof syncState>;

/** Money of sales that only this computer knows of. */
export const moneyAtRisk = z.array(z.strictObject({ method: z.enum(PAYMENT_METHODS), payments: z.int(), amount: sum }));

export const queuedEvent = z.strictObject({
  sequence: z.int().min(1),
  id,
  type: z.string(),
  subject: z.string().meta({ description: 'what it is about in a word: a receipt number, an item’s name' }),
  amount: sum.nullable(),
  at,
  state: z.enum(['waiting', 'behind-parked', 'parked']),
  reason: z.string().nullable().meta({ description: 'of a parked one, in the remote’s words' }),
  reasonCode: z.string().nullable(),
});
export type QueuedEvent = z.infer<typeof queuedEvent>;

const passphrase = z.string().min(10).max(200);
/** As the office shows it; `@` and the fingerprint of the hub's own certificate follow where it has one. */
const pairingText = soughtText(120)
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}(@[0-9A-F]{64})?$/, 'a pairing code');
const url = z.url({ protocol: /^https?$/ }).max(300);

export const SOLD_SHORT_ANSWERS = ['counted', 'record-was-wrong', 'owed'] as const;
export const oversoldView = z.strictObject({
  itemId: id,
  name: z.string(),
  level: z.int(),
  last: z
    .array(z.strictObject({ kind: z.string(), quantity: z.int(), register: z.string().nullable(), at }))
    .meta({ description: 'the last movements, newest first; register null: this one' }),
});
export type OversoldView = z.infer<typeof oversoldView>;

export const sync = {
  getState: query({
    access: 'clerk',
    summary: 'What waits, since when, and how the last exchange ended',
    input: nothing,
    output: syncState,
  }),
  getQueue: query({
    access: 'manager',
    summary: 'What waits, oldest first: events, and the money of sales that only this computer knows of',
    input: z.strictObject({ ...paging, parked: z.boolean().default(false).meta({ description: 'the refused ones alone' }) }),
    output: pageOf(queuedEvent).extend({ money: moneyAtRisk, oldestAt: at.nullable() }),
  }),
  pair: command({
    access: 'owner',
    summary: 'Pairs this register with a hub by a code of its office',
    input: z.strictObject({ url, code: pairingText }),
    output: syncState,
    changes: ['till', 'sync', 'session'],
  }),
  setReceiver: command({
    access: 'owner',
    summary: 'Sends to an endpoint that takes CloudEvents and is no hub; nothing comes back from it',
    input: z.strictObject({ url, token: z.string().max(500) }),
    output: syncState,
    changes: ['till', 'sync'],
  }),
  unpair: command({
    access: 'owner',
    summary: 'Forgets the remote and its token. What waits stays',
    input: nothing,
    output: syncState,
    changes: ['till', 'sync'],
  }),
  syncNow: command({ access: 'clerk', summary: 'Tries at once', input: nothing, output: syncState, changes: ['sync'] }),
  sendAgain: command({
    access: 'manager',
    summary: 'Puts refused events back into the queue; all of them without a sequence',
    input: z.strictObject({ sequence: z.int().min(1).optional() }),
    output: syncState,
    changes: ['till', 'sync'],
  }),
  discard: command({
    access: 'manager',
    summary:
      'Gives a refused event up: it is never sent, stays in the file and is noted in the journal. By an owner, or approved by one',
    input: z.strictObject({ sequence: z.int().min(1), reason: note.min(1).max(500) }),
    output: syncState,
    changes: ['till', 'sync'],
  }),
  exportQueue: command({
    access: 'manager',
    summary: 'All that waits as one encrypted file, to be sent from another till of the store',
    input: z.strictObject({ passphrase }),
    output: z.strictObject({ fileName: z.string(), base64: z.string(), events: z.int() }),
    changes: [],
  }),
  carryQueue: command({
    access: 'manager',
    summary: 'Takes another till’s exported queue to send it from here',
    input: z.strictObject({ base64: z.base64().max(40_000_000), passphrase: z.string().max(200) }),
    output: z.strictObject({ registerCode: z.string(), events: z.int() }),
    changes: ['till', 'sync'],
  }),
  forgetCarried: command({
    access: 'manager',
    summary: 'Forgets what the hub refused of another till’s queue; that till still has it',
    input: z.strictObject({ registerCode: z.string().max(20) }),
    output: syncState,
    changes: ['sync'],
  }),
  joinStore: command({
    access: 'anyone',
    summary:
      'First run: takes the shop from a hub, or the place of a register that was lost, and creates the owner of this computer',
    input: z.strictObject({
      url,
      code: pairingText,
      owner: z.strictObject(person),
    }),
    output: session,
    changes: ['session', 'till', 'sync', 'catalog', 'stock', 'pricing'],
  }),
  getOversold: query({
    access: 'manager',
    summary: 'Items below zero: more was sold, on all tills together, than was there',
    input: nothing,
    output: z.array(oversoldView),
  }),
  resolveOversold: command({
    access: 'manager',
    summary:
      'Answers it: counted (the units on the shelf), record-was-wrong (nothing is there and nothing is owed: zero), owed (stays below zero until goods come)',
    input: z.strictObject({
      id,
      itemId: id,
      answer: z.enum(SOLD_SHORT_ANSWERS),
      counted: z.int().min(0).max(1_000_000).nullable().default(null),
      note: note.default(''),
    }),
    output: z.array(oversoldView),
    changes: ['stock', 'till', 'sync'],
  }),
};
