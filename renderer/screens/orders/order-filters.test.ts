import { expect, test } from 'vitest';
import { toRequest } from './order-filters.ts';

const NONE = { receiptNumber: '', days: 'all', fromDay: '', toDay: '', userId: null, status: null } as const;

test('without filters everything is asked for', () => {
  expect(toRequest(NONE, '2026-03-01')).toEqual({});
});

test('the quick choices are calendar days, over the ends of months and years', () => {
  expect(toRequest({ ...NONE, days: 'today' }, '2026-03-01')).toEqual({ fromDay: '2026-03-01', toDay: '2026-03-01' });
  expect(toRequest({ ...NONE, days: 'yesterday' }, '2026-03-01')).toEqual({ fromDay: '2026-02-28', toDay: '2026-02-28' });
  expect(toRequest({ ...NONE, days: 'week' }, '2026-01-03')).toEqual({ fromDay: '2025-12-28', toDay: '2026-01-03' });
});

test('a range may be open at either end', () => {
  expect(toRequest({ ...NONE, days: 'range', fromDay: '2026-01-01' }, '2026-03-01')).toEqual({ fromDay: '2026-01-01' });
  expect(toRequest({ ...NONE, days: 'range', toDay: '2026-01-31' }, '2026-03-01')).toEqual({ toDay: '2026-01-31' });
});

test('bounds of a range that is not chosen are not asked for', () => {
  expect(toRequest({ ...NONE, days: 'all', fromDay: '2026-01-01' }, '2026-03-01')).toEqual({});
});

test('a receipt number finds its order whatever else is chosen', () => {
  expect(toRequest({ ...NONE, receiptNumber: ' 42 ', days: 'today', status: 'Paid' }, '2026-03-01')).toEqual({
    receiptNumber: '42',
  });
});
