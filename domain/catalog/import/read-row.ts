import type { ImportField, ImportFinding } from '../../contract/imports.ts';
import { maskCardNumbers } from '../../shared/mask-card-numbers.ts';
import { MAX_AMOUNT, type Money, parseDecimal } from '../../shared/money.ts';
import { MAX_QUANTITY } from '../../shared/quantity.ts';
import { type Barcode, barcodeAliases, isLikeCard, readBarcode } from '../barcode.ts';
import { textKey } from '../text-key.ts';
import { mendText } from './mend-text.ts';

/** A row that becomes an item. */
export interface ImportedItem {
  readonly name: string;
  readonly nameKey: string;
  readonly description: string;
  readonly price: Money;
  /** Names, not ids: made when the import is written. */
  readonly type: string | null;
  readonly brand: string | null;
  readonly barcodes: readonly Barcode[];
  readonly availableStock: number;
  readonly restockThreshold: number;
  readonly maxStockThreshold: number;
}

/** One record of the file. */
export interface Row {
  /** Line of the file, or number of the record, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The row could not be cut into the columns of the file. */
  readonly isTorn: boolean;
}

/** What the shop has already. */
export interface KnownItems {
  /** The item that carries a code, under any of its aliases. */
  ownerOf(code: string): { readonly nameKey: string } | undefined;
  /** Whether an item of this name and brand is there. */
  has(nameKey: string, brandKey: string): boolean;
}

export interface RowVerdict {
  /** null: the row is left out, and `errors` says why. */
  readonly item: ImportedItem | null;
  readonly errors: readonly ImportFinding[];
  readonly warnings: readonly ImportFinding[];
}

/** As the contract bounds them. */
const MAX_LENGTH = { name: 200, type: 200, brand: 200, description: 4000, barcode: 64 } as const;
const SHOWN_LENGTH = 80;

/**
 * Reads the rows of one file, one after the other: it remembers the barcodes it gave away.
 * @param mapping what each column means; a barcode may stand in several columns
 * @param names of the columns, for the findings
 * @param currency of every price
 */
export const createRowReader = (
  mapping: readonly (ImportField | null)[],
  names: readonly string[],
  currency: string,
  known: KnownItems,
): ((row: Row) => RowVerdict) => {
  const given = new Set<string>();

  return ({ line, cells, isTorn }) => {
    const errors: ImportFinding[] = [];
    const warnings: ImportFinding[] = [];
    const finding = (code: ImportFinding['code'], column: number, value: string): ImportFinding => ({
      line,
      column: names[column] ?? null,
      code,
      value: maskCardNumbers(value).slice(0, SHOWN_LENGTH).toWellFormed(),
    });
    const cellOf = (field: ImportField): readonly [number, string] => {
      const column = mapping.indexOf(field);
      return [column, column < 0 ? '' : (cells[column] ?? '')];
    };
    const text = (field: 'name' | 'description' | 'type' | 'brand'): string => {
      const [column, raw] = cellOf(field);
      const mended = mendText(raw);
      if (mended.isMended && mended.text !== '') warnings.push(finding('mended-text', column, raw));
      if (mended.text.length > MAX_LENGTH[field]) errors.push(finding('too-long', column, raw));
      return maskCardNumbers(mended.text);
    };
    const count = (field: ImportField): number => {
      const [column, raw] = cellOf(field);
      const value = readCount(raw);
      if (value === undefined) errors.push(finding('bad-number', column, raw));
      return value ?? 0;
    };

    if (isTorn) errors.push(finding('wrong-cells', -1, cells.join(' | ')));
    const name = text('name');
    if (name === '') errors.push(finding('missing-name', cellOf('name')[0], ''));
    const [priceColumn, rawPrice] = cellOf('price');
    const price = readPrice(rawPrice, currency);
    if (!price) errors.push(finding(rawPrice.trim() === '' ? 'missing-price' : 'bad-price', priceColumn, rawPrice));
    const item = {
      name,
      nameKey: textKey(name),
      description: text('description'),
      price: price ?? { amount: 0, currency },
      type: text('type') || null,
      brand: text('brand') || null,
      availableStock: count('availableStock'),
      restockThreshold: count('restockThreshold'),
      maxStockThreshold: count('maxStockThreshold'),
    };

    const barcodes: Barcode[] = [];
    mapping.forEach((field, column) => {
      if (field !== 'barcode') return;
      for (const code of splitCodes(cells[column] ?? '')) {
        const barcode = readCode(code);
        if (!barcode) errors.push(finding('bad-barcode', column, code));
        else if (isLikeCard(barcode.code)) errors.push(finding('barcode-like-card', column, code));
        else if (barcodes.every((other) => !isSameCode(other.code, barcode.code))) {
          const owner = known.ownerOf(barcode.code);
          if (owner) errors.push(finding(owner.nameKey === item.nameKey ? 'already-there' : 'barcode-taken', column, code));
          else if (given.has(canonical(barcode.code))) warnings.push(finding('barcode-twice', column, code));
          else {
            if (!barcode.checkDigitOk) warnings.push(finding('wrong-check-digit', column, code));
            barcodes.push(barcode);
          }
        }
      }
    });
    // A file without barcodes taken in twice must not double the catalogue.
    if (barcodes.length === 0 && errors.length === 0 && known.has(item.nameKey, textKey(item.brand ?? ''))) {
      errors.push(finding('already-there', cellOf('name')[0], name));
    }
    if (errors.length > 0) return { item: null, errors, warnings: [] };
    for (const { code } of barcodes) given.add(canonical(code));
    return { item: { ...item, barcodes }, errors, warnings };
  };
};

