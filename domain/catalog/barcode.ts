import { holdsCardNumber } from '../shared/mask-card-numbers.ts';

export type BarcodeKind = 'ean13' | 'ean8' | 'upca' | 'free';

export interface Barcode {
  /** As printed: text, because leading zeros count. */
  readonly code: string;
  readonly kind: BarcodeKind;
  /** false: the last digit does not fit the others. A warning, no wall: such codes stand on real goods. */
  readonly checkDigitOk: boolean;
}

const KIND_OF_LENGTH: Readonly<Record<number, BarcodeKind>> = { 8: 'ean8', 12: 'upca', 13: 'ean13' };

/**
 * What kind of code a text is, and whether its check digit fits.
 * @param text printable characters, trimmed here
 */
export const readBarcode = (text: string): Barcode => {
  const code = text.trim();
  const kind = /^\d+$/.test(code) ? (KIND_OF_LENGTH[code.length] ?? 'free') : 'free';
  return { code, kind, checkDigitOk: kind === 'free' || hasCheckDigit(code) };
};

/** GS1 General Specifications 7.9: from the right, weights 1, 3, 1, 3 …; the sum is a multiple of ten. */
const hasCheckDigit = (digits: string): boolean =>
  [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;

/** An EAN-13 may be misprinted, and no bank issues cards with so few digits any more. */
const LONGEST_EAN = 13;
/** GS1 General Specifications 7.9: longer keys that end in a check digit (GTIN-14, GSIN, SSCC). */
const LONG_GS1_KEYS: readonly number[] = [14, 17, 18];

/**
 * Whether a code is rather the number of a bank card, which is stored nowhere.
 * @param code trimmed
 */
export const isLikeCard = (code: string): boolean => {
  const digits = code.replace(/\D/g, '');
  if (digits.length <= LONGEST_EAN || (LONG_GS1_KEYS.includes(digits.length) && hasCheckDigit(digits))) return false;
  return holdsCardNumber(code);
};

/**
 * The ways one code can arrive: a UPC-A is the EAN-13 with a leading zero (GS1), and scanners send either.
 * The code as given comes first.
 */
export const barcodeAliases = (code: string): readonly string[] => {
  if (/^\d{12}$/.test(code)) return [code, `0${code}`];
  if (/^0\d{12}$/.test(code)) return [code, code.slice(1)];
  return [code];
};
