import type { PaymentView, Tender } from '../contract/payment.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { compare, type Money, money, negate, subtract, sum } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Payment, type PaymentSettled, type PaymentState, paymentView } from './payment.ts';
import type { CardTerminal, PaymentRepository, TerminalAnswer } from './ports.ts';

export interface ProcessPaymentCommand {
  readonly orderId: string;
  readonly payment: Tender;
}

interface Parts {
  readonly repository: PaymentRepository;
  readonly terminal: CardTerminal;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

interface OrderToPay {
  readonly id: string;
  readonly number: number;
  readonly total: Money;
}

/** Cash now; cards by one unit that records the intent, the terminal, and a second unit that records its answer. */
export class PaymentService {
  readonly #parts: Parts;
  /** The terminal is asked once for a payment, however many wait for it. */
  readonly #asking = new Map<string, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.terminal.onAnswer((paymentId, answer) => this.#settle(paymentId, answer));
  }

  /**
   * Records tenders inside the order's unit of work. Cash is confirmed and its change worked out; cards stay pending.
   * @returns the payments as recorded
   * @throws DomainError `payment/insufficient-tender` when they do not cover the total, `payment/over-tender`
   */
  take(order: OrderToPay, tenders: readonly Tender[]): readonly PaymentView[] {
    const { rest, payments } = this.#takeAll(order, order.total, tenders);
    if (rest.amount > 0) {
      const details = { missing: rest.amount, currency: rest.currency };
      throw new DomainError('payment/insufficient-tender', 'the payments do not cover the total', details);
    }
    return payments;
  }

  paymentsOf(orderId: string): readonly PaymentView[] {
    return this.#parts.repository.ofOrder(orderId).map(({ state }) => paymentView(state));
  }

  /**
   * Pays an open order with one more tender, in part or whole.
   * @throws DomainError `ordering/order-not-found`, `payment/order-not-open`, `payment/over-tender`, `shared/command-id-reused`
   */
  async processPayment({ orderId, payment }: ProcessPaymentCommand): Promise<PaymentView> {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    unitOfWork.once<null>(
      { id: payment.id, operation: 'payment.processPayment', body: { orderId, payment } },
      () => {
        const order = repository.orderToPay(orderId);
        if (!order) throw new DomainError('ordering/order-not-found', 'there is no such order');
        if (!order.open) throw new DomainError('payment/order-not-open', 'this order takes no more payments');
        this.#takeAll(order, this.#due(order), [payment]);
        const settled: PaymentSettled = { type: 'payment/settled', occurredOn: clock.now(), orderId };
        eventBus.publish(settled);
        return null;
      },
      () => null,
    );
    await this.#ask(payment.id);
    return this.#view(payment.id);
  }

  /** Asks the terminal about every pending payment of an order, and records what it answers. */
  async collect(orderId: string): Promise<void> {
    const pending = this.#parts.repository.ofOrder(orderId).filter(({ state }) => state.status === 'Pending');
    for (const { id } of pending) await this.#ask(id);
  }

