import type { OversoldView } from '../../domain/contract/sync.ts';
import type { By } from '../../domain/shared/actor.ts';
import type { Sqlite } from '../open.ts';

/** Movements that tell how it came about. */
const SHOWN = 10;

/** Below zero, and further than what somebody said is owed. */
const OVERSOLD = `FROM catalog_item AS item LEFT JOIN stock_owed AS owed ON owed.item_id = item.id
  WHERE available_stock < 0 AND (owed.level IS NULL OR available_stock < owed.level)`;

interface MovementRow {
  readonly kind: string;
  readonly quantity: number;
  readonly register: string | null;
  readonly at: number;
}

/** Items of which more was sold, on all tills together, than was there. */
export const createOversoldQueries = (sqlite: Sqlite) => {
  const items = sqlite.prepare<[], { itemId: string; name: string; level: number }>(
    `SELECT item.id AS itemId, name, available_stock AS level ${OVERSOLD} ORDER BY name_key, item.seq`,
  );
  const count = sqlite.prepare<[], number>(`SELECT count(*) ${OVERSOLD}`).pluck();
  const levelOf = sqlite.prepare<[string], number>(`SELECT available_stock ${OVERSOLD} AND item.id = ?`).pluck();
  const last = sqlite.prepare<{ itemId: string }, MovementRow>(
    `SELECT kind, quantity, NULL AS register, at FROM (SELECT * FROM stock_movement WHERE item_id = :itemId ORDER BY seq DESC LIMIT ${SHOWN})
     UNION ALL SELECT kind, quantity, coalesce(register_code, '?'), at FROM movement_elsewhere LEFT JOIN known_source USING (source)
       WHERE item_id = :itemId
     UNION ALL SELECT 'count', counted, coalesce(register_code, '?'), at FROM stock_count JOIN known_source USING (source)
       WHERE item_id = :itemId
     ORDER BY at DESC LIMIT ${SHOWN}`,
  );
  const owe = sqlite.prepare(
    `INSERT INTO stock_owed (item_id, level, note, user_id, user_name, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET level = excluded.level, note = excluded.note, user_id = excluded.user_id, user_name = excluded.user_name,
       at = excluded.at`,
  );
  return {
    oversold: (): OversoldView[] => items.all().map((item) => ({ ...item, last: last.all({ itemId: item.itemId }) })),
    /** How many there are. */
    count: (): number => count.get() ?? 0,
    /** undefined: this item is none of them. */
    levelOf: (itemId: string): number | undefined => levelOf.get(itemId),
    /** Remembers that what is missing is owed to a customer: asked again when the level falls further. Inside a unit of work. */
    owe(itemId: string, level: number, note: string, { userId, userName }: By, at: number): void {
      owe.run(itemId, level, note, userId, userName, at);
    },
  };
};
