import type { CatalogItemView } from '../../domain/contract/catalog.ts';
import type { Conflict } from '../wire.ts';
import type { CheckedEvent } from './check-event.ts';
import type { Sql } from './database.ts';
import { type HeldItem, type ItemEvent, mergeItem } from './merge-item.ts';

/** Who tells: a register, or the office (null). */
export interface Teller {
  readonly storeId: string;
  readonly registerId: string | null;
  /** The register's code, or "office". */
  readonly by: string;
  /** Milliseconds since 1970-01-01 UTC, by the hub's clock. */
  readonly at: number;
}

interface LoggedChange {
  readonly key: string | null;
  readonly source: string | null;
  readonly event_id: string | null;
  readonly item_id: string | null;
  readonly bytes: number;
  /** Nothing that comes later takes its place: a person who was erased stays erased, whatever a till had not heard of. */
  readonly final: boolean;
  readonly conflicts: readonly Conflict[];
}

/** What the attributes around an item's data come to. */
const ENVELOPE_BYTES = 500;

/**
 * Gives out positions to come, in the store's order. The lock is held until the commit: nothing of the store is committed later at a smaller
 * position, so a reader that goes on from a position misses nothing (docs/sync.md, "The hub's log"). What is read and written per store
 * (items, stock levels) is read and written under it, too. Taken as late as can be, so that hubs do the rest side by side.
 */
