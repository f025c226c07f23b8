import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from './database.ts';
import { refuseRequest } from './refusals.ts';

export interface Register {
  readonly id: string;
  readonly store_id: string;
  readonly store_name: string;
  readonly code: string;
  readonly incarnation: string;
  readonly token_hash: Uint8Array;
}

/** 32 random bytes for an `Authorization: Bearer` header. Kept only by the one who was given it. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The register whose token the request carries, or undefined: none, one that was revoked, or one that never was. */
export const findRegister = async (sql: Sql, authorization: string | undefined): Promise<Register | undefined> => {
  const token = /^Bearer +([A-Za-z0-9_-]{32,100})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const hash = digest(token);
  const [register] = await sql.query<Register>(
    `SELECT r.id, r.store_id, s.name AS store_name, r.code, r.incarnation, r.token_hash
     FROM register r JOIN store s ON s.id = r.store_id WHERE r.token_hash = $1`,
    [hash],
  );
  return register && timingSafeEqual(hash, register.token_hash) ? register : undefined;
};

/** @throws RequestRefusal 401 */
export const requireRegister = async (sql: Sql, authorization: string | undefined): Promise<Register> => {
  const register = await findRegister(sql, authorization);
  if (!register) throw refuseRequest(401, 'not-authorised', 'no token, or one that counts no longer');
  return register;
};
