import { expect, test } from 'vitest';
import type { StoreSales } from '../../sync/hub/office-api.ts';
import { totalsOf } from './totals.ts';

const store = (storeId: string, currency: string, gross: number, tenders: Readonly<Record<string, number>>): StoreSales => ({
  storeId,
  storeName: storeId,
  currency,
  count: 2,
  gross,
  net: gross - 10,
  tax: 10,
  tenders: Object.entries(tenders).map(([method, amount]) => ({
    method: method as 'cash',
    count: 1,
    amount: { amount, currency },
  })),
});

test('amounts add up within a currency and never across', () => {
  const [eur, sek, ...others] = totalsOf([
    store('a', 'EUR', 1000, { cash: 400, card: 600 }),
    store('b', 'SEK', 70_000, { card: 70_000 }),
    store('c', 'EUR', 205, { cash: 305, voucher: -100 }),
  ]);
  expect(others).toEqual([]);
  expect(eur).toMatchObject({ currency: 'EUR', stores: [{ storeId: 'a' }, { storeId: 'c' }] });
  expect(eur?.total).toEqual({
    count: 4,
    gross: { amount: 1205, currency: 'EUR' },
    net: { amount: 1185, currency: 'EUR' },
    tax: { amount: 20, currency: 'EUR' },
    tenders: [
      { method: 'cash', amount: { amount: 705, currency: 'EUR' } },
      { method: 'card', amount: { amount: 600, currency: 'EUR' } },
      { method: 'voucher', amount: { amount: -100, currency: 'EUR' } },
    ],
  });
  expect(sek).toMatchObject({ currency: 'SEK', total: { gross: { amount: 70_000, currency: 'SEK' } } });
});
