import { readBarcode } from '../../../domain/catalog/barcode.ts';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { ITEM_FIELDS } from '../../../domain/contract/events.ts';
import { canonicalJson } from '../../../domain/shared/canonical-json.ts';
import type { Database, Sql } from '../database.ts';
import { lockStore, logEdits } from '../log-changes.ts';
import type { ItemEdit, OfficeItem, OfficeOutput } from '../office-api.ts';
import { refuseRequest } from '../refusals.ts';
import { likeWords, type Paging, pageOf } from './office-paging.ts';

interface ItemRow {
  readonly data: CatalogItemView;
  readonly position: number;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly prices: OfficeItem['prices'];
}

const COLUMNS = `l.data, l.position, l.changed_at, l.changed_by,
  (SELECT json_agg(json_build_object('storeId', p.store_id, 'price', p.data -> 'price') ORDER BY p.store_id) FROM item p WHERE p.id = l.id) AS prices`;

const viewOf = ({ data, position, changed_at, changed_by, prices }: ItemRow): OfficeItem => {
  const { availableStock: _level, onReorder: _low, ...item } = data;
  return { ...item, revision: position, changedAt: changed_at, changedBy: changed_by, prices };
};

/** The catalogue of all stores, by name. */
export const listItems = async (
  sql: Sql,
  { text, archived, ...paging }: Paging & { readonly text: string; readonly archived: boolean },
): Promise<OfficeOutput<'getItems'>> =>
  pageOf(paging, async (limit, offset) => {
    const rows = await sql.query<ItemRow>(
      `WITH l AS (SELECT DISTINCT ON (id) * FROM item WHERE archived = $1::boolean AND search LIKE ALL ($2::text[]) ORDER BY id, position DESC)
       SELECT ${COLUMNS} FROM l ORDER BY lower(l.data ->> 'name'), l.id LIMIT $3::integer OFFSET $4::integer`,
      [archived, likeWords(text), limit, offset],
    );
    return rows.map(viewOf);
  });

/** @throws RequestRefusal 404 `catalog/item-not-found` */
export const readItem = async (sql: Sql, itemId: string): Promise<OfficeItem> => {
  const [row] = await sql.query<ItemRow>(`SELECT ${COLUMNS} FROM item l WHERE l.id = $1::uuid ORDER BY l.position DESC LIMIT 1`, [
    itemId,
  ]);
  if (!row) throw refuseRequest(404, 'catalog/item-not-found', 'no store has such an item');
  return viewOf(row);
};

interface Edit {
  readonly itemId: string;
  /** The position of the last change that the office saw. */
  readonly revision: number;
  readonly set: ItemEdit;
}

/**
 * Sets fields of an item in every store that has it: a change in each store's log, by the hub.
 * @param at by the hub's clock, in milliseconds since 1970-01-01 UTC
 * @returns the item, and the stores that were told
 * @throws RequestRefusal 404 `catalog/item-not-found`, 409 `catalog/stale-edit`
 */
export const editItem = (
  database: Database,
  { itemId, revision, set }: Edit,
  at: number,
): Promise<{ item: OfficeItem; storeIds: string[] }> =>
  database.transaction(async (sql) => {
    const stores = await sql.query<{ store_id: string }>('SELECT store_id FROM item WHERE id = $1::uuid ORDER BY store_id', [
      itemId,
    ]);
    // In one order, so that two offices do not wait for each other.
    for (const { store_id } of stores) await lockStore(sql, store_id);
    const seen = await readItem(sql, itemId);
    if (seen.revision !== revision) throw refuseRequest(409, 'catalog/stale-edit', 'the item was changed since');
    const held = await sql.query<{ store_id: string; data: CatalogItemView }>(
      'SELECT store_id, data FROM item WHERE id = $1::uuid ORDER BY store_id',
      [itemId],
    );
    const storeIds: string[] = [];
    for (const { store_id: storeId, data } of held) {
      const item = withEdit(data, set);
      const changed = ITEM_FIELDS.filter((field) => canonicalJson(item[field]) !== canonicalJson(data[field]));
      if (changed.length === 0) continue;
      const before = Object.fromEntries(changed.map((field) => [field, data[field]]));
      await logEdits(sql, { storeId, registerId: null, by: 'office', at }, [{ item, before, by: 'office' }]);
      storeIds.push(storeId);
    }
    return { item: await readItem(sql, itemId), storeIds };
  });

const withEdit = (item: CatalogItemView, { barcodes, price, ...fields }: ItemEdit): CatalogItemView => {
  const edited: Record<string, unknown> = { ...item };
  for (const [name, value] of Object.entries(fields)) edited[name] = value;
  if (price && price.currency === item.price.currency) edited['price'] = price;
  if (barcodes) edited['barcodes'] = barcodes.map(readBarcode);
  return edited as CatalogItemView;
};
