import { z } from 'zod';
import { at, currency, id, name } from '../domain/contract/schemas.ts';

/** One event as JSON, whole: CloudEvents 1.0 with `sequence` and `partitionkey` of its documented extensions. */
export const MAX_EVENT_BYTES = 64 * 1024;
/** What a till reads of a reply before it gives up. */
export const MAX_REPLY_BYTES = 5 * 1024 * 1024;

/** Without a charset: JSON is UTF-8, and the official SDK knows no other spelling of the type. */
export const SINGLE = 'application/cloudevents+json';
export const BATCH = 'application/cloudevents-batch+json';

export { sourceOf } from '../domain/shared/source.ts';
/** Zero-padded, so that it sorts as text (CloudEvents "sequence" extension). */
export const sequenceText = (sequence: number): string => String(sequence).padStart(20, '0');

export const source = z.string().regex(/^\/(registers\/[0-9a-f-]{36}\/[0-9a-f-]{36}|hubs\/[0-9a-f-]{36})$/);

export const cloudEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(100),
  source,
  type: z
    .string()
    .regex(/^app\.tillwright\.[a-z.-]+\.v[0-9]+$/)
    .max(100),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  sequence: z.string().regex(/^[0-9]{20}$/),
  partitionkey: z.string().min(1).max(100),
  data: z.record(z.string(), z.unknown()),
});
export type CloudEvent = z.infer<typeof cloudEvent>;

export const REJECTIONS = [
  'invalid',
  'unknown-type',
  'too-large',
  'id-reused',
  'sequence-reused',
  'foreign-source',
  'foreign-store',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** What the remote says of one event. */
export const eventResult = z.object({
  id: z.string(),
  outcome: z.enum(['accepted', 'duplicate', 'rejected']),
  reason: z.string().optional().meta({ description: 'of a rejection: one of the list, or the remote’s own' }),
  message: z.string().optional().meta({ description: 'in words' }),
});
export type EventResult = z.infer<typeof eventResult>;
/** To a batch: one result for each event. To a single event: its result alone (2xx), or the refusal (4xx). */
export const eventResults = z.object({ results: z.array(eventResult) });

/** What every refusal of a whole request looks like. */
export const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const capabilities = z.object({
  hub: z.object({ id, version: z.string() }),
  batch: z.object({ maxEvents: z.int().min(1), maxBytes: z.int().min(1) }).nullable(),
  maxEventBytes: z.int().min(1),
  register: z
    .object({
      storeId: id,
      storeName: z.string(),
      code: z.string(),
      source,
      lastSequence: z.int().min(0).meta({ description: 'the highest that the hub has of this source; 0: none' }),
      lastId: z.string().nullable(),
    })
    .nullable()
    .meta({ description: 'null without a valid token' }),
});
export type Capabilities = z.infer<typeof capabilities>;

/** An edit of one field that another edit met, and which lost. */
export const conflict = z.object({
  field: z.string(),
  lost: z.unknown().meta({ description: 'the value that no longer stands' }),
  won: z.unknown(),
  lostBy: z.string().meta({ description: 'the register code, or "office"' }),
  wonBy: z.string(),
});
export type Conflict = z.infer<typeof conflict>;

export const change = z.object({
  position: z.int().min(1),
  event: cloudEvent,
  conflicts: z.array(conflict).default([]),
});
export type Change = z.infer<typeof change>;
export const changesPage = z.object({
  changes: z.array(change),
  cursor: z.string().meta({ description: 'where to go on; opaque' }),
  more: z.boolean().meta({ description: 'whether more is there already' }),
});
export type ChangesPage = z.infer<typeof changesPage>;

/** Of the office: 8 letters and digits without those that look alike; then, for a hub with a certificate of its own, `@` and its SHA-256. */
export const pairingCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/);

const shop = z.strictObject({
  id,
  name,
  currency,
  pricesIncludeTax: z.boolean(),
});

export const pairRequest = z.strictObject({
  code: pairingCode,
  register: z.strictObject({
    id,
    incarnation: id,
    code: z.string().regex(/^[A-Z0-9]{1,6}$/),
    receiptKey: z.string().max(200).nullable().meta({ description: 'the text that another till is given of its public key' }),
  }),
  shop: shop.nullable().meta({ description: 'null: a fresh till, which takes the store’s' }),
});
export type PairRequest = z.infer<typeof pairRequest>;

/** How far the register that is replaced had come, by what the hub has of it. */
const replaced = z.object({
  registerId: id,
  code: z.string(),
  sources: z.array(source),
  lastOrderNumber: z.int().min(0),
  lastShiftNumber: z.int().min(0),
  journal: z.object({ sequence: z.int().min(1), hash: z.string().length(64) }).nullable(),
});

export const pairReply = z.object({
  token: z.string().min(32).max(100),
  hubId: id,
  storeId: id,
  storeName: z.string(),
  registerCode: z.string().meta({ description: 'unique within the store: the one that was asked for, or the next that is free' }),
  shop: shop.nullable().meta({ description: 'of the store, for a fresh till' }),
  replaces: replaced.nullable(),
});
export type PairReply = z.infer<typeof pairReply>;

/** A register that goes on from an old copy of its file, and what it does not know to have been confirmed: up to 1,000 ids at a time. */
export const incarnationRequest = z.strictObject({ incarnation: id, events: z.array(z.string().min(1).max(100)).max(1000) });
export const incarnationReply = z.object({
  registerCode: z.string().meta({ description: 'what it prints from now on, the same however often it asks' }),
  source,
  known: z.array(z.string()).meta({ description: 'those of the events that the hub has, told under a former incarnation' }),
});
export type IncarnationRequest = z.infer<typeof incarnationRequest>;
export type IncarnationReply = z.infer<typeof incarnationReply>;

/** Beside each push: how far the journal of the register goes, as `sequence:hash`. */
export const JOURNAL_HEADER = 'tillwright-journal';

/** One part of a queue that another till carries: the batch as text, exactly as it was signed. */
export const carriedPart = z.strictObject({
  source,
  events: z
    .string()
    .max(2 * 1024 * 1024)
    .meta({ description: 'a CloudEvents batch as JSON' }),
  signature: z
    .string()
    .max(200)
    .meta({ description: 'Ed25519 by the register’s receipt key over the UTF-8 of `events`, base64' }),
});
export type CarriedPart = z.infer<typeof carriedPart>;

export const heardAt = at;
