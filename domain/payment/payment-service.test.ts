import { beforeEach, describe, expect, it } from 'vitest';
import { EventBus } from '../shared/event-bus.ts';
import { money } from '../shared/money.ts';
import { Payment, type PaymentStatus } from './payment.ts';
import { PaymentService } from './payment-service.ts';
import type { CardTerminal, TerminalAnswer } from './ports.ts';

const APPROVED: TerminalAnswer = {
  outcome: 'approved',
  card: { brand: 'Visa', lastFour: '4242', entryMode: 'contactless', terminalReference: 'T-77', approvalCode: '000042' },
};
const DECLINED: TerminalAnswer = { outcome: 'declined', reason: 'declined by the bank' };

let payments: Map<string, Payment>;
let service: PaymentService;
let processed: PromiseWithResolvers<TerminalAnswer>;
let answerLate: (answer: TerminalAnswer) => void;

const pay = (status: PaymentStatus): void => {
  const zero = money(0, 'EUR');
  const amount = money(4000, 'EUR');
  const state = {
    id: 'p',
    orderId: 'o',
    orderNumber: 1,
    method: 'card' as const,
    status,
    amount,
    tendered: amount,
    change: zero,
    rounding: zero,
    tip: zero,
    foreign: null,
    voucher: null,
    buyerId: null,
    shiftNumber: null,
  };
  payments.set('p', new Payment({ ...state, card: null, refundOf: null, reason: 'no answer', at: 0 }));
};

beforeEach(() => {
  payments = new Map();
  processed = Promise.withResolvers();
  const terminal: CardTerminal = {
    simulated: true,
    process: () => processed.promise,
    lookUp: () => Promise.reject(new Error('not asked')),
    onAnswer: (listener) => {
      answerLate = (answer) => {
        listener('p', answer);
      };
    },
  };
  service = new PaymentService({
    repository: {
      get: (id) => payments.get(id),
      add: (payment) => payments.set(payment.id, payment),
      update: (payment) => payments.set(payment.id, payment),
      ofOrder: () => [...payments.values()],
      pending: () => [],
      refundedOf: () => 0,
      orderToPay: () => undefined,
    },
    terminal,
    vouchers: { byCode: () => undefined, add: () => undefined, balance: () => 0, balanceAfter: () => 0, redeemed: () => 0 },
    accounts: { account: () => undefined },
    tenders: {
      tenderRules: () => ({ methods: ['cash', 'card'], tips: false, foreignCurrencies: [], voucherLimit: null }),
      saveTenderRules: () => undefined,
    },
    cashRounding: () => ({ step: 1, mode: 'nearest' }),
    currency: () => 'EUR',
    currentShift: () => 1,
    unitOfWork: { run: <T>(work: () => T) => work(), once: <T>(_command: unknown, work: () => T) => work() },
    eventBus: new EventBus(),
    clock: { now: () => 1 },
  });
});

const ADA = { userId: 'a', userName: 'Ada' };

describe('an answer that comes after a person has resolved the payment', () => {
  it('is told when it says approved and the payment was rejected, once, and moves nothing', () => {
    pay('Unknown');
    service.resolvePayment({ paymentId: 'p', outcome: 'Rejected' }, ADA);
    answerLate(APPROVED);
    answerLate(APPROVED);
    const reason = 'resolved by hand; the terminal said approved later (T-77)';
    expect(payments.get('p')?.state).toMatchObject({ status: 'Rejected', card: null, reason });
  });

  it('is told when it says declined and the payment was confirmed', () => {
    pay('Unknown');
    service.resolvePayment({ paymentId: 'p', outcome: 'Confirmed' }, ADA);
    answerLate(DECLINED);
    const reason = 'the terminal said declined later (declined by the bank)';
    expect(payments.get('p')?.state).toMatchObject({ status: 'Confirmed', reason });
  });

  it.each<[PaymentStatus, TerminalAnswer]>([
    ['Confirmed', APPROVED],
    ['Rejected', DECLINED],
    ['Rejected', { outcome: 'not-found' }],
    ['Confirmed', { outcome: 'no-answer', reason: 'the line broke' }],
  ])('leaves a %s payment alone when it agrees or says nothing', (status, answer) => {
    pay(status);
    answerLate(answer);
    expect(payments.get('p')?.state).toMatchObject({ status, reason: 'no answer' });
  });
});

it('asks the terminal again only when it is not being asked: "not found" would reject what goes through in a moment', async () => {
  pay('Pending');
  const collected = service.collect('o');
  const lookedUp = service.lookUpPayment('p');
  processed.resolve(APPROVED);
  await collected;
  expect(await lookedUp).toMatchObject({ status: 'Confirmed', card: { terminalReference: 'T-77' } });
});
