import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../domain/identity/ports.ts';

// The library's enum is ambient and const, so its number stands here: 2 is argon2id.
/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB and two passes. */
const OPTIONS = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;

/** The library hashes on libuv's thread pool, so the till's own thread stays free. */
export const argon2Hasher: PasswordHasher = {
  hash: (secret) => hash(secret, OPTIONS),
  verify: (stored, secret) => verify(stored, secret),
};
