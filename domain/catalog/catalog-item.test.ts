import { describe, expect, it, test } from 'vitest';
import { DomainError } from '../shared/errors.ts';
import { money } from '../shared/money.ts';
import { barcodeAliases, readBarcode } from './barcode.ts';
import { CatalogItem, type CatalogItemState, type StockPolicy } from './catalog-item.ts';

const item = (state: Partial<CatalogItemState> = {}): CatalogItem =>
  new CatalogItem({
    id: 'i',
    revision: 1,
    name: 'Milk',
    description: '',
    price: money(100, 'EUR'),
    pictureUri: null,
    catalogTypeId: null,
    catalogBrandId: null,
    taxCategoryId: null,
    availableStock: 5,
    restockThreshold: 2,
    maxStockThreshold: 0,
    stockPolicy: 'warn',
    barcodes: [],
    archived: false,
    ...state,
  });

const never = (): never => {
  throw new Error('nobody is asked');
};

describe('stock', () => {
  test.each([0, -1, 1.5, Number.NaN])('is not moved by %d', (quantity) => {
    const milk = item();
    expect(() => milk.removeStock(quantity, never, 0)).toThrow(
      expect.objectContaining({ code: 'catalog/quantity-not-positive' }),
    );
    expect(() => milk.addStock(quantity, 0)).toThrow(expect.objectContaining({ code: 'catalog/quantity-not-positive' }));
    expect(milk.state.availableStock).toBe(5);
  });

  test.each([
    [1, 1_000_000_000],
    [-1, -1_000_000_000],
    [-1_000_000_000, 1_500_000_000],
  ])('at %d does not move by %d: levels and moves have a bound that every reader relies on', (availableStock, change) => {
    const milk = item({ availableStock });
    expect(() => milk.updateStock(change, 0)).toThrow(expect.objectContaining({ code: 'shared/out-of-range' }));
    expect(milk.state.availableStock).toBe(availableStock);
  });

  test.each<[StockPolicy, 'approved' | 'refused', number | 'catalog/insufficient-stock' | 'shared/approval-needed']>([
    ['warn', 'refused', -2],
    ['manager', 'refused', 'shared/approval-needed'],
    ['manager', 'approved', -2],
    ['block', 'approved', 'catalog/insufficient-stock'],
  ])('below zero under %s, %s: %s', (stockPolicy, word, outcome) => {
    const milk = item({ stockPolicy });
    const approve = (): void => {
      if (word === 'refused') throw new DomainError('shared/approval-needed', 'no');
    };
    if (typeof outcome === 'string') {
      expect(() => milk.removeStock(7, approve, 0)).toThrow(expect.objectContaining({ code: outcome }));
      expect(milk.state.availableStock).toBe(5);
    } else {
      milk.removeStock(7, approve, 0);
      expect(milk.state.availableStock).toBe(outcome);
    }
  });

  it('tells of running low once a crossing', () => {
    const milk = item();
    const told = () => milk.releaseDomainEvents().map(({ type }) => type);
    milk.removeStock(2, never, 0);
    expect(told()).toEqual([]);
    milk.removeStock(1, never, 0);
    expect(told()).toEqual(['app.tillwright.catalog.item-running-low.v1']);
    milk.removeStock(1, never, 0);
    expect(told()).toEqual([]);
    milk.addStock(3, 0);
    milk.removeStock(3, never, 0);
    expect(told()).toHaveLength(1);
  });

  it('of an archived item is not sold', () => {
    expect(() => item({ archived: true }).removeStock(1, never, 0)).toThrow(
      expect.objectContaining({ code: 'catalog/item-archived' }),
    );
  });

  it('is not touched by an edit, and a stale edit is refused', () => {
    const milk = item();
    const { name: _name, ...fields } = milk.state;
    milk.edit({ ...fields, name: 'Oat milk' }, 1, 0);
    expect(milk.state).toMatchObject({ name: 'Oat milk', availableStock: 5, revision: 2 });
    expect(() => milk.edit({ ...fields, name: 'X' }, 1, 0)).toThrow(expect.objectContaining({ code: 'catalog/stale-edit' }));
  });
});

describe('a barcode', () => {
  test.each([
    ['4006381333931', 'ean13', true],
    ['4006381333932', 'ean13', false],
    ['036000291452', 'upca', true],
    ['036000291453', 'upca', false],
    ['96385074', 'ean8', true],
    ['96385075', 'ean8', false],
    ['00154415', 'ean8', false],
    ['012345', 'free', true],
    ['ABC-12345678', 'free', true],
  ] as const)('%s is %s, check digit %s', (code, kind, checkDigitOk) => {
    expect(readBarcode(` ${code} `)).toEqual({ code, kind, checkDigitOk });
  });

  it('is found as UPC-A and as EAN-13 with a leading zero', () => {
    expect(barcodeAliases('036000291452')).toEqual(['036000291452', '0036000291452']);
    expect(barcodeAliases('0036000291452')).toEqual(['0036000291452', '036000291452']);
    expect(barcodeAliases('4006381333931')).toEqual(['4006381333931']);
  });
});
