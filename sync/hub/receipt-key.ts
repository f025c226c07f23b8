import { createPublicKey, type KeyObject } from 'node:crypto';
import { fromBase32 } from '../../domain/shared/base32.ts';

const MARK = 'TWK1';
const KEY_BYTES = 32;

/**
 * The Ed25519 public key (RFC 8032) in the text that a till gives of it: `TWK1`, then base32 over the length of its code, the code and the key.
 * @returns undefined when it is none
 */
export const receiptKeyOf = (text: string): KeyObject | undefined => {
  const bytes = text.startsWith(MARK) ? fromBase32(text.slice(MARK.length)) : undefined;
  if (!bytes || bytes.length !== 1 + (bytes[0] ?? 0) + KEY_BYTES) return undefined;
  const x = Buffer.from(bytes.subarray(-KEY_BYTES)).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
};
