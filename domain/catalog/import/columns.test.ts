import { expect, test } from 'vitest';
import { guessMapping, knowsColumn } from './columns.ts';

const columns = (names: readonly string[], samples: readonly (readonly string[])[] = []) =>
  names.map((name, index) => ({ name, samples: samples[index] ?? [] }));

test.each([
  [
    ['Id', 'Type', 'Brand', 'Name', 'Description', 'Price'],
    [null, 'type', 'brand', 'name', 'description', 'price'],
  ],
  [
    ['barcode', 'name', 'price', 'available_stock', 'restock_threshold', 'max_stock_threshold'],
    ['barcode', 'name', 'price', 'availableStock', 'restockThreshold', 'maxStockThreshold'],
  ],
  [
    ['EAN-Code', 'Artikelbezeichnung', 'VK', 'Lagerbestand', 'Hersteller', 'Warengruppe'],
    ['barcode', 'name', 'price', 'availableStock', 'brand', 'type'],
  ],
  [
    ['Code-barres', 'Nom', 'Prix', 'Quantité', 'Marque', 'Catégorie'],
    ['barcode', 'name', 'price', 'availableStock', 'brand', 'type'],
  ],
  [
    ['Title', 'Product name', 'Unit Price', 'Price'],
    [null, 'name', null, 'price'],
  ],
] as const)('%j means %j', (names, mapping) => {
  expect(guessMapping(columns(names))).toEqual(mapping);
});

test('what no name tells the values tell', () => {
  const samples = [
    ['4006381333931', '40170725'],
    ['Pencil', 'Eraser'],
    ['1,20', '0,75 €'],
    ['7', '12'],
  ];
  expect(guessMapping(columns(['Column 1', 'Column 2', 'Column 3', 'Column 4'], samples))).toEqual([
    'barcode',
    'name',
    'price',
    null,
  ]);
});

test('a row of values is no row of names', () => {
  expect(knowsColumn(['Bar code', 'whatever'])).toBe(true);
  expect(knowsColumn(['4006381333931', 'Pencil', '1.20'])).toBe(false);
});
