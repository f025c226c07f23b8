import { expect, test } from 'vitest';
import { money } from '../../../domain/shared/money.ts';
import { giveBackBy, mostBack, unused, wayBack } from './suggestions.ts';

const eur = (amount: number) => money(amount, 'EUR');
const card = { method: 'card' as const, amount: eur(2000), refundOf: 'card' };
const dollars = { method: 'foreign-cash' as const, amount: eur(500), refundOf: 'dollars' };

test('money goes back the way it came, foreign money in the shop’s own', () => {
  expect(wayBack(card)).toBe('card');
  expect(wayBack(dollars)).toBe('cash');
});

test('a payment is suggested once, and for no more than it holds or is owed', () => {
  expect(unused([card, dollars], [{ refundOf: 'card' }, {}])).toEqual([dollars]);
  expect(mostBack(eur(3000), card)).toEqual(eur(2000));
  expect(mostBack(eur(1000), card)).toEqual(eur(1000));
  expect(mostBack(eur(1000), undefined)).toEqual(eur(1000));
});

test('each way back has the fields of its tender', () => {
  const back = { amount: eur(100), refundOf: undefined, approvalCode: 'A1', voucherCode: null };
  expect(giveBackBy({ ...back, method: 'cash', refundOf: 'p' })).toEqual({
    method: 'cash',
    tendered: eur(100),
    refundOf: 'p',
  });
  expect(giveBackBy({ ...back, method: 'external-card' })).toEqual({
    method: 'external-card',
    amount: eur(100),
    approvalCode: 'A1',
  });
  expect(giveBackBy({ ...back, method: 'voucher' })).toEqual({ method: 'voucher', amount: eur(100) });
  expect(giveBackBy({ ...back, method: 'voucher', voucherCode: 'GIFT' })).toMatchObject({ code: 'GIFT' });
  expect(giveBackBy({ ...back, method: 'account' })).toEqual({ method: 'account', amount: eur(100) });
});
