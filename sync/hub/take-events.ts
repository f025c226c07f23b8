import type { EventResult, Rejection } from '../wire.ts';
import { type CheckedEvent, checkEvent, isRefused, type RefusedEvent } from './check-event.ts';
import { type Database, isRefusalOfData, type Sql } from './database.ts';
import { lockStore, logChanges } from './log-changes.ts';
import { projectSales } from './project-sales.ts';
import { keepStock, raiseLevels } from './project-stock.ts';
import { receiptKeyOf } from './receipt-key.ts';
import { refuseRequest } from './refusals.ts';

export interface Sender {
  readonly registerId: string;
  readonly storeId: string;
  readonly code: string;
}

export interface Delivery {
  readonly events: readonly unknown[];
  /** Milliseconds since 1970-01-01 UTC, by the hub's clock. */
  readonly at: number;
  /** How far the register's own journal goes, where it says so. */
  readonly journal?: { readonly sequence: number; readonly hash: string } | undefined;
  /** Brought by another till: the register itself was not heard of, and may have been replaced since. */
  readonly carried?: boolean;
}

/**
 * Takes events once each: event, projections and log in one transaction for all of them. A register's deliveries come one after the other
 * (its row is locked), those of others side by side until the positions are given out.
 * @returns one result for each event, in their order
 * @throws RequestRefusal when the register was revoked meanwhile
 */
export const takeEvents = async (database: Database, sender: Sender, delivery: Delivery): Promise<EventResult[]> => {
  const checked = delivery.events.map((raw) => checkEvent(raw, sender.registerId));
  try {
    return await database.transaction((sql) => takeAll(sql, sender, delivery, checked));
  } catch (error) {
    if (!isRefusalOfData(error)) throw error;
  }
  // One of them cannot be kept; alone it harms no other.
  const results: EventResult[] = [];
  for (const [index, one] of checked.entries()) {
    const take = (event: CheckedEvent | RefusedEvent) =>
      database.transaction((sql) => takeAll(sql, sender, { ...delivery, events: [delivery.events[index]] }, [event]));
    try {
      results.push(...(await take(one)));
    } catch (error) {
      if (!isRefusalOfData(error) || isRefused(one)) throw error;
      const { id, source, type } = one.event;
      results.push(...(await take({ id, source, type, reason: 'invalid', message: 'a value that cannot be kept' })));
    }
  }
  return results;
};

const takeAll = async (
  sql: Sql,
  sender: Sender,
  delivery: Delivery,
  checked: readonly (CheckedEvent | RefusedEvent)[],
): Promise<EventResult[]> => {
  await lockRegister(sql, sender, delivery);
  const { results, accepted, refused } = await sort(sql, checked);
  if (accepted.length > 0) await keep(sql, sender, delivery.at, accepted);
  if (refused.length > 0) await sql.query(REFUSED, [sender.registerId, delivery.at, JSON.stringify(refused)]);
  return results;
};

const lockRegister = async (sql: Sql, { registerId }: Sender, { at, journal, carried }: Delivery): Promise<void> => {
  const known = carried
    ? await sql.query('SELECT id FROM register WHERE id = $1::uuid FOR NO KEY UPDATE', [registerId])
    : await sql.query(
        `UPDATE register SET seen_at = $2::bigint,
           journal_sequence = CASE WHEN $3::bigint > coalesce(journal_sequence, 0) THEN $3::bigint ELSE journal_sequence END,
           journal_hash = CASE WHEN $3::bigint > coalesce(journal_sequence, 0) THEN $4::text ELSE journal_hash END
         WHERE id = $1::uuid AND token_hash IS NOT NULL RETURNING id`,
        [registerId, at, journal?.sequence ?? null, journal?.hash ?? null],
      );
  if (known.length === 0) throw refuseRequest(401, 'not-authorised', 'this register was revoked');
};

interface Known {
  readonly source: string;
  readonly id: string;
  readonly sequence: number;
  readonly body_hash: Uint8Array;
}

