import type { PaymentMethod } from '../contract/payment.ts';
import { fromBase32, toBase32 } from '../shared/base32.ts';

/** What the code of a receipt tells a till that never saw the sale. Amounts are minor units of the currency. */
export interface ReceiptCode {
  readonly receiptNumber: string;
  readonly orderId: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly currency: string;
  readonly taxIncluded: boolean;
  /** A long receipt carries several codes, each with its own lines. */
  readonly page: number;
  readonly pages: number;
  readonly taxes: readonly { readonly taxId: string; readonly name: string; readonly ratePpm: number }[];
  readonly payments: readonly { readonly method: PaymentMethod; readonly amount: number }[];
  readonly lines: readonly CodedLine[];
}

export interface CodedLine {
  readonly itemId: string;
  readonly productId: string;
  readonly units: number;
  readonly unitPrice: number;
  readonly subtotal: number;
  readonly discount: number;
  readonly relief: number;
  /** By place in the list of the code's taxes. */
  readonly taxes: readonly { readonly at: number; readonly tax: number }[];
}

/** Lines of one code: more, and a small scanner no longer reads it off thermal paper. */
export const LINES_PER_CODE = 8;

const MARK = 'TW1';
const FINGERPRINT = 8;
const SIGNATURE = 64;
/** In the order of their numbers on paper: one that was printed keeps its number. */
const METHODS: readonly PaymentMethod[] = ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'];
const DAY_MS = 86_400_000;

/** The signature of the bytes by the key of that fingerprint. */
export interface Signed {
  /** 16 hex digits */
  readonly fingerprint: string;
  /** Ed25519, 64 bytes */
  readonly signature: Uint8Array;
}

/**
 * The text of one code: `TW1` and, in base 32, the fingerprint of the key, the signature, and the facts it signs.
 * @throws RangeError for an amount below nothing
 */
export const writeReceiptCode = (code: ReceiptCode, sign: (facts: Uint8Array) => Signed): string => {
  const facts = pack(code);
  const { fingerprint, signature } = sign(facts);
  return MARK + toBase32(new Uint8Array([...fromHex(fingerprint), ...signature, ...facts]));
};

/** A code as it was read: nothing of it is to be believed before its signature holds. */
export interface UncheckedCode extends Signed {
  readonly facts: Uint8Array;
}

/** @returns undefined for what is no such code */
export const openReceiptCode = (text: string): UncheckedCode | undefined => {
  const bytes = text.startsWith(MARK) ? fromBase32(text.slice(MARK.length)) : undefined;
  if (!bytes || bytes.length <= FINGERPRINT + SIGNATURE) return undefined;
  return {
    fingerprint: toHex(bytes.subarray(0, FINGERPRINT)),
    signature: bytes.subarray(FINGERPRINT, FINGERPRINT + SIGNATURE),
    facts: bytes.subarray(FINGERPRINT + SIGNATURE),
  };
};

const pack = ({ lines, taxes, payments, ...head }: ReceiptCode): Uint8Array => {
  const out: number[] = [];
  const number = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} has no place in a receipt's code`);
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
    out.push(rest);
  };
  const bytes = (value: Uint8Array): void => {
    out.push(...value);
  };
  const words = (value: string): void => {
    const encoded = new TextEncoder().encode(value);
    number(encoded.length);
    bytes(encoded);
  };
  words(head.receiptNumber);
  bytes(fromHex(head.orderId.replaceAll('-', '')));
  number(Date.parse(`${head.day}T00:00:00Z`) / DAY_MS);
  words(head.currency);
  number(head.taxIncluded ? 1 : 0);
  number(head.page);
  number(head.pages);
  number(taxes.length);
  for (const { taxId, name, ratePpm } of taxes) {
    bytes(fromHex(taxId.replaceAll('-', '')));
    words(name);
    number(ratePpm);
  }
  number(payments.length);
  for (const { method, amount } of payments) {
    number(METHODS.indexOf(method));
    number(amount);
  }
  number(lines.length);
  for (const line of lines) {
    bytes(fromHex(line.itemId.replaceAll('-', '')));
    bytes(fromHex(line.productId.replaceAll('-', '')));
    for (const value of [line.units, line.unitPrice, line.subtotal, line.discount, line.relief]) number(value);
    number(line.taxes.length);
    for (const { at, tax } of line.taxes) {
      number(at);
      number(tax);
    }
  }
  return new Uint8Array(out);
};

/** @returns undefined where the facts end too early or go on too long */
export const readFacts = (facts: Uint8Array): ReceiptCode | undefined => {
  let at = 0;
  const bytes = (length: number): Uint8Array => {
    if (at + length > facts.length) throw new RangeError('the code ends too early');
    at += length;
    return facts.subarray(at - length, at);
  };
  const number = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes(1)[0] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      if (factor > 2 ** 42) throw new RangeError('a number that long is none');
    }
  };
  const words = (): string => new TextDecoder('utf-8').decode(bytes(number()));
  const uuid = (): string => toHex(bytes(16)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const list = <T>(read: () => T): T[] => Array.from({ length: Math.min(number(), facts.length) }, read);
  try {
    const receiptNumber = words();
    const orderId = uuid();
    const day = new Date(number() * DAY_MS).toISOString().slice(0, 10);
    const currency = words();
    const taxIncluded = number() === 1;
    const [page, pages] = [number(), number()];
    const taxes = list(() => ({ taxId: uuid(), name: words(), ratePpm: number() }));
    const payments = list(() => ({ method: METHODS[number()] ?? 'cash', amount: number() }));
    const lines = list(
      (): CodedLine => ({
        itemId: uuid(),
        productId: uuid(),
        units: number(),
        unitPrice: number(),
        subtotal: number(),
        discount: number(),
        relief: number(),
        taxes: list(() => ({ at: number(), tax: number() })),
      }),
    );
    if (at !== facts.length) return undefined;
    return { receiptNumber, orderId, day, currency, taxIncluded, page, pages, taxes, payments, lines };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
