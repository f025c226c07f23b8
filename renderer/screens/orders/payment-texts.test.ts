import { expect, test } from 'vitest';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { toRefund } from './payment-texts.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });

const payment = (id: string, change: Partial<PaymentView> = {}): PaymentView => ({
  id,
  orderId: 'order',
  method: 'cash',
  status: 'Confirmed',
  amount: euros(500),
  tendered: euros(500),
  change: euros(0),
  card: null,
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
