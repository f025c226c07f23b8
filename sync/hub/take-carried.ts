import { verify } from 'node:crypto';
import type { CarriedPart, EventResult } from '../wire.ts';
import type { Database } from './database.ts';
import { MAX_BATCH_EVENTS } from './limits.ts';
import { receiptKeyOf } from './receipt-key.ts';
import { refuseRequest } from './refusals.ts';
import { takeEvents } from './take-events.ts';

interface Origin {
  readonly id: string;
  readonly store_id: string;
  readonly code: string;
  readonly receipt_key: string | null;
  readonly stopped: boolean;
}

/**
 * Takes a part of a queue that another till of the store brings, as if its register had sent it: signed by that register, unopened.
 * @param bearer the store of the till that brings it
 * @param at by the hub's clock, in milliseconds since 1970-01-01 UTC
 * @throws RequestRefusal 403 `foreign-store` or `foreign-source` (no such register, one that the office revoked, a signature that is not its own)
 */
export const takeCarried = async (
  database: Database,
  bearer: { readonly storeId: string },
  { source, events, signature }: CarriedPart,
  at: number,
): Promise<EventResult[]> => {
  const registerId = /^\/registers\/([0-9a-f-]{36})\//.exec(source)?.[1];
  const [origin] = await database.query<Origin>(
    `SELECT id, store_id, code, receipt_key, revoked_at IS NOT NULL AND replaced_by IS NULL AS stopped
     FROM register WHERE id::text = $1::text`,
    [registerId ?? ''],
  );
  if (origin && origin.store_id !== bearer.storeId)
    throw refuseRequest(403, 'foreign-store', 'this queue is of a register of another store');
  const key = origin && !origin.stopped && origin.receipt_key !== null ? receiptKeyOf(origin.receipt_key) : undefined;
  if (!origin || !key || !verify(null, Buffer.from(events), key, Buffer.from(signature, 'base64')))
    throw refuseRequest(403, 'foreign-source', 'this was not signed by a register that counts');
  let batch: unknown;
  try {
    batch = JSON.parse(events);
  } catch {
    throw refuseRequest(400, 'invalid', 'the events are no JSON');
  }
  if (!Array.isArray(batch)) throw refuseRequest(400, 'invalid', 'the events are no batch');
  if (batch.length > MAX_BATCH_EVENTS) throw refuseRequest(413, 'too-large', `at most ${MAX_BATCH_EVENTS} events`);
  return takeEvents(
    database,
    { registerId: origin.id, storeId: origin.store_id, code: origin.code },
    { events: batch, at, carried: true },
  );
};
