import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** What a customer display carries instead: it opens nothing else, and the register's own token cannot be found from it. */
export const displayTokenOf = (token: string): string =>
  createHmac('sha256', token).update('customer display').digest('base64url');

/** Compares by hash, in constant time: neither the length nor the first wrong character shows in the time it takes. */
export const carriesToken = (authorization: string | undefined, token: string): boolean => {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
