import { sourceOf } from '../../domain/shared/source.ts';
import type { Sqlite } from '../open.ts';

/** The number of the last movement that an event of the outbox tells of; null: it tells of none. */
const LAST_MOVEMENT = `CASE
  WHEN type = 'app.tillwright.catalog.stock-moved.v1' THEN data ->> 'number'
  WHEN type = 'app.tillwright.catalog.items-imported.v1' THEN (SELECT max(value ->> '$.opening.number') FROM json_each(data, '$.items'))
  WHEN substr(type, 1, 30) = 'app.tillwright.ordering.order-' THEN data ->> 'stockNumber' END`;
/** Numbers grow with the events, but for the goods of an import, which are told later than they were opened: so many are looked at. */
const LOOKED_AT = 10_000;

/**
 * The register from an old copy of its file: what was confirmed stays under its former name, what was not is told under a new one, and so are
 * movements and counts from there on. No `source` and number is used twice then, whatever the lost part of the file had used. Inside a
 * transaction, after everything that the remote has is marked as sent.
 */
export const createStartAnew = (sqlite: Sqlite) => {
  const register = sqlite.prepare<[], { id: string; incarnation: string }>('SELECT id, incarnation FROM register');
  const lastSent = sqlite
    .prepare<[], number>('SELECT sequence FROM outbox WHERE sent_at IS NOT NULL ORDER BY sequence DESC LIMIT 1')
    .pluck();
  const lastTold = sqlite
    .prepare<[number], number | null>(
      `SELECT max(${LAST_MOVEMENT}) FROM (SELECT type, data FROM outbox WHERE sequence <= ? ORDER BY sequence DESC LIMIT ${LOOKED_AT})`,
    )
    .pluck();
  const keepFormer = sqlite.prepare(
    'INSERT INTO former_source (source, last_sequence, last_movement) VALUES (:former, :sequence, :movement)',
  );
  const rename = sqlite.prepare('UPDATE register SET incarnation = ?');
  // A count saw all of this till that came before it: what was told under the former name, and what is told under the new one.
  const seen = (of: string) => `json_set(${of}, '$."' || :former || '"', :movement, '$."' || :present || '"', seen_own)`;
  const recount = sqlite.prepare(
    `UPDATE stock_count SET source = :present, seen = (SELECT ${seen('seen')} FROM (SELECT seen ->> ('$."' || :former || '"') AS seen_own))
     WHERE source = :former AND number > :movement`,
  );
  const retell = sqlite.prepare(
    `UPDATE outbox SET data = json_set(data, '$.count.seen',
       json((SELECT ${seen("data -> '$.count.seen'")} FROM (SELECT data ->> ('$.count.seen."' || :former || '"') AS seen_own))))
     WHERE sequence > :sequence AND type = 'app.tillwright.catalog.stock-moved.v1' AND data ->> '$.count' IS NOT NULL`,
  );

  /** @param incarnation the new one */
  return (incarnation: string): void => {
    const before = register.get();
    if (!before) throw new Error('no register yet');
    const sequence = lastSent.get() ?? 0;
    const movement = lastTold.get(sequence) ?? 0;
    const [former, present] = [sourceOf(before), sourceOf({ id: before.id, incarnation })];
    keepFormer.run({ former, sequence, movement });
    rename.run(incarnation);
    recount.run({ former, present, movement });
    retell.run({ former, present, movement, sequence });
  };
};
