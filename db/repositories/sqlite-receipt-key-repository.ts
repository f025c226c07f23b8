import { asc, eq, sql } from 'drizzle-orm';
import { type Database, insertInto, selectFrom } from '../database.ts';
import { receiptKey } from '../schema/tables.ts';

interface NewKey {
  readonly fingerprint: string;
  readonly registerCode: string;
  /** Ed25519, 32 bytes */
  readonly publicKey: Uint8Array;
  /** PKCS #8; of this register alone. */
  readonly privateKey: Uint8Array | null;
  readonly addedAt: number;
}

export interface ReceiptKeyRepository {
  own(): { readonly fingerprint: string; readonly publicKey: Uint8Array; readonly privateKey: Uint8Array } | undefined;
  publicKey(fingerprint: string): Uint8Array | undefined;
  all(): readonly { fingerprint: string; registerCode: string; publicKey: Uint8Array; isOwn: boolean }[];
  add(key: NewKey): void;
  /** The register's own stays. */
  remove(fingerprint: string): void;
}

/** The keys that receipts are signed with. */
export const createSqliteReceiptKeyRepository = (database: Database): ReceiptKeyRepository => {
  const find = selectFrom(database, receiptKey, eq(receiptKey.fingerprint, sql.placeholder('fingerprint')));
  const every = selectFrom(database, receiptKey, undefined, [asc(receiptKey.registerCode), asc(receiptKey.fingerprint)]);
  const insert = insertInto(database, receiptKey);
  const remove = database.sqlite.prepare('DELETE FROM receipt_key WHERE fingerprint = ? AND private_key IS NULL');
  return {
    own() {
      const key = every.all({}).find(({ privateKey }) => privateKey !== null);
      return key?.privateKey ? { ...key, privateKey: key.privateKey } : undefined;
    },
    publicKey: (fingerprint) => find.get({ fingerprint })?.publicKey,
    all: () => every.all({}).map(({ privateKey, ...key }) => ({ ...key, isOwn: privateKey !== null })),
    add({ publicKey, privateKey, ...key }) {
      insert({ ...key, publicKey: Buffer.from(publicKey), privateKey: privateKey && Buffer.from(privateKey) });
    },
    remove(fingerprint) {
      remove.run(fingerprint);
    },
  };
};
