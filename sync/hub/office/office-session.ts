import { timingSafeEqual } from 'node:crypto';
import type { Sql } from '../database.ts';
import { refuseRequest } from '../refusals.ts';
import { digest, newToken } from '../registers.ts';

const COOKIE = 'office';
const LIFETIME_MS = 12 * 3_600_000;

/** The cookie of a browser that knew the office key. @param at now, in milliseconds @throws RequestRefusal 403 */
export const openSession = async (sql: Sql, key: string, at: number, secure: boolean): Promise<string> => {
  const [hub] = await sql.query<{ office_key_hash: Uint8Array }>('SELECT office_key_hash FROM hub');
  if (!hub || !timingSafeEqual(digest(key), hub.office_key_hash))
    throw refuseRequest(403, 'identity/wrong-credentials', 'this is not the office key');
  const token = newToken();
  await sql.query('DELETE FROM office_session WHERE expires_at < $1::bigint', [at]);
  await sql.query('INSERT INTO office_session (token_hash, expires_at) VALUES ($1, $2::bigint)', [
    digest(token),
    at + LIFETIME_MS,
  ]);
  return cookie(token, LIFETIME_MS, secure);
};

/** @throws RequestRefusal 401 */
export const requireSession = async (sql: Sql, cookies: string | undefined, at: number): Promise<void> => {
  const token = tokenOf(cookies);
  const found = token
    ? await sql.query('SELECT 1 FROM office_session WHERE token_hash = $1 AND expires_at > $2::bigint', [digest(token), at])
    : [];
  if (found.length === 0) throw refuseRequest(401, 'shared/not-signed-in', 'sign in with the office key');
};

/** @returns the cookie that takes the place of the one that counts no longer */
export const endSession = async (sql: Sql, cookies: string | undefined, secure: boolean): Promise<string> => {
  const token = tokenOf(cookies);
  if (token) await sql.query('DELETE FROM office_session WHERE token_hash = $1', [digest(token)]);
  return cookie('', 0, secure);
};

/** No script reads it, and no page of another site sends it along. */
const cookie = (token: string, lifetimeMs: number, secure: boolean): string =>
  `${COOKIE}=${token}; Path=/office; Max-Age=${lifetimeMs / 1000}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

const tokenOf = (cookies = ''): string | undefined => /(?:^|;\s*)office=([A-Za-z0-9_-]{43})(?:;|$)/.exec(cookies)?.[1];
