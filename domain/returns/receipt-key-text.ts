import { fromBase32, toBase32 } from '../shared/base32.ts';

const MARK = 'TWK1';
const KEY = 32;

/** The public key of a till, as another one is given it. */
export interface PublicReceiptKey {
  readonly registerCode: string;
  /** Ed25519, 32 bytes */
  readonly publicKey: Uint8Array;
}

/** Capitals and digits, to be typed, scanned or sent. */
export const writeReceiptKey = ({ registerCode, publicKey }: PublicReceiptKey): string =>
  MARK + toBase32(Uint8Array.from([registerCode.length, ...[...registerCode].map((sign) => sign.charCodeAt(0)), ...publicKey]));

/** @returns undefined when the text is no key of a till */
export const readReceiptKey = (text: string): PublicReceiptKey | undefined => {
  const bytes = text.startsWith(MARK) ? fromBase32(text.slice(MARK.length)) : undefined;
  const length = bytes?.[0] ?? 0;
  if (!bytes || bytes.length !== 1 + length + KEY) return undefined;
  const registerCode = String.fromCharCode(...bytes.subarray(1, 1 + length));
  return /^[A-Z0-9]{1,6}$/.test(registerCode) ? { registerCode, publicKey: bytes.subarray(1 + length) } : undefined;
};
