import type { Sql } from './database.ts';
import { lockStore } from './log-changes.ts';

/** What a new store takes over: not people, not baskets, not the other shop's name. */
const SHARED = '^(item|type|brand|promotion):|^taxes$|^setting:(pricing|tenders|limits)$';

/** Gives a store that has nothing yet the catalogue, taxes, promotions and rules of another. @param at by the hub's clock, in milliseconds */
export const copyStore = async (sql: Sql, from: string, to: string, at: number): Promise<void> => {
  await sql.query(
    `UPDATE store t SET (shop_id, currency, prices_include_tax) = (gen_random_uuid(), f.currency, f.prices_include_tax)
     FROM store f WHERE f.id = $1::uuid AND t.id = $2::uuid AND f.currency IS NOT NULL`,
    [from, to],
  );
  await lockStore(sql, to);
  await sql.query(
    `INSERT INTO change (store_id, position, key, register_id, source, event_id, item_id, bytes, final, at)
     SELECT $2::uuid, nextval('change_position'), key, register_id, source, event_id, item_id, bytes, final, $3::bigint
     FROM (SELECT * FROM change WHERE store_id = $1::uuid AND key ~ '${SHARED}' ORDER BY position) f`,
    [from, to, at],
  );
  await sql.query(
    `INSERT INTO item (store_id, id, data, written_by, search, archived, position, changed_at, changed_by)
     SELECT c.store_id, i.id, i.data, i.written_by, i.search, i.archived, c.position, i.changed_at, i.changed_by
     FROM item i JOIN change c ON c.store_id = $2::uuid AND c.item_id = i.id WHERE i.store_id = $1::uuid`,
    [from, to],
  );
};
