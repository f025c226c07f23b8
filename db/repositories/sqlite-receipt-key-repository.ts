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
  /** Its own key is told under another code from now on. */
  renameOwn(registerCode: string): void;
  /** Whether the own key was not told yet; it counts as told from now on. */
  takeUntold(): boolean;
  /** The register's own stays. */
  remove(fingerprint: string): void;
}

/** The keys that receipts are signed with. */
export const createSqliteReceiptKeyRepository = (database: Database): ReceiptKeyRepository => {
  const find = selectFrom(database, receiptKey, eq(receiptKey.fingerprint, sql.placeholder('fingerprint')));
  const every = selectFrom(database, receiptKey, undefined, [asc(receiptKey.registerCode), asc(receiptKey.fingerprint)]);
  const insert = insertInto(database, receiptKey);
  const remove = database.sqlite.prepare('DELETE FROM receipt_key WHERE fingerprint = ? AND private_key IS NULL');
  const rename = database.sqlite.prepare(
    'UPDATE receipt_key SET register_code = :code, told = 0 WHERE private_key IS NOT NULL AND register_code <> :code',
  );
  const tell = database.sqlite.prepare('UPDATE receipt_key SET told = 1 WHERE private_key IS NOT NULL AND told = 0');
  return {
    renameOwn(code) {
      rename.run({ code });
    },
    takeUntold: () => tell.run().changes === 1,
    own() {
      const key = every.all({}).find(({ privateKey }) => privateKey !== null);
      return key?.privateKey ? { ...key, privateKey: key.privateKey } : undefined;
    },
    publicKey: (fingerprint) => find.get({ fingerprint })?.publicKey,
    all: () => every.all({}).map(({ privateKey, told: _told, ...key }) => ({ ...key, isOwn: privateKey !== null })),
    add({ publicKey, privateKey, ...key }) {
      insert({ ...key, told: false, publicKey: Buffer.from(publicKey), privateKey: privateKey && Buffer.from(privateKey) });
    },
    remove(fingerprint) {
      remove.run(fingerprint);
    },
  };
};
