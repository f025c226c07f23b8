import { z } from 'zod';
import { brandView, catalogItemView, movementView, typeView } from './catalog.ts';
import { orderView } from './ordering.ts';
import { id, level, threshold } from './schemas.ts';

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
} as const;

export type IntegrationEventType = keyof typeof integrationEvents;
