import { describe, expect, test } from 'vitest';
import { createRowReader, type KnownItems } from './read-row.ts';

const NAMES = ['code', 'title', 'cost', 'left', 'kind', 'maker'];
const MAPPING = ['barcode', 'name', 'price', 'availableStock', 'type', 'brand'] as const;
const NOTHING: KnownItems = { ownerOf: () => undefined, has: () => false };

const reader = (known = NOTHING, currency = 'EUR') => {
  const readRow = createRowReader(MAPPING, NAMES, currency, known);
  let line = 1;
  return (...cells: string[]) => {
    line += 1;
    return readRow({ line, cells, isTorn: false });
  };
};
const codes = (found: readonly { code: string; column: string | null }[]) => found.map(({ code, column }) => [code, column]);

test('a whole row becomes an item', () => {
  expect(reader()(' 036408201213', 'Sonoran  Salsa, Mild', '14,42 €', '49', 'Sauces', 'Peppers').item).toEqual({
    name: 'Sonoran Salsa, Mild',
    nameKey: 'sonoran salsa, mild',
    description: '',
    price: { amount: 1442, currency: 'EUR' },
    type: 'Sauces',
    brand: 'Peppers',
    barcodes: [{ code: '036408201213', kind: 'upca', checkDigitOk: true }],
    availableStock: 49,
    restockThreshold: 0,
    maxStockThreshold: 0,
  });
});

test.each([
  ['1,234.50', 123_450],
  ['1.234,50', 123_450],
  ['EUR 5', 500],
  ['$0.99', 99],
  ['kr 12,5', 1250],
  ['0', 0],
])('the price %s is %i cents', (price, amount) => {
  expect(reader()('', 'Item', price).item?.price).toEqual({ amount, currency: 'EUR' });
});

describe('a row is left out for', () => {
  test.each([
    ['missing-name', 'title', ['', '  ', '1.00']],
    ['missing-price', 'cost', ['', 'Item', ' ']],
    ['bad-price', 'cost', ['', 'Item', '-1.00']],
    ['bad-price', 'cost', ['', 'Item', '1.005']],
    ['bad-price', 'cost', ['', 'Item', 'free']],
    ['bad-number', 'left', ['', 'Item', '1.00', '-3']],
    ['bad-number', 'left', ['', 'Item', '1.00', '2.5']],
    ['bad-number', 'left', ['', 'Item', '1.00', '1.000']],
    ['bad-number', 'left', ['', 'Item', '1.00', '1e3']],
    ['bad-barcode', 'code', ['4.00638E+12', 'Item', '1.00']],
    ['bad-barcode', 'code', ['４００６', 'Item', '1.00']],
    ['too-long', 'title', ['', 'x'.repeat(201), '1.00']],
  ] as const)('%s in %s: %j', (code, column, cells) => {
    const { item, errors } = reader()(...cells);
    expect(item).toBeNull();
    expect(codes(errors)).toEqual([[code, column]]);
  });

  test('every reason at once', () => {
    expect(codes(reader()('1E+9', '', 'x', 'y').errors)).toEqual([
      ['missing-name', 'title'],
      ['bad-price', 'cost'],
      ['bad-number', 'left'],
      ['bad-barcode', 'code'],
    ]);
  });

  test('torn rows', () => {
    const readRow = createRowReader(MAPPING, NAMES, 'EUR', NOTHING);
    expect(codes(readRow({ line: 7, cells: ['', 'Item', '1.00'], isTorn: true }).errors)).toEqual([['wrong-cells', null]]);
  });
});

test('thousands of units are read where they cannot mean anything else', () => {
  const read = reader();
  expect(read('', 'a', '1', '1 000').item?.availableStock).toBe(1000);
  expect(read('', 'b', '1', "12'500").item?.availableStock).toBe(12_500);
  expect(read('', 'c', '1', '49.00').item?.availableStock).toBe(49);
});

test('the currency says how many decimals a price may have', () => {
  expect(reader(NOTHING, 'JPY')('', 'Item', '120').item?.price.amount).toBe(120);
  expect(codes(reader(NOTHING, 'JPY')('', 'Item', '120.5').errors)).toEqual([['bad-price', 'cost']]);
  expect(reader(NOTHING, 'KWD')('', 'Item', '1.234').item?.price.amount).toBe(1234);
});

test('several codes of a cell are told apart, and a wrong check digit is a remark', () => {
  const { item, warnings } = reader()("4006381333931; '40170725|SHELF-7", 'Pencil', '1.20');
  expect(item?.barcodes.map(({ code }) => code)).toEqual(['4006381333931', '40170725', 'SHELF-7']);
  expect(warnings).toEqual([]);
  expect(codes(reader()('4006381333932', 'Pencil', '1.20').warnings)).toEqual([['wrong-check-digit', 'code']]);
});

test('no card number comes in, as a code or within a text', () => {
  const { item, errors } = reader()('4111111111111111', 'Pencil', '1.20');
  expect(item).toBeNull();
  expect(errors.map(({ code, value }) => [code, value])).toEqual([['barcode-like-card', '************1111']]);
  // A GTIN-14 that also passes the check of cards.
  expect(reader()('10000000002087', 'Pencil', '1.20').errors).toEqual([]);
  expect(reader()('', 'For 5555 5555 5555 4444', '1.20').item?.name).toBe('For **** **** **** 4444');
});

test('a code that came before, under any alias, goes to the first item alone', () => {
  const read = reader();
  expect(read('036408201213', 'First', '1.00').item?.barcodes).toHaveLength(1);
  const second = read('0036408201213', 'Second', '1.00');
  expect(second.item?.barcodes).toEqual([]);
  expect(codes(second.warnings)).toEqual([['barcode-twice', 'code']]);
});

test('what the shop has is not taken in again, and what it sells under another name is told', () => {
  const known: KnownItems = {
    ownerOf: (code) => (code === '40170725' ? { nameKey: 'eraser' } : undefined),
    has: (name, brand) => name === 'tent' && brand === 'daybird',
  };
  const read = reader(known);
  expect(codes(read('40170725', 'ERASER', '1.00').errors)).toEqual([['already-there', 'code']]);
  expect(codes(read('40170725', 'Pencil', '1.00').errors)).toEqual([['barcode-taken', 'code']]);
  expect(codes(read('', 'Tent', '1.00', '', '', 'Daybird').errors)).toEqual([['already-there', 'title']]);
  expect(read('', 'Tent', '1.00', '', '', 'Other').item?.name).toBe('Tent');
});
