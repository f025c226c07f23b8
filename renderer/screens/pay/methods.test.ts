import { expect, test } from 'vitest';
import { PAYMENT_METHODS } from '../../../domain/contract/payment.ts';
import { money } from '../../../domain/shared/money.ts';
import { offeredMethods } from './methods.ts';

const rules = { methods: [...PAYMENT_METHODS], foreignCurrencies: [{ currency: 'USD', rateMicros: 920_000 }] };
const sale = { due: money(1000, 'EUR'), hasAccount: true, forCredit: null };

test('everything that the shop takes is offered for a sale, cash first', () => {
  expect(offeredMethods(rules, sale)).toEqual(['cash', 'card', 'external-card', 'voucher', 'account', 'foreign-cash']);
  expect(offeredMethods({ ...rules, methods: ['voucher', 'card'] }, sale)).toEqual(['card', 'voucher']);
});

test('what does not fit is left out', () => {
  expect(offeredMethods(rules, { ...sale, hasAccount: false })).not.toContain('account');
  expect(offeredMethods({ ...rules, foreignCurrencies: [] }, sale)).not.toContain('foreign-cash');
  expect(offeredMethods(rules, { ...sale, due: money(-1000, 'EUR') })).not.toContain('foreign-cash');
  expect(offeredMethods(rules, { ...sale, forCredit: 'voucher' })).not.toContain('voucher');
  expect(offeredMethods(rules, { ...sale, forCredit: 'account' })).not.toContain('account');
});

test('nothing at all is taken in cash, or however else the shop can', () => {
  const free = { ...sale, due: money(0, 'EUR') };
  expect(offeredMethods(rules, free)).toEqual(['cash']);
  expect(offeredMethods({ ...rules, methods: ['card'] }, free)).toEqual(['card']);
});