/** What is new, what was taken before, and what cannot be: among themselves as against all that ever came. */
const sort = async (
  sql: Sql,
  checked: readonly (CheckedEvent | RefusedEvent)[],
): Promise<{ results: EventResult[]; accepted: CheckedEvent[]; refused: RefusedEvent[] }> => {
  const whole = checked.filter((one): one is CheckedEvent => !isRefused(one));
  const ids = new Map<string, Uint8Array>();
  const sequences = new Set<string>();
  const learn = ({ source, id, sequence, body_hash }: Known): void => {
    ids.set(`${source} ${id}`, body_hash);
    sequences.add(`${source} ${sequence}`);
  };
  if (whole.length > 0) {
    const sources = [...new Set(whole.map(({ event }) => event.source))];
    const known = await sql.query<Known>(KNOWN, [sources, whole.map(({ event }) => event.id), whole.map((one) => one.sequence)]);
    known.forEach(learn);
  }
  const accepted: CheckedEvent[] = [];
  const refused: RefusedEvent[] = [];
  const refuse = (event: RefusedEvent): EventResult => {
    refused.push(event);
    return { id: event.id, outcome: 'rejected', reason: event.reason, message: event.message };
  };
  const results = checked.map((one): EventResult => {
    if (isRefused(one)) return refuse(one);
    const { source, id, type } = one.event;
    const reused = (reason: Rejection, message: string) => refuse({ id, source, type, reason, message });
    const before = ids.get(`${source} ${id}`);
    if (before) {
      if (one.hash.equals(before)) return { id, outcome: 'duplicate' };
      return reused('id-reused', 'another event with this id was taken before');
    }
    if (sequences.has(`${source} ${one.sequence}`))
      return reused('sequence-reused', 'another event with this sequence was taken before');
    learn({ source, id, sequence: one.sequence, body_hash: one.hash });
    accepted.push(one);
    return { id, outcome: 'accepted' };
  });
  return { results, accepted, refused };
};

const keep = async (sql: Sql, sender: Sender, at: number, events: readonly CheckedEvent[]): Promise<void> => {
  const { registerId, storeId, code } = sender;
  const month = `${new Date(at).toISOString().slice(0, 7)}-01`;
  const rows = events.map(({ event, sequence, hash }) => ({
    source: event.source,
    id: event.id,
    sequence,
    type: event.type,
    partition_key: event.partitionkey,
    time: event.time,
    hash: hash.toString('hex'),
    data: event.data,
  }));
  await sql.query(EVENTS, [storeId, month, at, JSON.stringify(rows)]);
  await sql.query(SOURCES, [registerId, JSON.stringify(heads(events))]);
  await keepReceiptKey(sql, registerId, events);
  await projectSales(sql, sender, events);
  const stock = await keepStock(sql, storeId, month, events);
  await lockStore(sql, storeId);
  await raiseLevels(sql, storeId, stock);
  await logChanges(sql, { storeId, registerId, by: code, at }, events);
};

/** A till that joined made its key only then, and tells of it: by it a queue that another till carries is known as this register's own. */
const keepReceiptKey = async (sql: Sql, registerId: string, events: readonly CheckedEvent[]): Promise<void> => {
  for (const { told } of events) {
    if (told.type !== 'app.tillwright.till.receipt-key-added.v1' || !receiptKeyOf(told.data.text)) continue;
    const row = [registerId, told.data.text];
    await sql.query('UPDATE register SET receipt_key = $2::text WHERE id = $1::uuid AND receipt_key IS NULL', row);
  }
};

/** The highest sequence of each source. */
const heads = (events: readonly CheckedEvent[]): object[] => {
  const highest = new Map<string, CheckedEvent>();
  for (const one of events) {
    if (one.sequence > (highest.get(one.event.source)?.sequence ?? 0)) highest.set(one.event.source, one);
  }
  return [...highest.values()].map(({ event: { source, id, time }, sequence }) => ({
    source,
    id,
    sequence,
    at: Date.parse(time),
  }));
};

const KNOWN = `
  SELECT source, id, sequence, body_hash FROM event WHERE source = ANY ($1::text[]) AND id = ANY ($2::text[])
  UNION
  SELECT source, id, sequence, body_hash FROM event WHERE source = ANY ($1::text[]) AND sequence = ANY ($3::bigint[])`;

const EVENTS = `
  INSERT INTO event (source, id, sequence, store_id, month, type, partition_key, time, body_hash, data, received_at)
  SELECT source, id, sequence, $1::uuid, $2::date, type, partition_key, time, decode(hash, 'hex'), data, $3::bigint
  FROM jsonb_to_recordset($4::jsonb) AS t (source text, id text, sequence bigint, type text, partition_key text, time text, hash text, data jsonb)`;

const SOURCES = `
  WITH head AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS t (source text, id text, sequence bigint, at bigint)),
    heard AS (UPDATE register SET last_event_at = greatest(last_event_at, (SELECT max(at) FROM head)) WHERE id = $1::uuid)
  INSERT INTO source AS s (source, register_id, last_sequence, last_id)
  SELECT source, $1::uuid, sequence, id FROM head
  ON CONFLICT (source) DO UPDATE SET (last_sequence, last_id) = (excluded.last_sequence, excluded.last_id)
  WHERE excluded.last_sequence > s.last_sequence`;

const REFUSED = `
  INSERT INTO rejected_event AS r (source, id, reason, register_id, type, message, at)
  SELECT DISTINCT ON (source, id, reason) source, id, reason, $1::uuid, type, message, $2::bigint
  FROM jsonb_to_recordset($3::jsonb) AS t (source text, id text, reason text, type text, message text)
  ON CONFLICT (register_id, source, id, reason) DO UPDATE SET times = r.times + 1, at = excluded.at, message = excluded.message`;
