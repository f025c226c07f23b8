import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../domain/contract/answer.ts';
import type { ErrorCode } from '../../../domain/shared/errors.ts';
import { type Attempt, hasCard, send } from './attempt.ts';

const transport = vi.hoisted(() => ({ call: vi.fn<(operation: string, input: unknown) => Promise<Answer>>() }));
vi.mock('../../transport/index.ts', () => ({ transport }));

const ok = (value: unknown): Answer => ({ ok: true, value });
const refusal = (code: ErrorCode): Answer => ({ ok: false, error: { code, message: code, details: {} } });
const unreachable: Answer = { ok: false, error: { code: 'shared/internal', message: 'away', details: { unreachable: true } } };
const answers = (...given: Answer[]): void => {
  for (const answer of given) transport.call.mockResolvedValueOnce(answer);
};

const price = { amount: 500, currency: 'EUR' };
const payment = { id: 'p1', method: 'cash' as const, tendered: price };
const checkout: Attempt = { operation: 'basket.checkout', input: { orderId: 'o1', total: price, payments: [payment] } };
const process: Attempt = { operation: 'payment.processPayment', input: { orderId: 'o1', payment } };
const order = { id: 'o1', payments: [{ id: 'p1' }] };

beforeEach(() => transport.call.mockReset());

describe('sending a checkout', () => {
  it('gives the order', async () => {
    answers(ok(order));
    expect(await send(checkout)).toEqual({ kind: 'order', order });
    expect(transport.call).toHaveBeenCalledTimes(1);
  });

  it('is refused when there is no order', async () => {
    answers(refusal('basket/total-changed'), refusal('ordering/order-not-found'));
    expect(await send(checkout)).toMatchObject({ kind: 'refused', error: { code: 'basket/total-changed' } });
  });

  it('gives the order when the error came after it was written', async () => {
    answers(refusal('shared/disk-full'), ok(order));
    expect(await send(checkout)).toEqual({ kind: 'order', order });
  });

  it('is unanswered when the service cannot be reached', async () => {
    answers(unreachable);
    expect(await send(checkout)).toEqual({ kind: 'unanswered' });
  });

  it('is unanswered when the window’s bridge breaks', async () => {
    transport.call.mockRejectedValueOnce(new Error('the channel is closed'));
    expect(await send(checkout)).toEqual({ kind: 'unanswered' });
  });

  it.each([unreachable, refusal('shared/locked'), refusal('shared/database-busy')])(
    'is unanswered when nobody can say whether the order is there',
    async (second) => {
      answers(refusal('shared/internal'), second);
      expect(await send(checkout)).toEqual({ kind: 'unanswered' });
    },
  );

  it('sends the same again, ids and all', async () => {
    answers(unreachable, ok(order));
    await send(checkout);
    await send(checkout);
    expect(transport.call.mock.calls[1]).toEqual(transport.call.mock.calls[0]);
  });
});

describe('sending money for no goods', () => {
  const voucher: Attempt = { operation: 'ordering.sellVoucher', input: { orderId: 'o1', amount: price, payments: [payment] } };
  const account: Attempt = {
    operation: 'ordering.settleAccount',
    input: { orderId: 'o1', buyerId: 'b1', amount: price, payments: [{ id: 'p2', method: 'card', amount: price }] },
  };

  it.each([voucher, account])('is the same until it has its answer', async (attempt) => {
    answers(unreachable, refusal('shared/disk-full'), ok(order));
    expect(await send(attempt)).toEqual({ kind: 'unanswered' });
    expect(await send(attempt)).toEqual({ kind: 'order', order });
    expect(transport.call.mock.calls[1]).toEqual(transport.call.mock.calls[0]);
  });

  it('is refused when there is no order', async () => {
    answers(refusal('payment/voucher-like-card'), refusal('ordering/order-not-found'));
    expect(await send(voucher)).toMatchObject({ kind: 'refused', error: { code: 'payment/voucher-like-card' } });
  });

  it('waits for the terminal when a card is among its payments', () => {
    expect([checkout, process, voucher, account].map(hasCard)).toEqual([false, false, false, true]);
  });
});

describe('sending one more payment', () => {
  it('gives the order as it then is', async () => {
    answers(ok({ id: 'p1' }), ok(order));
    expect(await send(process)).toEqual({ kind: 'order', order });
  });

  it('is refused when the order is without it', async () => {
    answers(refusal('payment/over-tender'), ok({ id: 'o1', payments: [{ id: 'earlier' }] }));
    expect(await send(process)).toMatchObject({ kind: 'refused', error: { code: 'payment/over-tender' } });
  });

  it('gives the order when the payment is in it after all', async () => {
    answers(refusal('shared/internal'), ok(order));
    expect(await send(process)).toEqual({ kind: 'order', order });
  });

  it('is unanswered when the order cannot be read afterwards', async () => {
    answers(ok({ id: 'p1' }), unreachable);
    expect(await send(process)).toEqual({ kind: 'unanswered' });
  });
});
