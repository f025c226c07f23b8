import { z } from 'zod';
import { limitRules } from './approvals.ts';
import { buyerGroupView, buyerView } from './buyers.ts';
import { brandView, catalogItemView, movementView, typeView } from './catalog.ts';
import { DISPOSITIONS, orderItemView, orderView } from './ordering.ts';
import { paymentView, tenderRules } from './payment.ts';
import { discount, pricingRules, promotionView, taxesView } from './pricing.ts';
import { refundable, soldLine } from './returns.ts';
import { at, id, level, name, price, threshold } from './schemas.ts';
import { cashMovementView, shiftReport } from './shifts.ts';

/** A till's own list of stock movements: the place of those that an event brings. Growing, never used twice, not gap-free. */
const movementNumber = z.int().min(1);

const order = orderView.extend({
  stockNumber: movementNumber.nullable().meta({
    description: 'of the movements that this event brings; null: it brings none, an earlier event of the order did',
  }),
  linesBefore: z.int().min(1).optional().meta({
    description: 'the lines of a long order, which came in that many order-lines events before; this one has none then',
  }),
});

/** What a count had seen when it was made (docs/sync.md). */
export const countView = z.strictObject({
  counted: level,
  rank: z.int().min(1).meta({ description: 'one more than the highest among the counts of the item that it had seen' }),
  seen: z
    .record(z.string(), z.int().min(0))
    .meta({ description: 'by source: the highest movement number that had been taken in' }),
});
export type CountView = z.infer<typeof countView>;

const stockMovement = movementView.extend({
  number: movementNumber,
  count: countView.nullable().meta({ description: 'set when the goods were counted: the level is absolute then' }),
});

/** The fields of an item that are edited; the level is not one of them. */
export const ITEM_FIELDS = [
  'name',
  'description',
  'price',
  'pictureUri',
  'catalogTypeId',
  'catalogBrandId',
  'taxCategoryId',
  'restockThreshold',
  'maxStockThreshold',
  'stockPolicy',
  'barcodes',
  'archived',
] as const;
export type ItemField = (typeof ITEM_FIELDS)[number];

const itemChanged = catalogItemView.extend({
  before: z
    .partialRecord(z.enum(ITEM_FIELDS), z.unknown())
    .nullable()
    .meta({ description: 'what the changed fields were; null: the item is new, or all of it is told' }),
});

const discountByHand = z.strictObject({ off: discount, reason: z.string() }).nullable();

const parkedBasket = z.strictObject({
  basketId: id,
  name: z.string(),
  parkedAt: at,
  parkedBy: z.string(),
  registerCode: z.string(),
  buyerId: id.nullable(),
  discount: discountByHand.meta({ description: 'by hand, on the whole basket' }),
  lines: z.array(
    z.strictObject({
      productId: id,
      productName: z.string(),
      unitPrice: price,
      quantity: z.int().min(1),
      discount: discountByHand,
      priceReason: z.string().nullable(),
    }),
  ),
  returns: z.array(
    z.strictObject({
      sold: soldLine,
      paid: z.array(refundable),
      units: z.int().min(1),
      reason: z.string(),
      disposition: z.enum(DISPOSITIONS),
    }),
  ),
});

/** Lines of an order that would not fit into its event: they come before it, with movements of their own (docs/sync.md, "Long orders"). */
const orderLines = z.strictObject({
  orderId: id,
  receiptNumber: z.string(),
  orderDate: at,
  userName: z.string(),
  cancelled: z.boolean().meta({ description: 'the goods came back: of the event order-cancelled' }),
  orderItems: z.array(orderItemView).min(1),
  stockNumber: movementNumber.nullable(),
});

/** The public schemas of everything that leaves the till: CloudEvents `type` to the shape of `data`. */
export const integrationEvents = {
  'app.tillwright.catalog.item-changed.v1': itemChanged,
  'app.tillwright.catalog.item-deleted.v1': z.strictObject({ itemId: id }),
  'app.tillwright.catalog.items-imported.v1': z.strictObject({
    importId: id,
    items: z.array(
      z.strictObject({ item: catalogItemView, opening: z.strictObject({ number: movementNumber, quantity: level }).nullable() }),
    ),
  }),
  'app.tillwright.catalog.type-changed.v1': typeView,
  'app.tillwright.catalog.type-deleted.v1': z.strictObject({ id }),
  'app.tillwright.catalog.brand-changed.v1': brandView,
  'app.tillwright.catalog.brand-deleted.v1': z.strictObject({ id }),
  'app.tillwright.catalog.stock-moved.v1': stockMovement,
  'app.tillwright.catalog.item-running-low.v1': z.strictObject({
    itemId: id,
    availableStock: level,
    restockThreshold: threshold,
  }),
  'app.tillwright.catalog.catalog-imported.v1': z.strictObject({ importId: id, items: z.int().min(0) }),
  'app.tillwright.ordering.order-lines.v1': orderLines,
  'app.tillwright.ordering.order-submitted.v1': order,
  'app.tillwright.ordering.order-paid.v1': order,
  'app.tillwright.ordering.order-cancelled.v1': order,
  'app.tillwright.ordering.buyer-changed.v1': buyerView,
  'app.tillwright.ordering.buyer-erased.v1': z.strictObject({ buyerId: id, erasedAt: at }),
  'app.tillwright.ordering.buyer-group-changed.v1': buyerGroupView.omit({ buyers: true }),
  'app.tillwright.ordering.buyer-group-deleted.v1': z.strictObject({ groupId: id }),
  'app.tillwright.payment.payment-settled.v1': paymentView.extend({ shiftNumber: z.int().nullable() }),
  'app.tillwright.pricing.taxes-changed.v1': taxesView,
  'app.tillwright.pricing.promotion-changed.v1': promotionView,
  'app.tillwright.pricing.promotion-deleted.v1': z.strictObject({ promotionId: id }),
  'app.tillwright.basket.basket-parked.v1': parkedBasket,
  'app.tillwright.basket.basket-unparked.v1': z.strictObject({ basketId: id }),
  'app.tillwright.till.settings-changed.v1': z.discriminatedUnion('setting', [
    z.strictObject({ setting: z.literal('shop'), value: z.strictObject({ name }) }),
    z.strictObject({ setting: z.literal('pricing'), value: pricingRules }),
    z.strictObject({ setting: z.literal('tenders'), value: tenderRules }),
    z.strictObject({ setting: z.literal('limits'), value: limitRules }),
  ]),
  'app.tillwright.till.cash-moved.v1': cashMovementView,
  'app.tillwright.till.shift-opened.v1': z.strictObject({
    number: z.int().min(1),
    openedAt: at,
    openedBy: z.string().nullable(),
  }),
  'app.tillwright.till.shift-closed.v1': shiftReport,
  'app.tillwright.till.receipt-key-added.v1': z.strictObject({
    registerCode: z.string(),
    fingerprint: z.string(),
    text: z.string(),
  }),
} as const;

export type IntegrationEventType = keyof typeof integrationEvents;
