import { expect, test } from 'vitest';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { editsFor, type ItemValues, keptOnTop, valuesOf } from './item-values.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const sek = (amount: number) => ({ amount, currency: 'SEK' });

const ITEM: OfficeItem = {
  id: 'i',
  revision: 7,
  name: 'Apples',
  description: '',
  price: eur(299),
  pictureUri: null,
  catalogTypeId: null,
  catalogType: null,
  catalogBrandId: null,
  catalogBrand: null,
  taxCategoryId: null,
  restockThreshold: 0,
  maxStockThreshold: 0,
  stockPolicy: 'warn',
  barcodes: [],
  archived: false,
  changedAt: 0,
  changedBy: 'R1',
  prices: [
    { storeId: 'a', price: eur(299) },
    { storeId: 'b', price: eur(299) },
    { storeId: 'c', price: sek(3000) },
    { storeId: 'd', price: sek(3200) },
  ],
};
const VALUES = valuesOf(ITEM);
const with_ = (changes: Partial<ItemValues>): ItemValues => ({ ...VALUES, ...changes });

test('a currency has one price where its stores agree, and none where they differ', () => {
  expect(VALUES.prices).toEqual({ EUR: eur(299), SEK: null });
});

test('only what was changed is sent', () => {
  expect(editsFor(VALUES, VALUES)).toEqual([]);
  expect(editsFor(VALUES, with_({ restockThreshold: '12' }))).toEqual([{ restockThreshold: 12 }]);
  expect(editsFor(VALUES, with_({ name: ' Pears ', prices: { EUR: eur(333), SEK: null } }))).toEqual([
    { name: 'Pears', price: eur(333) },
  ]);
});

test('each currency takes an edit of its own', () => {
  expect(editsFor(VALUES, with_({ stockPolicy: 'block', prices: { EUR: eur(333), SEK: sek(3100) } }))).toEqual([
    { stockPolicy: 'block', price: eur(333) },
    { price: sek(3100) },
  ]);
});

test('own changes go on top of what someone else saved, price by price', () => {
  const mine = with_({ prices: { EUR: eur(333), SEK: null } });
  const theirs = with_({ name: 'Red apples', prices: { EUR: eur(280), SEK: sek(3100) } });
  expect(keptOnTop(VALUES, mine, theirs)).toEqual({ ...theirs, prices: { EUR: eur(333), SEK: sek(3100) } });
});
