import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip as gunzipWithCallback, gzip as gzipWithCallback } from 'node:zlib';
import { z } from 'zod';
import { id } from '../../domain/contract/schemas.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { carriedPart } from '../../sync/wire.ts';

// The file: the mark, 16 bytes of salt, 12 of nonce, 16 of tag, and gzip over JSON encrypted with AES-256-GCM.
const MARK = Buffer.from('TWQUEUE1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const HEAD = MARK.length + SALT + NONCE + TAG;
/** As OWASP's Password Storage Cheat Sheet has it for 32 MiB. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const MOST_UNPACKED = 256 * 1024 * 1024;

const queueFile = z.strictObject({
  registerId: id,
  registerCode: z.string().max(20),
  storeId: id.nullable().meta({ description: 'null: the register was not paired when the file was made' }),
  events: z.int().min(1),
  parts: z.array(carriedPart).min(1),
});
/** The queue of one register, each part signed with its own key. */
export type QueueFile = z.infer<typeof queueFile>;

const gzip = promisify<Buffer, Buffer>(gzipWithCallback);
const gunzip = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzipWithCallback);
const keyOf = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

/** Packs and encrypts a queue under a passphrase. */
export const writeQueueFile = async (queue: QueueFile, passphrase: string): Promise<Buffer> => {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)];
  const packed = await gzip(Buffer.from(JSON.stringify(queue)));
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase.normalize('NFKC'), salt, 32, COST), nonce);
  const sealed = Buffer.concat([cipher.update(packed), cipher.final()]);
  return Buffer.concat([MARK, salt, nonce, cipher.getAuthTag(), sealed]);
};

/** @throws DomainError `sync/file-invalid`, `sync/wrong-passphrase` */
export const readQueueFile = async (file: Buffer, passphrase: string): Promise<QueueFile> => {
  if (file.length <= HEAD || !file.subarray(0, MARK.length).equals(MARK)) throw noQueue();
  const salt = file.subarray(MARK.length, MARK.length + SALT);
  const nonce = file.subarray(MARK.length + SALT, HEAD - TAG);
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase.normalize('NFKC'), salt, 32, COST), nonce);
  decipher.setAuthTag(file.subarray(HEAD - TAG, HEAD));
  let packed: Buffer;
  try {
    packed = Buffer.concat([decipher.update(file.subarray(HEAD)), decipher.final()]);
  } catch {
    throw new DomainError('sync/wrong-passphrase', 'the passphrase does not open this file, or the file is damaged');
  }
  try {
    return queueFile.parse(JSON.parse((await gunzip(packed, { maxOutputLength: MOST_UNPACKED })).toString()));
  } catch {
    throw noQueue();
  }
};

const noQueue = (): DomainError => new DomainError('sync/file-invalid', 'this is no exported queue, or it is damaged');
