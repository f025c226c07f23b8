import { ITEM_FIELDS, type ItemField } from '../../domain/contract/events.ts';
import type { Sqlite } from '../open.ts';

/** What this till has changed itself and the remote has not heard of: it comes later in the remote's order, and will win. */
export const createOwnWaiting = (sqlite: Sqlite) => {
  // As the index outbox_state is made.
  const waiting = sqlite.prepare<[string], { type: string; before: string | null }>(
    `SELECT type, data -> '$.before' AS before FROM outbox
     WHERE partition_key = ? AND sent_at IS NULL AND discarded_at IS NULL
       AND type NOT IN ('app.tillwright.ordering.order-paid.v1', 'app.tillwright.ordering.order-submitted.v1')`,
  );
  const ITEM = 'app.tillwright.catalog.item-';
  return {
    /** Whether an event waits that tells the same kind of thing of this key: `…buyer-changed` and `…buyer-erased` are of one kind. */
    holds: (key: string, kind: string): boolean => waiting.all(key).some(({ type }) => type.startsWith(kind)),
    /** The fields of an item that waiting edits change; all of a new or deleted one. */
    itemFields(itemId: string): ReadonlySet<ItemField> {
      const fields = waiting
        .all(itemId)
        .filter(({ type }) => type === `${ITEM}changed.v1` || type === `${ITEM}deleted.v1`)
        .flatMap(({ before }) =>
          before === null || before === 'null' ? ITEM_FIELDS : (Object.keys(JSON.parse(before) as object) as ItemField[]),
        );
      return new Set(fields);
    },
  };
};