/** One text for all aliases of a code. */
const canonical = (code: string): string => barcodeAliases(code).toSorted((a, b) => b.length - a.length)[0] ?? code;
const isSameCode = (a: string, b: string): boolean => canonical(a) === canonical(b);

/** Several codes of one cell stand apart by `;`, `,`, `|` or a line break; by blanks only where all are digits. */
const splitCodes = (cell: string): string[] => {
  const parts = cell.split(/[;,|\r\n]+/).flatMap((part) => (/^[\d\s]+$/.test(part) ? part.split(/\s+/) : [part]));
  return parts.map((part) => part.trim().replace(/^'/, '')).filter(Boolean);
};

/** A spreadsheet writes a long code as `4.00638E+12`: its digits are lost for good. */
const readCode = (code: string): Barcode | undefined => {
  if (code.length > MAX_LENGTH.barcode || !/^[\x20-\x7e]+$/.test(code) || /^\d+([.,]\d+)?e[+-]?\d+$/i.test(code))
    return undefined;
  return readBarcode(code.replace(/^(\d{6,})\.0$/, '$1'));
};

/** An amount with or without the sign or code of a currency beside it. */
const readPrice = (raw: string, currency: string): Money | undefined => {
  const bare = raw.trim().replace(/^(\p{Sc}|[A-Z]{3}|kr\.?|Fr\.?)\s*|\s*(\p{Sc}|[A-Z]{3}|kr\.?|Fr\.?)$/gu, '');
  const price = parseDecimal(bare, currency);
  return price && price.amount <= MAX_AMOUNT ? price : undefined;
};

/**
 * A whole number of units; nothing is none. `1.000` could be one or a thousand, so it is neither.
 * @returns undefined for everything else, below zero included
 */
const readCount = (raw: string): number | undefined => {
  const bare = raw.trim();
  if (bare === '') return 0;
  const digits =
    /^(\d+)(?:[.,]0{1,2})?$/.exec(bare)?.[1] ??
    (/^\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+$/.test(bare) ? bare.replace(/\D/g, '') : undefined);
  const value = Number(digits);
  return Number.isSafeInteger(value) && value <= MAX_QUANTITY ? value : undefined;
};
