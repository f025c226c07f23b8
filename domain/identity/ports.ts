import type { ShopToFound, UserView } from '../contract/identity.ts';

export type CredentialKind = 'password' | 'pin';

export interface Credential {
  readonly hash: string;
  readonly failedAttempts: number;
  /** Milliseconds since 1970-01-01 UTC; no attempt counts before. */
  readonly lockedUntil: number;
}

export interface UserRepository {
  get(id: string): UserView | undefined;
  getByEmail(email: string): UserView | undefined;
  all(): readonly UserView[];
  add(user: UserView, hashes: Readonly<Record<CredentialKind, string>>, at: number): void;
  /** Takes over all that may change; the id says whose. */
  save(user: UserView): void;
  credential(userId: string, kind: CredentialKind): Credential | undefined;
  saveAttempts(userId: string, kind: CredentialKind, failedAttempts: number, lockedUntil: number): void;
  /** A new secret. */
  saveHash(userId: string, kind: CredentialKind, hash: string): void;
}

/** Slow, salted hashing (argon2id), off the main thread. */
export interface PasswordHasher {
  hash(secret: string): Promise<string>;
  verify(hash: string, secret: string): Promise<boolean>;
}

/** What identity asks the till on the first run. */
export interface ShopFounder {
  exists(): boolean;
  found(shop: ShopToFound): void;
}
