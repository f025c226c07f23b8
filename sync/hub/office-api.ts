import { z } from 'zod';
import { catalogItemView, STOCK_POLICIES } from '../../domain/contract/catalog.ts';
import { PAYMENT_METHODS } from '../../domain/contract/payment.ts';
import {
  at,
  barcode,
  currency,
  day,
  id,
  name,
  nothing,
  pageOf,
  paging,
  price,
  soughtText,
  sum,
  text,
  threshold,
} from '../../domain/contract/schemas.ts';
import { conflict, REJECTIONS } from '../wire.ts';

/** `POST /office/api/<operation>`, JSON in and out. 4xx: `refusal` of wire.ts; 401: sign in first. */
export const OFFICE_API = '/office/api/';

const operation = <I extends z.ZodType, O extends z.ZodType>(summary: string, input: I, output: O) => ({
  summary,
  input,
  output,
});

const storeRef = { storeId: id, storeName: z.string() };

export const hubView = z.strictObject({
  hubId: id,
  version: z.string(),
  database: z.enum(['postgresql', 'embedded']).meta({ description: 'embedded: for trying, it does not survive a power cut' }),
  stores: z.array(z.strictObject({ ...storeRef, currency: currency.nullable(), registers: z.int() })),
});
export type HubView = z.infer<typeof hubView>;

export const registerView = z.strictObject({
  registerId: id,
  code: z.string(),
  ...storeRef,
  pairedAt: at,
  lastSeenAt: at.nullable().meta({ description: 'when it last sent or asked for anything' }),
  lastEventAt: at.nullable().meta({ description: 'when what arrived last had happened, by the register’s clock' }),
  lastSequence: z.int().min(0).meta({ description: 'of the incarnation that was paired last' }),
  lag: z.strictObject({
    events: z.int().min(0).meta({ description: 'changes of its store that it has not asked for yet' }),
    seconds: z.int().min(0).nullable().meta({ description: 'since it was last heard of' }),
  }),
  revokedAt: at.nullable(),
  replacedBy: z.string().nullable().meta({ description: 'the code of the register that stands in its place' }),
});
export type RegisterView = z.infer<typeof registerView>;

export const pairingCodeView = z.strictObject({
  code: z.string().meta({ description: 'ABCD-EFGH, for a hub with a certificate of its own followed by @ and its SHA-256' }),
  expiresAt: at,
  lifetimeMs: z.int().min(1).meta({ description: 'from its making on, for a clock that differs from the hub’s' }),
  ...storeRef,
  replaces: z.string().nullable().meta({ description: 'the code of the register that is replaced' }),
});
export type PairingCodeView = z.infer<typeof pairingCodeView>;

const amounts = { count: z.int().min(0), gross: z.int(), net: z.int(), tax: z.int() };
export const storeSales = z.strictObject({
  ...storeRef,
  currency,
  ...amounts,
  tenders: z
    .array(z.strictObject({ method: z.enum(PAYMENT_METHODS), count: z.int().min(0), amount: sum }))
    .meta({ description: 'confirmed payments of the orders of that day, refunds taken off' }),
});
export type StoreSales = z.infer<typeof storeSales>;

export const stockRow = z.strictObject({
  itemId: id,
  name: z.string(),
  total: z.int(),
  levels: z.array(z.strictObject({ storeId: id, level: z.int() })),
});
export type StockRow = z.infer<typeof stockRow>;

export const oversoldRow = z.strictObject({ itemId: id, name: z.string(), ...storeRef, level: z.int() });
export type OversoldRow = z.infer<typeof oversoldRow>;

export const rejectedEvent = z.strictObject({
  at,
  ...storeRef,
  registerCode: z.string(),
  eventId: z.string(),
  type: z.string(),
  reason: z.enum(REJECTIONS),
  message: z.string(),
  times: z.int().min(1).meta({ description: 'how often it was sent' }),
});
export type RejectedEvent = z.infer<typeof rejectedEvent>;

