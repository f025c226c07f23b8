import type { Sql } from '../database.ts';
import { HUB_VERSION } from '../limits.ts';
import type {
  ConflictRow,
  HubView,
  OfficeOutput,
  OversoldRow,
  RegisterView,
  RejectedEvent,
  StockRow,
  StoreSales,
} from '../office-api.ts';
import { likeWords, type Paging, pageOf } from './office-paging.ts';

/** The hub and its stores, by name. */
export const readHub = async (sql: Sql, hubId: string, database: HubView['database']): Promise<HubView> => ({
  hubId,
  version: HUB_VERSION,
  database,
  stores: await sql.query<HubView['stores'][number]>(
    `SELECT s.id AS "storeId", s.name AS "storeName", s.currency,
       (SELECT count(*) FROM register r WHERE r.store_id = s.id AND r.revoked_at IS NULL) AS registers
     FROM store s ORDER BY lower(s.name), s.id`,
  ),
});

/** All registers, by store and code. @param at now, in milliseconds since 1970-01-01 UTC */
export const listRegisters = async (sql: Sql, at: number): Promise<RegisterView[]> => {
  const rows = await sql.query<Omit<RegisterView, 'lag'> & { behind: number }>(
    `SELECT r.id AS "registerId", r.code, r.store_id AS "storeId", s.name AS "storeName", r.paired_at AS "pairedAt",
       r.seen_at AS "lastSeenAt", r.last_event_at AS "lastEventAt", r.revoked_at AS "revokedAt", b.code AS "replacedBy",
       coalesce((SELECT last_sequence FROM source WHERE source = '/registers/' || r.id || '/' || r.incarnation), 0) AS "lastSequence",
       (SELECT count(*) FROM change c WHERE c.store_id = r.store_id AND c.position > r.cursor
         AND (c.key IS NOT NULL OR c.register_id IS DISTINCT FROM r.id)) AS behind
     FROM register r JOIN store s ON s.id = r.store_id LEFT JOIN register b ON b.id = r.replaced_by
     ORDER BY lower(s.name), s.id, r.code`,
  );
  return rows.map(({ behind, ...row }) => ({
    ...row,
    lag: { events: behind, seconds: row.lastSeenAt === null ? null : Math.max(0, Math.round((at - row.lastSeenAt) / 1000)) },
  }));
};

type Totals = Omit<StoreSales, 'tenders'>;
type Tender = Pick<StoreSales, 'storeId'> & {
  method: StoreSales['tenders'][number]['method'];
  count: number;
  amount: number;
  currency: string;
};

/** What every store sold on a day. @param day calendar day at the shop, `YYYY-MM-DD` */
export const readSales = async (sql: Sql, day: string): Promise<OfficeOutput<'getSales'>> => {
  const totals = await sql.query<Totals>(
    `SELECT s.id AS "storeId", s.name AS "storeName", o.currency, count(*) AS count,
       sum(o.gross)::bigint AS gross, sum(o.net)::bigint AS net, sum(o.tax)::bigint AS tax
     FROM customer_order o JOIN store s ON s.id = o.store_id
     WHERE o.day = $1::date AND o.status IN ('Paid', 'Shipped') GROUP BY s.id, o.currency ORDER BY lower(s.name), s.id, o.currency`,
    [day],
  );
  const tenders = await sql.query<Tender>(
    `SELECT p.store_id AS "storeId", p.method, p.currency, count(*) AS count, sum(p.amount)::bigint AS amount
     FROM customer_order o JOIN payment p ON p.store_id = o.store_id AND p.order_id = o.id
     WHERE o.day = $1::date AND p.status = 'Confirmed' GROUP BY p.store_id, p.method, p.currency ORDER BY p.method`,
    [day],
  );
  const stores = totals.map((store) => ({
    ...store,
    tenders: tenders
      .filter(({ storeId, currency }) => storeId === store.storeId && currency === store.currency)
      .map(({ method, count, amount, currency }) => ({ method, count, amount: { amount, currency } })),
  }));
  return { day, stores };
};

/** Stock across stores, by name. */
export const listStock = (sql: Sql, { text, ...paging }: Paging & { readonly text: string }) =>
  pageOf(paging, (limit, offset) =>
    sql.query<StockRow>(
      `WITH l AS (SELECT DISTINCT ON (id) id, data ->> 'name' AS name FROM item WHERE search LIKE ALL ($1::text[]) ORDER BY id, position DESC),
         page AS (SELECT * FROM l ORDER BY lower(name), id LIMIT $2::integer OFFSET $3::integer)
       SELECT page.id AS "itemId", page.name, coalesce(sum(k.level), 0)::bigint AS total,
         coalesce(json_agg(json_build_object('storeId', k.store_id, 'level', k.level) ORDER BY k.store_id) FILTER (WHERE k.store_id IS NOT NULL), '[]') AS levels
       FROM page LEFT JOIN stock_level k ON k.item_id = page.id GROUP BY page.id, page.name ORDER BY lower(page.name), page.id`,
      [likeWords(text), limit, offset],
    ),
  );

/** Items of which more was sold than was there. */
export const listOversold = (sql: Sql, paging: Paging) =>
  pageOf(paging, (limit, offset) =>
    sql.query<OversoldRow>(
      `SELECT k.item_id AS "itemId", coalesce(i.data ->> 'name', '') AS name, s.id AS "storeId", s.name AS "storeName", k.level
       FROM stock_level k JOIN store s ON s.id = k.store_id LEFT JOIN item i ON i.store_id = k.store_id AND i.id = k.item_id
       WHERE k.level < 0 ORDER BY lower(s.name), s.id, lower(i.data ->> 'name'), k.item_id LIMIT $1::integer OFFSET $2::integer`,
      [limit, offset],
    ),
  );

/** Events that were refused, newest first. */
export const listRejected = (sql: Sql, paging: Paging) =>
  pageOf(paging, (limit, offset) =>
    sql.query<RejectedEvent>(
      `SELECT e.at, s.id AS "storeId", s.name AS "storeName", r.code AS "registerCode", e.id AS "eventId", e.type, e.reason, e.message, e.times
       FROM rejected_event e JOIN register r ON r.id = e.register_id JOIN store s ON s.id = r.store_id
       ORDER BY e.at DESC, e.id LIMIT $1::integer OFFSET $2::integer`,
      [limit, offset],
    ),
  );

/** Edits of one field that met, newest first. */
export const listConflicts = async (sql: Sql, paging: Paging): Promise<OfficeOutput<'getConflicts'>> =>
  pageOf(paging, async (limit, offset) => {
    const rows = await sql.query<
      Omit<ConflictRow, keyof ConflictRow & ('field' | 'lost' | 'won' | 'lostBy' | 'wonBy')> & { detail: ConflictRow }
    >(
      `SELECT c.position, c.at, s.id AS "storeId", s.name AS "storeName", c.item_id AS "itemId", coalesce(i.data ->> 'name', '') AS "itemName", c.detail
       FROM conflict c JOIN store s ON s.id = c.store_id LEFT JOIN item i ON i.store_id = c.store_id AND i.id = c.item_id
       ORDER BY c.at DESC, c.position DESC, c.field LIMIT $1::integer OFFSET $2::integer`,
      [limit, offset],
    );
    return rows.map(({ detail, ...row }) => ({ ...row, ...detail }));
  });
