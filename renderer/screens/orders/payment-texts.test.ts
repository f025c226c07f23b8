import { expect, test } from 'vitest';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { refundText, statusOf, titleOf, toRefund } from './payment-texts.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });

const payment = (id: string, change: Partial<PaymentView> = {}): PaymentView => ({
  id,
  orderId: 'order',
  method: 'cash',
  status: 'Confirmed',
  amount: euros(500),
  tendered: euros(500),
  change: euros(0),
  rounding: euros(0),
  tip: euros(0),
  foreign: null,
  card: null,
  voucherCode: null,
  buyerId: null,
  refundOf: null,
  reason: '',
  at: 0,
  ...change,
});

const idsOf = (payments: readonly PaymentView[]) => payments.map(({ id }) => id);

test('only what was confirmed goes back', () => {
  const declined = payment('declined', { method: 'card', status: 'Rejected' });
  expect(idsOf(toRefund([payment('cash'), declined]))).toEqual(['cash']);
});

test('what went back before does not go back again, unless that refund was declined', () => {
  const paid = [payment('cash'), payment('card', { method: 'card' })];
  const cashBack = payment('back', { refundOf: 'cash', amount: euros(-500) });
  const cardDeclined = payment('declined', { method: 'card', refundOf: 'card', status: 'Rejected', amount: euros(-500) });
  expect(idsOf(toRefund([...paid, cashBack, cardDeclined]))).toEqual(['card']);
});

test('a refund without an answer is not asked for twice', () => {
  const refund = payment('back', { method: 'card', refundOf: 'card', status: 'Unknown', amount: euros(-500) });
  expect(toRefund([payment('card', { method: 'card' }), refund])).toEqual([]);
});

const card = { brand: 'Visa', lastFour: '4242', entryMode: 'chip', terminalReference: 'T', approvalCode: '1' };
const dollars = { amount: 600, currency: 'USD' };
const onto = { method: 'voucher' as const, voucherCode: 'GIFT1234', amount: euros(-500), tendered: euros(-500) };

test.each<[string, Partial<PaymentView>, string]>([
  ['cash', {}, 'Cash'],
  ['a card', { method: 'card', card }, 'Visa ···· 4242'],
  ['foreign cash', { method: 'foreign-cash', foreign: dollars }, 'Cash in USD'],
  ['a refund', { refundOf: 'paid', amount: euros(-500) }, 'Refund, cash'],
  ['a voucher that pays', { method: 'voucher', voucherCode: 'GIFT1234' }, 'Voucher ···· 1234'],
  ['a voucher that is sold', onto, 'Onto voucher ···· 1234'],
  ['an account that is settled', { method: 'account', amount: euros(-500) }, 'Off the account'],
  ['money for goods that came back', { amount: euros(-500) }, 'Given back, cash'],
])('the title of %s', (_what, change, title) => {
  expect(titleOf(payment('p', change))).toBe(title);
});

test('a cancellation hands out what changed hands, and takes a sold voucher back', () => {
  const rounded = { amount: euros(498), tendered: euros(1000), change: euros(500), rounding: euros(2) };
  expect(refundText(payment('p', rounded))).toBe('€5.00 is handed out in cash.');
  expect(refundText(payment('p', onto))).toBe('€5.00 is taken off voucher ···· 1234.');
});

test('a voucher that waits for its card is no question to the terminal', () => {
  expect(statusOf(payment('p', { ...onto, status: 'Pending' })).word).toBe('Waits for the rest');
  expect(statusOf(payment('p', { method: 'card', status: 'Pending' })).word).toBe('In progress');
});
