import { draw } from '../../domain/shared/draw.ts';
import { newId } from '../../domain/shared/ids.ts';
import { type IncarnationReply, type IncarnationRequest, type PairReply, type PairRequest, sourceOf } from '../wire.ts';
import { copyStore } from './copy-store.ts';
import type { Database, Sql } from './database.ts';
import { receiptKeyOf } from './receipt-key.ts';
import { refuseRequest } from './refusals.ts';
import { digest, newToken } from './registers.ts';

/** Without I, L, O and U: what is read aloud or off a screen is typed right. */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
export const CODE_LIFETIME_MS = 15 * 60_000;

export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** A code that pairs one register once. @param at now, in milliseconds since 1970-01-01 UTC */
export const issueCode = async (sql: Sql, storeId: string, replaces: string | null, at: number): Promise<IssuedCode> => {
  const code = draw(CODE_LETTERS, CODE_LENGTH);
  const expiresAt = at + CODE_LIFETIME_MS;
  await sql.query('DELETE FROM pairing_code WHERE expires_at < $1::bigint', [at - CODE_LIFETIME_MS]);
  await sql.query(
    'INSERT INTO pairing_code (code_hash, store_id, replaces, expires_at) VALUES ($1, $2::uuid, $3::uuid, $4::bigint)',
    [digest(code), storeId, replaces, expiresAt],
  );
  return { code, expiresAt };
};

/** A store that the office names before its first till brings or takes a shop. @param likeStoreId whose catalogue and rules it takes over */
export const createStore = async (sql: Sql, name: string, likeStoreId: string | null, at: number): Promise<string> => {
  const storeId = newId();
  await sql.query('INSERT INTO store (id, name, created_at) VALUES ($1::uuid, $2::text, $3::bigint)', [storeId, name, at]);
  if (likeStoreId !== null) await copyStore(sql, likeStoreId, storeId, at);
  return storeId;
};

interface Store {
  readonly id: string;
  readonly name: string;
  readonly shop_id: string | null;
  readonly currency: string | null;
  readonly prices_include_tax: boolean | null;
}

/**
 * Makes a register part of the store that its code was asked for.
 * @throws RequestRefusal 403 `code-invalid`, 409 `no-shop`, `other-shop`, `register-elsewhere`, 422 `receipt-key-invalid`
 */
export const pair = (database: Database, hubId: string, request: PairRequest, at: number): Promise<PairReply> =>
  database.transaction(async (sql) => {
    const { register, shop } = request;
    if (register.receiptKey !== null && !receiptKeyOf(register.receiptKey))
      throw refuseRequest(422, 'receipt-key-invalid', 'this is no key of a till');
    const [code] = await sql.query<{ store_id: string; replaces: string | null }>(
      `UPDATE pairing_code SET used_at = $2::bigint WHERE code_hash = $1 AND used_at IS NULL AND expires_at >= $2::bigint
       RETURNING store_id, replaces`,
      [digest(request.code), at],
    );
    if (!code) throw refuseRequest(403, 'code-invalid', 'no such code, or it was used, or its time is over');
    const store = await openStore(sql, code.store_id, shop);
    const token = newToken();
    const registerCode = await enrol(sql, store.id, register, digest(token), at);
    const replaces = code.replaces === null ? null : await replace(sql, code.replaces, register.id, at);
    const isFresh = shop === null && store.shop_id !== null && store.currency !== null;
    return {
      token,
      hubId,
      storeId: store.id,
      storeName: store.name,
      registerCode,
      shop: isFresh
        ? {
            id: store.shop_id,
            name: store.name,
            currency: store.currency,
            pricesIncludeTax: store.prices_include_tax ?? true,
          }
        : null,
      replaces,
    };
  });

/** The row of the store is locked: codes of its registers are given out one after the other. */
const openStore = async (sql: Sql, storeId: string, shop: PairRequest['shop']): Promise<Store> => {
  const columns = 'id, name, shop_id, currency, prices_include_tax';
  const [store] = await sql.query<Store>(`SELECT ${columns} FROM store WHERE id = $1::uuid FOR UPDATE`, [storeId]);
  if (!store) throw refuseRequest(403, 'code-invalid', 'the store is gone');
  if (shop === null) {
    if (store.currency === null) throw refuseRequest(409, 'no-shop', 'the store has no shop yet: pair a till that has one first');
    return store;
  }
  if (store.currency !== null && store.currency !== shop.currency)
    throw refuseRequest(409, 'other-shop', 'the store keeps its books in another currency');
  if (store.currency !== null) return store;
  const [opened] = await sql.query<Store>(
    `UPDATE store SET shop_id = $2::uuid, currency = $3::text, prices_include_tax = $4::boolean WHERE id = $1::uuid RETURNING ${columns}`,
    [storeId, shop.id, shop.currency, shop.pricesIncludeTax],
  );
  return opened ?? store;
};

