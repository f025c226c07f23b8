import { z } from 'zod';
import { buyerGroupView, buyerView } from './buyers.ts';
import { brandView, catalogItemView, movementView, typeView } from './catalog.ts';
import { orderView } from './ordering.ts';
import { at, id, level, threshold } from './schemas.ts';

/** The public schemas of everything that leaves the till: CloudEvents `type` to the shape of `data`. */
export const integrationEvents = {
  'app.tillwright.catalog.item-changed.v1': catalogItemView,
  'app.tillwright.catalog.item-deleted.v1': z.strictObject({ itemId: id }),
  'app.tillwright.catalog.type-changed.v1': typeView,
  'app.tillwright.catalog.type-deleted.v1': z.strictObject({ id }),
  'app.tillwright.catalog.brand-changed.v1': brandView,
  'app.tillwright.catalog.brand-deleted.v1': z.strictObject({ id }),
  'app.tillwright.catalog.stock-moved.v1': movementView,
  'app.tillwright.catalog.item-running-low.v1': z.strictObject({
    itemId: id,
    availableStock: level,
    restockThreshold: threshold,
  }),
  'app.tillwright.catalog.catalog-imported.v1': z.strictObject({ importId: id, items: z.int().min(0) }),
  'app.tillwright.ordering.order-paid.v1': orderView,
  'app.tillwright.ordering.order-cancelled.v1': orderView,
  'app.tillwright.ordering.buyer-changed.v1': buyerView,
  'app.tillwright.ordering.buyer-erased.v1': z.strictObject({ buyerId: id, erasedAt: at }),
  'app.tillwright.ordering.buyer-group-changed.v1': buyerGroupView.omit({ buyers: true }),
  'app.tillwright.ordering.buyer-group-deleted.v1': z.strictObject({ groupId: id }),
} as const;

export type IntegrationEventType = keyof typeof integrationEvents;