export const lockStore = async (sql: Sql, storeId: string): Promise<void> => {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7419))`, [storeId]);
};

/** What stands in the log once, at its last change; null: a fact, which stands there as it came. */
const keyOf = (event: CheckedEvent): string | null => nameOf(event)?.toLowerCase() ?? null;

const nameOf = ({ told }: CheckedEvent): string | null => {
  switch (told.type) {
    case 'app.tillwright.catalog.item-deleted.v1':
      return itemKey(told.data.itemId);
    case 'app.tillwright.catalog.type-changed.v1':
    case 'app.tillwright.catalog.type-deleted.v1':
      return `type:${told.data.id}`;
    case 'app.tillwright.catalog.brand-changed.v1':
    case 'app.tillwright.catalog.brand-deleted.v1':
      return `brand:${told.data.id}`;
    case 'app.tillwright.ordering.buyer-changed.v1':
      return `buyer:${told.data.id}`;
    case 'app.tillwright.ordering.buyer-erased.v1':
      return `buyer:${told.data.buyerId}`;
    case 'app.tillwright.ordering.buyer-group-changed.v1':
      return `group:${told.data.id}`;
    case 'app.tillwright.ordering.buyer-group-deleted.v1':
      return `group:${told.data.groupId}`;
    case 'app.tillwright.pricing.taxes-changed.v1':
      return 'taxes';
    case 'app.tillwright.pricing.promotion-changed.v1':
      return `promotion:${told.data.id}`;
    case 'app.tillwright.pricing.promotion-deleted.v1':
      return `promotion:${told.data.promotionId}`;
    case 'app.tillwright.basket.basket-parked.v1':
    case 'app.tillwright.basket.basket-unparked.v1':
      return `basket:${told.data.basketId}`;
    case 'app.tillwright.till.settings-changed.v1':
      return `setting:${told.data.setting}`;
    default:
      return null;
  }
};

const itemKey = (id: string): string => `item:${id}`;
/** PostgreSQL writes a UUID in lower case. */
const named = (item: CatalogItemView): CatalogItemView => ({ ...item, id: item.id.toLowerCase() });

const erases = ({ told }: CheckedEvent): boolean => told.type === 'app.tillwright.ordering.buyer-erased.v1';

/** The edits of items that an event tells. */
const itemEventsOf = ({ told }: CheckedEvent, by: string): ItemEvent[] => {
  switch (told.type) {
    case 'app.tillwright.catalog.item-changed.v1': {
      const { before, ...item } = told.data;
      return [{ item: named(item), before, by }];
    }
    case 'app.tillwright.catalog.items-imported.v1':
      return told.data.items.map(({ item }) => ({ item: named(item), before: null, by }));
    default:
      return [];
  }
};

/** An import stands among the facts only for the opening stock that it brings; its items are state. */
const isLogged = ({ told }: CheckedEvent): boolean =>
  told.type === 'app.tillwright.catalog.items-imported.v1'
    ? told.data.items.some(({ opening }) => opening !== null)
    : told.type !== 'app.tillwright.catalog.item-changed.v1';

/** Under the store's lock: merges the items and writes what the events change into the store's log. */
export const logChanges = async (sql: Sql, teller: Teller, events: readonly CheckedEvent[]): Promise<void> => {
  const edits = events.flatMap((event) => itemEventsOf(event, teller.by));
  const items = edits.length === 0 ? new Map<string, HeldItem>() : await heldItems(sql, teller.storeId, edits);
  const changes: LoggedChange[] = [];
  for (const event of events) {
    for (const edit of itemEventsOf(event, teller.by)) changes.push(takeEdit(items, edit));
    if (event.told.type === 'app.tillwright.catalog.item-deleted.v1') items.delete(event.told.data.itemId.toLowerCase());
    if (isLogged(event)) {
      const { source, id } = event.event;
      changes.push({
        key: keyOf(event),
        source,
        event_id: id,
        item_id: null,
        bytes: event.bytes,
        final: erases(event),
        conflicts: [],
      });
    }
  }
  await writeChanges(sql, teller, changes, items);
  const people = [...new Set(events.map(keyOf).filter((key) => key?.startsWith('buyer:')))];
  if (people.length > 0) await sql.query(FORGET_ERASED, [teller.storeId, people]);
};

/** Under the store's lock: edits of the office, each item as it is from now on. @returns the items as merged */
export const logEdits = async (sql: Sql, teller: Teller, edits: readonly ItemEvent[]): Promise<void> => {
  const items = await heldItems(sql, teller.storeId, edits);
  const changes = edits.map((edit) => takeEdit(items, edit));
  await writeChanges(sql, teller, changes, items);
};

const takeEdit = (items: Map<string, HeldItem>, edit: ItemEvent): LoggedChange => {
  const { id } = edit.item;
  const { merged, conflicts } = mergeItem(items.get(id), edit);
  items.set(id, merged);
  const bytes = Buffer.byteLength(JSON.stringify(merged.item)) + ENVELOPE_BYTES;
  return { key: itemKey(id), source: null, event_id: null, item_id: id, bytes, final: false, conflicts };
};

const heldItems = async (sql: Sql, storeId: string, edits: readonly ItemEvent[]): Promise<Map<string, HeldItem>> => {
  const rows = await sql.query<{ id: string; data: CatalogItemView; written_by: HeldItem['writtenBy'] }>(
    'SELECT id, data, written_by FROM item WHERE store_id = $1::uuid AND id = ANY ($2::uuid[])',
    [storeId, edits.map(({ item }) => item.id)],
  );
  return new Map(rows.map(({ id, data, written_by }) => [id, { item: data, writtenBy: written_by }]));
};

const writeChanges = async (
  sql: Sql,
  { storeId, registerId, by, at }: Teller,
  changes: readonly LoggedChange[],
  items: ReadonlyMap<string, HeldItem>,
): Promise<void> => {
  if (changes.length === 0) return;
  const given = await sql.query<{ position: number }>(
    `SELECT nextval('change_position') AS position FROM generate_series(1, $1::integer)`,
    [changes.length],
  );
  const positioned = changes.map((change, index) => ({ ...change, position: given[index]?.position ?? 0 }));
  // Of many changes of one key the last stands; a fact has no key.
  const standing = new Map<string | number, (typeof positioned)[number]>();
  for (const change of positioned) {
    const name = change.key ?? change.position;
    if (standing.get(name)?.final !== true || change.final) standing.set(name, change);
  }
  const rows = [...standing.values()].map(({ conflicts: _, ...row }) => row);
  await sql.query(CHANGES, [storeId, registerId, at, JSON.stringify(rows)]);

  const met = positioned.flatMap(({ position, item_id, conflicts }) =>
    conflicts.map((conflict) => ({ position, item_id, field: conflict.field, detail: conflict })),
  );
  if (met.length > 0) await sql.query(CONFLICTS, [storeId, at, JSON.stringify(met)]);

  const gone: string[] = [];
  const kept: object[] = [];
  for (const { key, position, item_id } of standing.values()) {
    if (item_id === null) {
      if (key?.startsWith('item:')) gone.push(key.slice('item:'.length));
      continue;
    }
    const held = items.get(item_id);
    if (held) kept.push({ id: item_id, data: held.item, written_by: held.writtenBy, search: searchText(held.item), position });
  }
  if (kept.length > 0) await sql.query(ITEMS, [storeId, at, by, JSON.stringify(kept)]);
  if (gone.length > 0) await sql.query('DELETE FROM item WHERE store_id = $1::uuid AND id = ANY ($2::uuid[])', [storeId, gone]);
};

/** Words to look an item up by, without case. */
const searchText = ({ name, catalogType, catalogBrand, barcodes }: CatalogItemView): string =>
  [name, catalogType ?? '', catalogBrand ?? '', ...barcodes.map(({ code }) => code)].join(' ').toLowerCase();

const CHANGES = `
  INSERT INTO change AS c (store_id, position, key, register_id, source, event_id, item_id, bytes, final, at)
  SELECT $1::uuid, position, key, $2::uuid, source, event_id, item_id, bytes, final, $3::bigint
  FROM jsonb_to_recordset($4::jsonb) AS t (position bigint, key text, source text, event_id text, item_id uuid, bytes integer, final boolean)
  ON CONFLICT (store_id, key) WHERE key IS NOT NULL DO UPDATE SET (position, register_id, source, event_id, item_id, bytes, final, at)
    = (excluded.position, excluded.register_id, excluded.source, excluded.event_id, excluded.item_id, excluded.bytes, excluded.final, excluded.at)
  WHERE NOT c.final OR excluded.final`;

const CONFLICTS = `
  INSERT INTO conflict (store_id, position, item_id, field, detail, at)
  SELECT $1::uuid, position, item_id, field, detail, $2::bigint
  FROM jsonb_to_recordset($3::jsonb) AS t (position bigint, item_id uuid, field text, detail jsonb)`;

const ITEMS = `
  INSERT INTO item (store_id, id, data, written_by, search, archived, position, changed_at, changed_by)
  SELECT $1::uuid, id, data, written_by, search, (data ->> 'archived')::boolean, position, $2::bigint, $3::text
  FROM jsonb_to_recordset($4::jsonb) AS t (id uuid, data jsonb, written_by jsonb, search text, position bigint)
  ON CONFLICT (store_id, id) DO UPDATE SET (data, written_by, search, archived, position, changed_at, changed_by)
    = (excluded.data, excluded.written_by, excluded.search, excluded.archived, excluded.position, excluded.changed_at, excluded.changed_by)`;

const FORGET_ERASED = `
  UPDATE event e SET data = NULL
  FROM change c
  WHERE c.store_id = $1::uuid AND c.key = ANY ($2::text[]) AND c.final
    AND e.store_id = c.store_id AND e.type = 'app.tillwright.ordering.buyer-changed.v1' AND lower(e.data ->> 'id') = substr(c.key, 7)`;