const enrol = async (
  sql: Sql,
  storeId: string,
  register: PairRequest['register'],
  tokenHash: Buffer,
  at: number,
): Promise<string> => {
  const { id, incarnation, receiptKey } = register;
  const [known] = await sql.query<{ store_id: string }>('SELECT store_id FROM register WHERE id = $1::uuid FOR UPDATE', [id]);
  if (known && known.store_id !== storeId)
    throw refuseRequest(409, 'register-elsewhere', 'this register belongs to another store');
  await sql.query(
    `INSERT INTO register AS r (id, store_id, code, incarnation, token_hash, receipt_key, paired_at)
     VALUES ($1::uuid, $2::uuid, '', $3::uuid, $4, $5::text, $6::bigint)
     ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, receipt_key = coalesce(excluded.receipt_key, r.receipt_key),
       paired_at = excluded.paired_at, revoked_at = NULL, replaced_by = NULL`,
    [id, storeId, incarnation, tokenHash, receiptKey, at],
  );
  return giveCode(sql, storeId, register);
};

/** The code that this incarnation of a register prints: its own since it has one, else the one it asks for, else the next that is free. */
const giveCode = async (sql: Sql, storeId: string, { id, incarnation, code }: PairRequest['register']): Promise<string> => {
  const given = await sql.query<{ code: string; register_id: string; incarnation: string }>(
    'SELECT code, register_id, incarnation FROM register_code WHERE store_id = $1::uuid',
    [storeId],
  );
  const own = given.find((one) => one.register_id === id.toLowerCase() && one.incarnation === incarnation.toLowerCase());
  const taken = new Set(given.map((one) => one.code));
  const free = own?.code ?? freeCode(code, taken);
  if (!own) {
    const row = [storeId, free, id, incarnation];
    await sql.query(
      'INSERT INTO register_code (store_id, code, register_id, incarnation) VALUES ($1::uuid, $2::text, $3::uuid, $4::uuid)',
      row,
    );
  }
  await sql.query('UPDATE register SET code = $2::text, incarnation = $3::uuid WHERE id = $1::uuid', [id, free, incarnation]);
  return free;
};

const freeCode = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted;
  const letters = wanted.replace(/[0-9]+$/, '').slice(0, 2) || 'R';
  for (let number = 1; number < 10_000; number += 1) {
    const code = `${letters}${number}`;
    if (!taken.has(code)) return code;
  }
  throw refuseRequest(409, 'no-code-left', 'the store has no register code left');
};

/** What the hub has of the register whose place is taken; it is heard no longer. */
const replace = async (sql: Sql, registerId: string, by: string, at: number): Promise<PairReply['replaces']> => {
  if (registerId === by.toLowerCase()) throw refuseRequest(409, 'same-register', 'a register does not replace itself');
  const [gone] = await sql.query<{ code: string; journal_sequence: number | null; journal_hash: string | null }>(
    `UPDATE register SET token_hash = NULL, revoked_at = coalesce(revoked_at, $2::bigint), replaced_by = $3::uuid
     WHERE id = $1::uuid RETURNING code, journal_sequence, journal_hash`,
    [registerId, at, by],
  );
  if (!gone) return null;
  const sources = await sql.query<{ source: string }>('SELECT source FROM source WHERE register_id = $1::uuid ORDER BY source', [
    registerId,
  ]);
  const [last] = await sql.query<{ order_number: number; shift_number: number }>(
    `SELECT (SELECT coalesce(max(number), 0) FROM customer_order WHERE register_id = $1::uuid)::bigint AS order_number,
            (SELECT coalesce(max(number), 0) FROM shift WHERE register_id = $1::uuid)::bigint AS shift_number`,
    [registerId],
  );
  const { code, journal_sequence: sequence, journal_hash: hash } = gone;
  return {
    registerId,
    code,
    sources: sources.map(({ source }) => source),
    lastOrderNumber: last?.order_number ?? 0,
    lastShiftNumber: last?.shift_number ?? 0,
    journal: sequence === null || hash === null ? null : { sequence, hash },
  };
};

/**
 * A register that starts anew from an old file says so and gets the code that it prints from now on; asked again, the same one. Its journal
 * goes on from that file, so what was heard of it is forgotten.
 * @param asked the new incarnation, and events of which the register does not know whether they were confirmed
 */
export const startIncarnation = (
  database: Database,
  register: { readonly id: string; readonly storeId: string; readonly code: string },
  { incarnation, events }: IncarnationRequest,
): Promise<IncarnationReply> =>
  database.transaction(async (sql) => {
    const { id, storeId, code } = register;
    await sql.query('SELECT id FROM store WHERE id = $1::uuid FOR UPDATE', [storeId]);
    await sql.query(
      'UPDATE register SET journal_sequence = NULL, journal_hash = NULL WHERE id = $1::uuid AND incarnation <> $2::uuid',
      [id, incarnation],
    );
    const known = await sql.query<{ id: string }>(
      `SELECT id FROM event WHERE source IN (SELECT source FROM source WHERE register_id = $1::uuid) AND id = ANY ($2::text[])`,
      [id, events],
    );
    return {
      registerCode: await giveCode(sql, storeId, { id, incarnation, code, receiptKey: null }),
      source: sourceOf({ id, incarnation }),
      known: known.map((event) => event.id),
    };
  });