  /**
   * Records the refund of what is still paid: cards first, which wait for the terminal, and cash only when no card is left.
   * Cash that was handed out could not be taken back when the terminal refuses.
   */
  refundAll(orderId: string): void {
    const payments = this.#parts.repository.ofOrder(orderId).map(({ state }) => state);
    const refunded = new Set(payments.filter(({ status }) => status !== 'Rejected').map(({ refundOf }) => refundOf));
    const paid = payments.filter(({ id, status, refundOf }) => status === 'Confirmed' && refundOf === null && !refunded.has(id));
    const cards = paid.filter(({ method }) => method === 'card');
    for (const state of cards.length > 0 ? cards : paid) {
      const back = negate(state.amount);
      this.#add({
        ...state,
        id: newId(),
        status: 'Pending',
        amount: back,
        tendered: back,
        change: zero(back),
        refundOf: state.id,
      });
    }
  }

  /** @throws DomainError `payment/payment-not-found`, `payment/not-resolvable` */
  async lookUpPayment(paymentId: string): Promise<PaymentView> {
    const payment = this.#payment(paymentId);
    if (payment.settled) return this.#view(paymentId);
    // The terminal is still at it: "not found" would reject a payment that goes through in a moment.
    const asking = this.#asking.get(paymentId);
    if (asking) await asking;
    else this.#settle(paymentId, await this.#parts.terminal.lookUp(paymentId));
    return this.#view(paymentId);
  }

  /** A person's word, after looking at the terminal's own slip. @throws DomainError `payment/not-resolvable` */
  resolvePayment({
    paymentId,
    outcome,
  }: {
    readonly paymentId: string;
    readonly outcome: 'Confirmed' | 'Rejected';
  }): PaymentView {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    return unitOfWork.run<PaymentView>(() => {
      const payment = this.#payment(paymentId);
      if (payment.state.status !== 'Unknown') {
        throw new DomainError('payment/not-resolvable', `this payment is ${payment.state.status}`, {
          status: payment.state.status,
        });
      }
      if (outcome === 'Confirmed') payment.confirmPayment(null, clock.now());
      else payment.rejectPayment('resolved by hand', clock.now());
      repository.update(payment);
      eventBus.publish(...payment.releaseDomainEvents());
      return this.#view(paymentId);
    });
  }

  /** After a start: payments whose answer a crash swallowed are looked up, never guessed. */
  async resume(): Promise<void> {
    for (const { id } of this.#parts.repository.pending()) await this.lookUpPayment(id);
  }

  #takeAll(order: OrderToPay, due: Money, tenders: readonly Tender[]): { rest: Money; payments: PaymentView[] } {
    let rest = due;
    const payments: PaymentView[] = [];
    for (const tender of tenders) {
      const given = tender.method === 'cash' ? tender.tendered : tender.amount;
      const isNothing = given.amount <= 0 && rest.amount > 0;
      const isTooMuch = tender.method === 'card' && compare(given, rest) > 0;
      const isAfterAll = rest.amount <= 0 && due.amount > 0;
      if (isNothing)
        throw new DomainError('payment/insufficient-tender', 'a payment is more than nothing', { missing: rest.amount });
      if (isTooMuch || isAfterAll) {
        throw new DomainError('payment/over-tender', 'that is more than is due', { due: rest.amount, currency: rest.currency });
      }
      const amount = compare(given, rest) > 0 ? rest : given;
      const { id, method } = tender;
      const change = subtract(given, amount);
      const payment = this.#add({
        id,
        orderId: order.id,
        orderNumber: order.number,
        method,
        status: 'Pending',
        amount,
        tendered: given,
        change,
        card: null,
        refundOf: null,
        reason: '',
        at: this.#parts.clock.now(),
      });
      payments.push(paymentView(payment.state));
      rest = subtract(rest, amount);
    }
    return { rest, payments };
  }

  /** Cash is there or handed out: it is confirmed in the same breath. */
  #add(state: PaymentState): Payment {
    const at = this.#parts.clock.now();
    const payment = new Payment({ ...state, at, card: null, reason: '' });
    if (state.method === 'cash') payment.confirmPayment(null, at);
    this.#parts.repository.add(payment);
    return payment;
  }

  async #ask(paymentId: string): Promise<void> {
    const running = this.#asking.get(paymentId);
    if (running) return running;
    const { state } = this.#payment(paymentId);
    if (state.status !== 'Pending') return;
    const answered = this.#parts.terminal
      .process({ paymentId, amount: state.amount })
      .then((answer) => this.#settle(paymentId, answer))
      .finally(() => this.#asking.delete(paymentId));
    this.#asking.set(paymentId, answered);
    return answered;
  }

  /**
   * Takes an answer in once; one that comes late or twice finds the payment settled and moves nothing. When it says the
   * opposite of how the payment was settled, that is written beside it.
   */
  #settle(paymentId: string, answer: TerminalAnswer): void {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    unitOfWork.run<null>(() => {
      const payment = repository.get(paymentId);
      if (!payment) return null;
      if (payment.settled) {
        const opposite = oppositeOf(payment.state.status, answer);
        if (opposite === undefined) return null;
        payment.noteLateAnswer(opposite);
        repository.update(payment);
        return null;
      }
      if (answer.outcome === 'approved') payment.confirmPayment(answer.card, clock.now());
      else if (answer.outcome === 'declined') payment.rejectPayment(answer.reason, clock.now());
      else if (answer.outcome === 'not-found') payment.rejectPayment('the terminal never heard of it', clock.now());
      else payment.markUnknown(answer.reason);
      repository.update(payment);
      eventBus.publish(...payment.releaseDomainEvents());
      return null;
    });
  }

  /** What no payment covers yet; one without an answer counts as covering, so that nobody pays twice. */
  #due(order: OrderToPay): Money {
    const states = this.#parts.repository.ofOrder(order.id).map(({ state }) => state);
    const covered = states.filter(({ status }) => status !== 'Rejected').map(({ amount }) => amount);
    return subtract(order.total, sum(covered, order.total.currency));
  }

  #payment(paymentId: string): Payment {
    const payment = this.#parts.repository.get(paymentId);
    if (!payment) throw new DomainError('payment/payment-not-found', 'there is no such payment');
    return payment;
  }

  #view(paymentId: string): PaymentView {
    return paymentView(this.#payment(paymentId).state);
  }
}

const zero = ({ currency }: Money): Money => money(0, currency);

const oppositeOf = (status: PaymentState['status'], answer: TerminalAnswer): string | undefined => {
  if (status === 'Rejected' && answer.outcome === 'approved')
    return `the terminal said approved later (${answer.card.terminalReference})`;
  if (status === 'Confirmed' && answer.outcome === 'declined') return `the terminal said declined later (${answer.reason})`;
  return undefined;
};
