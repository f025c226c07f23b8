import { v7 } from 'uuid';

/** Makes a UUIDv7 (RFC 9562). It identifies; it does not order, because clocks go back. */
export type NewId = () => string;

const RANDOM_BYTES = 16;
/** Asking the system for randomness costs more than the rest of an id: it is asked for many at once. */
const pool = new Uint8Array(RANDOM_BYTES * 256);
let used = pool.length;

const random = (): Uint8Array => {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
};

/** A fresh UUIDv7 in lower-case text. */
export const newId: NewId = () => v7({ random: random() });
