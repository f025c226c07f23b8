import type { ImportField, ImportFinding } from '../../../../domain/contract/imports.ts';

export const FIELD_TEXTS: Readonly<Record<ImportField, string>> = {
  name: 'Name',
  description: 'Description',
  price: 'Price',
  type: 'Type',
  brand: 'Brand',
  barcode: 'Barcode',
  availableStock: 'Stock now',
  restockThreshold: 'Reorder at',
  maxStockThreshold: 'Maximum stock',
};

/** What was found in a row, in words. A new code without a text does not compile. */
export const FINDING_TEXTS: Readonly<Record<ImportFinding['code'], string>> = {
  'missing-name': 'The row has no name',
  'missing-price': 'The row has no price',
  'bad-price': 'This is no price',
  'bad-number': 'This is no whole number from 0',
  'bad-barcode': 'This is no barcode, or a spreadsheet rounded it',
  'barcode-like-card': 'This looks like the number of a bank card, which is stored nowhere',
  'too-long': 'This is too long',
  'wrong-cells': 'The row does not fit the columns; look for a stray quote or separator',
  'barcode-twice': 'An earlier row has this barcode; the item goes in without it',
  'barcode-taken': 'Another item in the catalogue has this barcode',
  'already-there': 'The catalogue has this item already',
  'wrong-check-digit': 'The check digit does not fit',
  'mended-text': 'Broken characters were mended',
};

export const itemsInWords = (count: number): string => (count === 1 ? '1 item' : `${count} items`);
