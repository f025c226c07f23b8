import { type CatalogItemView, catalogItemView } from '../../domain/contract/catalog.ts';
import { ITEM_FIELDS, type ItemField } from '../../domain/contract/events.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';
import type { Conflict } from '../wire.ts';

export interface HeldItem {
  readonly item: CatalogItemView;
  /** By field: the code of the register whose edit stands, or "office". */
  readonly writtenBy: Readonly<Partial<Record<ItemField, string>>>;
}

export interface ItemEvent {
  readonly item: CatalogItemView;
  /** What the changed fields were; null: all of it is told. */
  readonly before: Readonly<Partial<Record<ItemField, unknown>>> | null;
  readonly by: string;
}

/** Names that stand beside an id and follow it. */
const FOLLOWS: Readonly<Partial<Record<ItemField, 'catalogType' | 'catalogBrand'>>> = {
  catalogTypeId: 'catalogType',
  catalogBrandId: 'catalogBrand',
};

/**
 * Sets what an event changed of an item, field by field: the later in hub order stands (docs/sync.md, "The catalogue"). Where the field was
 * not what the event had seen and is not what it says, two edits met.
 * @param held what the hub has; undefined: the item is new, or came back
 */
export const mergeItem = (
  held: HeldItem | undefined,
  { item, before, by }: ItemEvent,
): { readonly merged: HeldItem; readonly conflicts: Conflict[] } => {
  if (held === undefined || before === null) {
    const writtenBy = Object.fromEntries(ITEM_FIELDS.map((field) => [field, by]));
    const revision = Math.max(item.revision, (held?.item.revision ?? 0) + 1);
    return { merged: { item: { ...item, revision }, writtenBy }, conflicts: [] };
  }
  const merged: Record<string, unknown> = { ...held.item, revision: held.item.revision + 1 };
  const writtenBy = { ...held.writtenBy };
  const conflicts: Conflict[] = [];
  for (const field of ITEM_FIELDS) {
    if (!Object.hasOwn(before, field)) continue;
    const now = held.item[field];
    const told = item[field];
    if (!same(now, before[field]) && !same(now, told))
      conflicts.push({ field, lost: now, won: told, lostBy: held.writtenBy[field] ?? '', wonBy: by });
    merged[field] = told;
    writtenBy[field] = by;
    const follower = FOLLOWS[field];
    if (follower) merged[follower] = item[follower];
  }
  return { merged: { item: catalogItemView.parse(merged), writtenBy }, conflicts };
};

const same = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other);
