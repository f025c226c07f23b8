import type { CheckedEvent } from './check-event.ts';
import type { Sql } from './database.ts';
import { type StockMove, stockOf } from './stock-moves.ts';

export interface TakenStock {
  readonly moves: readonly StockMove[];
  readonly countedItems: readonly string[];
}

/** Keeps the movements and counts of the events, each source and number once. What was new is for `raiseLevels`. */
export const keepStock = async (
  sql: Sql,
  storeId: string,
  month: string,
  events: readonly CheckedEvent[],
): Promise<TakenStock> => {
  const stock = events.map(stockOf);
  const moves = stock.flatMap((part) => part.moves);
  const counts = stock.flatMap((part) => part.counts);
  const added = moves.length === 0 ? [] : await sql.query<StockMove>(MOVEMENTS, [storeId, month, JSON.stringify(moves)]);
  if (counts.length > 0) await sql.query(COUNTS, [storeId, JSON.stringify(counts)]);
  return { moves: added, countedItems: [...new Set(counts.map(({ itemId }) => itemId))] };
};

/**
 * Brings the levels to what was kept: by adding, and anew from all movements only for items that were counted. The same rule as
 * `levelOf` (domain/catalog/stock-level.ts). Runs under the store's lock: a level is read, worked out and written.
 */
export const raiseLevels = async (sql: Sql, storeId: string, { moves, countedItems }: TakenStock): Promise<void> => {
  if (moves.length > 0) await sql.query(LEVELS, [storeId, JSON.stringify(moves)]);
  if (countedItems.length > 0) await sql.query(RECOUNT, [storeId, countedItems]);
};

const MOVES = `jsonb_to_recordset($X::jsonb) AS t ("itemId" uuid, source text, number bigint, quantity bigint)`;

const MOVEMENTS = `
  INSERT INTO stock_movement (store_id, item_id, source, number, quantity, month)
  SELECT $1::uuid, "itemId", source, number, quantity, $2::date FROM ${MOVES.replace('$X', '$3')}
  ON CONFLICT DO NOTHING
  RETURNING item_id AS "itemId", source, number, quantity`;

const COUNTS = `
  INSERT INTO stock_count (store_id, item_id, source, number, counted, rank, at, seen)
  SELECT $1::uuid, "itemId", source, number, counted, rank, at, seen
  FROM jsonb_to_recordset($2::jsonb) AS t ("itemId" uuid, source text, number bigint, counted bigint, rank bigint, at bigint, seen jsonb)
  ON CONFLICT DO NOTHING`;

const LEVELS = `
  INSERT INTO stock_level AS l (store_id, item_id, level)
  SELECT $1::uuid, t."itemId", coalesce(sum(t.quantity) FILTER (WHERE t.number > coalesce((k.seen ->> t.source)::bigint, 0)), 0)
  FROM ${MOVES.replace('$X', '$2')} LEFT JOIN stock_level k ON k.store_id = $1::uuid AND k.item_id = t."itemId"
  GROUP BY t."itemId"
  ON CONFLICT (store_id, item_id) DO UPDATE SET level = l.level + excluded.level`;

const RECOUNT = `
  INSERT INTO stock_level (store_id, item_id, level, seen)
  SELECT c.store_id, c.item_id, c.counted + coalesce((
    SELECT sum(m.quantity) FROM stock_movement m
    WHERE m.store_id = c.store_id AND m.item_id = c.item_id AND m.number > coalesce((c.seen ->> m.source)::bigint, 0)), 0), c.seen
  FROM (
    SELECT DISTINCT ON (item_id) * FROM stock_count
    WHERE store_id = $1::uuid AND item_id = ANY ($2::uuid[]) ORDER BY item_id, rank DESC, at DESC, source DESC, number DESC) c
  ON CONFLICT (store_id, item_id) DO UPDATE SET level = excluded.level, seen = excluded.seen`;
