import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps what only this computer may read. */
export interface SecretStore {
  available(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  /** Fails for what another computer or another user encrypted. */
  decrypt(sealed: Buffer): Promise<string>;
}

const KEY_FILE = 'sync.key';
const NONCE = 12;
const TAG = 16;

/**
 * Where the host has no key store of the operating system: AES-256-GCM under a key in a file beside the data that only its owner can read.
 * It keeps the token out of a copy of the database alone, not out of a copy of the whole folder.
 */
export const createKeyFileStore = (dataDir: string): SecretStore => {
  const file = join(dataDir, KEY_FILE);
  const key = (): Buffer => {
    if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
    return readFileSync(file);
  };
  return {
    available: async () => true,
    async encrypt(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async decrypt(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, NONCE));
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString();
    },
  };
};
