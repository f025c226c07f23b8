import { sequenceText } from '../wire.ts';
import type { Sql } from './database.ts';

export interface ChangesWanted {
  readonly storeId: string;
  /** The position that was read up to; 0: from the beginning. */
  readonly after: number;
  readonly limit: number;
  /** The source whose facts are left out, the asking register's own: it has them. */
  readonly without: string | null;
}

export interface ChangesRead {
  /** `changesPage` of wire.ts as JSON text: what the database wrote is not taken apart again. */
  readonly json: string;
  readonly count: number;
  readonly cursor: number;
}

/** What a page holds at most, but for one change, however large. */
const PAGE_BYTES = 1_000_000;

interface Row {
  readonly position: number;
  readonly more: boolean;
  readonly id: string | null;
  readonly source: string | null;
  readonly sequence: number | null;
  readonly type: string | null;
  readonly time: string | null;
  readonly partition_key: string | null;
  readonly item_id: string | null;
  readonly at: number;
  readonly data: string | null;
  readonly conflicts: string | null;
}

/**
 * One page of the log of a store, by position. The hub's own events (items as merged) have the position as their id and sequence.
 * @param hubId names the hub as their source
 */
export const readChanges = async (sql: Sql, hubId: string, wanted: ChangesWanted): Promise<ChangesRead> => {
  const { storeId, without, after, limit } = wanted;
  const rows = await sql.query<Row>(PAGE, [storeId, after, without, limit, PAGE_BYTES]);
  const last = rows.at(-1);
  const more = last?.more === true;
  // What was left out as the register's own is not looked through again: one statement sees one state of the log.
  const cursor = more ? last.position : Math.max(after, last?.position ?? 0);
  const page = rows.filter(({ data }) => data !== null);
  return {
    json: `{"changes":[${page.map((row) => changeText(hubId, row)).join(',')}],"cursor":"${cursor}","more":${more}}`,
    count: page.length,
    cursor,
  };
};

const changeText = (hubId: string, row: Row): string => {
  const { position, data, conflicts } = row;
  const event =
    row.id === null
      ? {
          id: String(position),
          source: `/hubs/${hubId}`,
          type: 'app.tillwright.catalog.item-changed.v1',
          time: new Date(row.at).toISOString(),
          sequence: sequenceText(position),
          partitionkey: row.item_id,
        }
      : {
          id: row.id,
          source: row.source,
          type: row.type,
          time: row.time,
          sequence: sequenceText(row.sequence ?? 0),
          partitionkey: row.partition_key,
        };
  const attributes = JSON.stringify({ specversion: '1.0', datacontenttype: 'application/json', ...event });
  return `{"position":${position},"event":${attributes.slice(0, -1)},"data":${data ?? '{}'}},"conflicts":${conflicts ?? '[]'}}`;
};

// The last row tells how far the log goes where nothing is left to come. A till that starts has lost no edit: conflicts are for those that go on.
const PAGE = `
  WITH found AS (
    SELECT position, source, event_id, item_id, bytes, at FROM change
    WHERE store_id = $1::uuid AND position > $2::bigint
      AND ($3::text IS NULL OR key IS NOT NULL OR source IS DISTINCT FROM $3::text)
    ORDER BY position LIMIT $4::integer + 1),
  measured AS (
    SELECT *, row_number() OVER (ORDER BY position) AS n, sum(bytes) OVER (ORDER BY position) - bytes AS before FROM found),
  page AS (SELECT * FROM measured WHERE n <= $4::integer AND (n = 1 OR before + bytes <= $5::bigint)),
  told AS (SELECT (SELECT count(*) FROM found) > (SELECT count(*) FROM page) AS more)
  SELECT p.position, told.more, p.event_id AS id, p.source, e.sequence, e.type, e.time, e.partition_key, p.item_id, p.at,
    coalesce(e.data, i.data || '{"before": null}')::text AS data,
    CASE WHEN $2::bigint > 0 AND p.item_id IS NOT NULL THEN (
      SELECT json_agg(c.detail ORDER BY c.position, c.field)::text FROM conflict c
      WHERE c.store_id = $1::uuid AND c.item_id = p.item_id AND c.position > $2::bigint) END AS conflicts
  FROM page p CROSS JOIN told
    LEFT JOIN event e ON e.source = p.source AND e.id = p.event_id
    LEFT JOIN item i ON i.store_id = $1::uuid AND i.id = p.item_id
  UNION ALL
  SELECT max(position), false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL
  FROM change, told WHERE store_id = $1::uuid AND NOT told.more HAVING max(position) IS NOT NULL
  ORDER BY position, data NULLS LAST`;
