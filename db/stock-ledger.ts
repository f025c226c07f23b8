import { isBeyond, winningCount } from '../domain/catalog/stock-level.ts';
import type { CountView } from '../domain/contract/events.ts';
import { sourceOf } from '../domain/shared/source.ts';
import type { Sqlite } from './open.ts';

/** A movement of another till, as it is kept. */
export interface MovementElsewhere {
  readonly itemId: string;
  readonly source: string;
  readonly number: number;
  readonly kind: string;
  readonly quantity: number;
  readonly orderId: string | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

export interface KnownCount extends CountView {
  readonly itemId: string;
  readonly source: string;
  readonly number: number;
  readonly at: number;
}

/** Levels over all tills by the rule of `domain/catalog/stock-level.ts`. All calls are inside a transaction. */
export interface StockLedger {
  /** Notes a count of this till, by what it has seen. @param number of the movement that the count appended */
  countHere(itemId: string, number: number, counted: number, at: number): CountView;
  /** Takes a movement in and moves the level. @returns false when it was taken before */
  take(movement: MovementElsewhere): boolean;
  /** Takes a count in; when it is the winning one, the level is worked out anew. @returns false when it was taken before */
  takeCount(count: KnownCount): boolean;
  /** Works the level of an item out from all that is known of it. */
  settle(itemId: string): void;
  /** That all up to this number of a till was taken in, and which code it has, where that is told. */
  heard(source: string, number: number, registerCode?: string): void;
}

interface CountRow {
  readonly source: string;
  readonly number: number;
  readonly counted: number;
  readonly rank: number;
  readonly at: number;
  readonly seen: string;
}

/** @param sqlite any writing connection to the till's file */
export const createStockLedger = (sqlite: Sqlite): StockLedger => {
  const register = sqlite.prepare<[], { id: string; incarnation: string }>('SELECT id, incarnation FROM register');
  const formers = sqlite.prepare<[], { source: string; last: number }>(
    'SELECT source, last_movement AS last FROM former_source ORDER BY seq',
  );
  const lastOwn = sqlite.prepare<[], number | null>('SELECT max(seq) FROM stock_movement').pluck();
  const known = sqlite.prepare<[], { source: string; highest: number }>(
    'SELECT source, highest FROM known_source WHERE highest > 0',
  );
  const counts = sqlite.prepare<[string], CountRow>(
    'SELECT source, number, counted, rank, at, seen FROM stock_count WHERE item_id = ?',
  );
  const insertCount = sqlite.prepare(
    `INSERT INTO stock_count (item_id, source, number, counted, rank, at, seen)
     VALUES (:itemId, :source, :number, :counted, :rank, :at, :seen) ON CONFLICT DO NOTHING`,
  );
  const insertMovement = sqlite.prepare(
    `INSERT INTO movement_elsewhere (item_id, source, number, kind, quantity, order_id, at)
     VALUES (:itemId, :source, :number, :kind, :quantity, :orderId, :at) ON CONFLICT DO NOTHING`,
  );
  const move = sqlite.prepare('UPDATE catalog_item SET available_stock = available_stock + ? WHERE id = ?');
  const setLevel = sqlite.prepare(
    'UPDATE catalog_item SET available_stock = :level WHERE id = :itemId AND available_stock <> :level',
  );
  const elsewhere = sqlite
    .prepare<{ itemId: string; seen: string }, number>(
      `SELECT coalesce(sum(quantity), 0) FROM movement_elsewhere
       WHERE item_id = :itemId AND number > coalesce((SELECT value FROM json_each(:seen) WHERE key = source), 0)`,
    )
    .pluck();
  // What a count changed here is no movement.
  const here = sqlite
    .prepare<{ itemId: string; after: number; until: number; source: string }, number>(
      `SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE item_id = :itemId AND seq > :after AND seq <= :until
         AND NOT (kind = 'count' AND EXISTS (SELECT 1 FROM stock_count WHERE item_id = :itemId AND source = :source AND number = seq))`,
    )
    .pluck();
  const hear = sqlite.prepare(
    `INSERT INTO known_source (source, highest, register_code) VALUES (:source, :number, :code) ON CONFLICT DO UPDATE SET
       highest = max(highest, excluded.highest), register_code = coalesce(excluded.register_code, register_code)`,
  );

  const ownSource = (): string => {
    const own = register.get();
    if (!own) throw new Error('no register yet');
    return sourceOf(own);
  };

  const countsOf = (itemId: string) =>
    counts.all(itemId).map((row) => ({ ...row, seen: JSON.parse(row.seen) as Record<string, number> }));

  const settle = (itemId: string): void => {
    const count = winningCount(countsOf(itemId));
    const seen = count?.seen ?? {};
    let level = (count?.counted ?? 0) + (elsewhere.get({ itemId, seen: JSON.stringify(seen) }) ?? 0);
    let from = 0;
    for (const { source, last } of [...formers.all(), { source: ownSource(), last: Number.MAX_SAFE_INTEGER }]) {
      level += here.get({ itemId, after: Math.max(from, seen[source] ?? 0), until: last, source }) ?? 0;
      from = last;
    }
    setLevel.run({ itemId, level });
  };

  const heard = (source: string, number: number, registerCode?: string): void => {
    hear.run({ source, number, code: registerCode ?? null });
  };

  return {
    countHere(itemId, number, counted, at) {
      const before = countsOf(itemId);
      const source = ownSource();
      const seen: Record<string, number> = {};
      for (const { source: former, last } of formers.all()) seen[former] = last;
      for (const { source: other, highest } of known.all()) seen[other] = Math.max(highest, seen[other] ?? 0);
      seen[source] = Math.max(number, lastOwn.get() ?? 0);
      const rank = 1 + Math.max(0, ...before.map((count) => count.rank));
      insertCount.run({ itemId, source, number, counted, rank, at, seen: JSON.stringify(seen) });
      return { counted, rank, seen };
    },
    take(movement) {
      const { itemId, source, number, quantity } = movement;
      heard(source, number);
      if (insertMovement.run({ ...movement }).changes === 0) return false;
      if (isBeyond(winningCount(countsOf(itemId)), movement)) move.run(quantity, itemId);
      return true;
    },
    takeCount(count) {
      heard(count.source, count.number);
      const { itemId, source, number, counted, rank, at, seen } = count;
      if (insertCount.run({ itemId, source, number, counted, rank, at, seen: JSON.stringify(seen) }).changes === 0) return false;
      settle(itemId);
      return true;
    },
    settle,
    heard,
  };
};