/** One item as the stores have it; where they differ, what was changed last. */
export const officeItem = catalogItemView.omit({ availableStock: true, onReorder: true }).extend({
  revision: z.int().min(1).meta({ description: 'the position of its last change; an edit names the one it saw' }),
  changedAt: at,
  changedBy: z.string().meta({ description: 'the register code, or "office"' }),
  prices: z.array(z.strictObject({ storeId: id, price })).meta({ description: 'one for each store that has the item' }),
});
export type OfficeItem = z.infer<typeof officeItem>;

/** What the office may set; what is left out stays. */
export const itemEdit = z
  .strictObject({
    name,
    description: text(4000).trim(),
    price,
    restockThreshold: threshold,
    maxStockThreshold: threshold,
    stockPolicy: z.enum(STOCK_POLICIES),
    barcodes: z.array(barcode).max(50),
    archived: z.boolean(),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'at least one field');
export type ItemEdit = z.infer<typeof itemEdit>;

export const conflictRow = conflict.extend({ position: z.int().min(1), at, ...storeRef, itemId: id, itemName: z.string() });
export type ConflictRow = z.infer<typeof conflictRow>;

/** Everything that the office page asks of the hub. All but `signIn` need the cookie that it sets. */
export const officeApi = {
  signIn: operation(
    'Signs in with the office key that the hub printed at its first start',
    z.strictObject({ key: z.string().max(200) }),
    hubView,
  ),
  signOut: operation('Ends this session', nothing, nothing),
  getHub: operation('The hub and its stores', nothing, hubView),
  getRegisters: operation('All registers, by store and code', nothing, z.array(registerView)),
  createPairingCode: operation(
    'A code for one register: 15 minutes, once',
    z.discriminatedUnion('for', [
      z.strictObject({ for: z.literal('store'), storeId: id }),
      z.strictObject({
        for: z.literal('new-store'),
        name,
        likeStoreId: id
          .nullable()
          .default(null)
          .meta({ description: 'whose catalogue, taxes, promotions and rules it takes over' }),
      }),
      z.strictObject({ for: z.literal('replacement'), registerId: id }),
    ]),
    pairingCodeView,
  ),
  revokeRegister: operation(
    'Takes the token away. What the register had sent stays',
    z.strictObject({ registerId: id }),
    z.array(registerView),
  ),
  getSales: operation(
    'What the stores sold on a day, cancelled sales left out',
    z.strictObject({ day }),
    z.strictObject({ day, stores: z.array(storeSales) }),
  ),
  getStock: operation(
    'Stock across stores, by name',
    z.strictObject({ ...paging, text: soughtText(200).default('') }),
    pageOf(stockRow),
  ),
  getOversold: operation('Items below zero, by store', z.strictObject(paging), pageOf(oversoldRow)),
  getRejected: operation('Events that the hub refused, newest first', z.strictObject(paging), pageOf(rejectedEvent)),
  getItems: operation(
    'The catalogue of all stores, by name. `text`: words in any order, in name, brand, type and barcode',
    z.strictObject({ ...paging, text: soughtText(200).default(''), archived: z.boolean().default(false) }),
    pageOf(officeItem),
  ),
  getItem: operation('One item, archived or not', z.strictObject({ itemId: id }), officeItem),
  editItem: operation(
    'Sets fields of an item in every store that has it. A price counts where the currency is the store’s. Changed since it was seen: `catalog/stale-edit`',
    z.strictObject({ itemId: id, revision: z.int().min(1), set: itemEdit }),
    officeItem,
  ),
  getConflicts: operation('Edits of one field that met, newest first', z.strictObject(paging), pageOf(conflictRow)),
} as const;

export type OfficeOperation = keyof typeof officeApi;
export type OfficeInput<N extends OfficeOperation> = z.input<(typeof officeApi)[N]['input']>;
export type OfficeOutput<N extends OfficeOperation> = z.output<(typeof officeApi)[N]['output']>;
