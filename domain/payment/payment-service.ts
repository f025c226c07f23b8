import type { CardView, PaymentMethod, PaymentView, Tender, TenderRules, VoucherView } from '../contract/payment.ts';
import type { Actor, By } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import type { CurrentShift } from '../shared/current-shift.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { add, compare, type Money, money, negate, subtract, sum } from '../shared/money.ts';
import { settingsChanged } from '../shared/settings-changed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { chargedAccount, requireOwed } from './accounts.ts';
import { type AppliedTender, applyTender } from './apply-tender.ts';
import {
  type CashChangedHands,
  movedBy,
  Payment,
  type PaymentChanged,
  type PaymentGivenBack,
  type PaymentResolved,
  type PaymentSettled,
  type PaymentState,
  paymentView,
} from './payment.ts';
import type {
  AccountLookup,
  CardTerminal,
  CashRoundingRule,
  OrderToPay,
  PaymentRepository,
  TenderRulesRepository,
  TerminalAnswer,
  VoucherRepository,
} from './ports.ts';
import { Vouchers } from './vouchers.ts';

export interface ProcessPaymentCommand {
  readonly orderId: string;
  readonly payment: Tender;
}

export interface CancelPaymentCommand {
  /** Of the refund. */
  readonly id: string;
  readonly paymentId: string;
}

/** Money that is promised rather than earned: what is taken for it goes onto a voucher or off an account. */
type Credit =
  | { readonly method: 'voucher'; readonly code: string | undefined; readonly amount: Money }
  | { readonly method: 'account'; readonly amount: Money };

interface Parts {
  readonly repository: PaymentRepository;
  readonly vouchers: VoucherRepository;
  readonly accounts: AccountLookup;
  readonly tenders: TenderRulesRepository;
  readonly cashRounding: CashRoundingRule;
  readonly currentShift: CurrentShift;
  /** Of the shop. */
  readonly currency: () => string;
  readonly terminal: CardTerminal;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Somebody changed which tenders the shop takes. Told inside the transaction. */
export interface TendersChanged extends DomainEvent {
  readonly type: 'payment/tenders-changed';
  readonly before: TenderRules;
  readonly after: TenderRules;
  readonly by: Actor;
}

/** Cash now; cards by one unit that records the intent, the terminal, and a second unit that records its answer. */
export class PaymentService {
  readonly #parts: Parts;
  readonly #vouchers: Vouchers;
  /** Read once, and again after a change: a sale must not wait for rules that stay the same all day. */
  #known: TenderRules | undefined;
  /** The terminal is asked once for a payment, however many wait for it. */
  readonly #asking = new Map<string, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#vouchers = new Vouchers(parts);
    parts.terminal.onAnswer((paymentId, answer) => this.#settle(paymentId, answer));
  }

  /**
   * Records tenders inside the order's unit of work. All are confirmed at once but cards at the terminal, which stay pending.
   * @param credit what the money is for when no goods are: it is due on top of the order's total
   * @returns the payments as recorded
   * @throws DomainError `payment/insufficient-tender` when they do not cover the total, and what {@link applyTender} and the rules of the
   * tender refuse
   */
  take(order: OrderToPay, tenders: readonly Tender[], credit: Credit | null, by: By): readonly PaymentView[] {
    const { rest, payments } = this.#takeAll(order, credit ? add(order.total, credit.amount) : order.total, tenders, by);
    if (rest.amount !== 0) {
      const details = { missing: rest.amount, currency: rest.currency };
      throw new DomainError('payment/insufficient-tender', 'the payments do not cover the total', details);
    }
    if (!credit) return payments;
    const isWaiting = payments.some(({ status }) => status === 'Pending');
    return [...payments, paymentView(this.#credit(order, credit, isWaiting, by).state)];
  }

  paymentsOf(orderId: string): readonly PaymentView[] {
    return this.#parts.repository.ofOrder(orderId).map(({ state }) => paymentView(state));
  }

  /**
   * Pays an open order with one more tender, in part or whole.
   * @throws DomainError `ordering/order-not-found`, `payment/order-not-open`, `payment/over-tender`, `shared/command-id-reused`
   */
  async processPayment({ orderId, payment }: ProcessPaymentCommand, by: By): Promise<PaymentView> {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    unitOfWork.once<null>(
      { id: payment.id, operation: 'payment.processPayment', body: { orderId, payment } },
      () => {
        const order = repository.orderToPay(orderId);
        if (!order) throw new DomainError('ordering/order-not-found', 'there is no such order');
        if (!order.open) throw new DomainError('payment/order-not-open', 'this order takes no more payments');
        this.#takeAll(order, this.#due(order), [payment], by);
        this.#confirmCredits(orderId);
        const settled: PaymentSettled = { type: 'payment/settled', occurredOn: clock.now(), orderId };
        eventBus.publish(settled);
        return null;
      },
      () => null,
    );
    await this.#ask(payment.id);
    return this.#view(payment.id);
  }

  /**
   * Gives one payment of an order that is still open back the way it came.
   * @throws DomainError `payment/payment-not-found`, `payment/order-not-open`, `payment/not-cancellable`, `shared/command-id-reused`
   */
  async cancelPayment({ id, paymentId }: CancelPaymentCommand, by: By): Promise<PaymentView> {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    unitOfWork.once<null>(
      { id, operation: 'payment.cancelPayment', body: { paymentId } },
      () => {
        const { state } = this.#payment(paymentId);
        if (!repository.orderToPay(state.orderId)?.open)
          throw new DomainError('payment/order-not-open', 'this order takes no more payments');
        const isTaken = state.status === 'Confirmed' && state.amount.amount > 0 && repository.refundedOf(paymentId) === 0;
        if (!isTaken) throw new DomainError('payment/not-cancellable', 'there is nothing to give back', { status: state.status });
        this.#mirror(state, id, by);
        const told: PaymentGivenBack = {
          type: 'payment/given-back',
          occurredOn: clock.now(),
          payment: paymentView(state),
          by: personOf(by),
        };
        eventBus.publish(told);
        return null;
      },
      () => null,
    );
    await this.#ask(id);
    return this.#view(id);
  }

  /** Asks the terminal about every pending payment of an order, and records what it answers. */
  async collect(orderId: string): Promise<void> {
    const all = this.#parts.repository.ofOrder(orderId);
    // Money without goods waits too, but for the card: the terminal is not asked to move it.
    const pending = all.filter(({ state }) => state.method === 'card' && state.status === 'Pending');
    for (const { id } of pending) await this.#ask(id);
  }

  /**
   * Records the refund of what is still paid: cards first, which wait for the terminal, and the rest only when no card is left.
   * Cash that was handed out could not be taken back when the terminal refuses.
   * @throws DomainError `payment/voucher-balance` when what was put on a voucher has been spent
   */
  refundAll(orderId: string, by: By): void {
    const { repository, clock } = this.#parts;
    const all = repository.ofOrder(orderId);
    for (const credit of all.filter(({ state }) => state.status === 'Pending' && state.method !== 'card')) {
      credit.rejectPayment('the order was cancelled', clock.now());
      this.#update(credit);
    }
    const payments = all.map(({ state }) => state);
    const refunded = new Set(payments.filter(({ status }) => status !== 'Rejected').map(({ refundOf }) => refundOf));
    const paid = payments.filter(({ id, status, refundOf }) => status === 'Confirmed' && refundOf === null && !refunded.has(id));
    const cards = paid.filter(({ method }) => method === 'card');
    for (const state of cards.length > 0 ? cards : paid) this.#mirror(state, newId(), by);
  }

  /** @throws DomainError `payment/voucher-not-found` */
  getVoucher({ code }: { readonly code: string }): VoucherView {
    return this.#vouchers.view(code, this.#rules());
  }

  getTenderRules(): TenderRules {
    return this.#rules();
  }

  /** @throws DomainError `shared/currency-mismatch` for a bound in another currency, `payment/own-currency-as-foreign` */
  setTenderRules(rules: TenderRules, by: Actor): TenderRules {
    const { unitOfWork, tenders, eventBus, clock, currency } = this.#parts;
    if (rules.voucherLimit) compare(rules.voucherLimit, money(0, currency()));
    const codes = rules.foreignCurrencies.map((one) => one.currency);
    if (codes.includes(currency()) || new Set(codes).size < codes.length) {
      throw new DomainError('payment/own-currency-as-foreign', 'name each foreign currency once, and never the shop’s own');
    }
    try {
      unitOfWork.run<null>(() => {
        const told: TendersChanged = {
          type: 'payment/tenders-changed',
          occurredOn: clock.now(),
          before: tenders.tenderRules(),
          after: rules,
          by,
        };
        tenders.saveTenderRules(rules);
        eventBus.publish(told, settingsChanged('tenders', rules, told.occurredOn));
        return null;
      });
    } finally {
      this.#known = undefined;
    }
    return rules;
  }

  /** Forgets what was read of the tenders' rules: somebody else changed them. */
  forget(): void {
    this.#known = undefined;
  }

  /** @throws DomainError `payment/payment-not-found`, `payment/not-resolvable` */
  async lookUpPayment(paymentId: string): Promise<PaymentView> {
    const payment = this.#payment(paymentId);
    if (payment.settled || payment.state.method !== 'card') return this.#view(paymentId);
    // The terminal is still at it: "not found" would reject a payment that goes through in a moment.
    const asking = this.#asking.get(paymentId);
    if (asking) await asking;
    else this.#settle(paymentId, await this.#parts.terminal.lookUp(paymentId));
    return this.#view(paymentId);
  }

  /** A person's word, after looking at the terminal's own slip. @throws DomainError `payment/not-resolvable` */
  resolvePayment(
    { paymentId, outcome }: { readonly paymentId: string; readonly outcome: 'Confirmed' | 'Rejected' },
    by: By,
  ): PaymentView {
    const { unitOfWork, eventBus, clock, currentShift } = this.#parts;
    return unitOfWork.run<PaymentView>(() => {
      const payment = this.#payment(paymentId);
      if (payment.state.status !== 'Unknown') {
        throw new DomainError('payment/not-resolvable', `this payment is ${payment.state.status}`, {
          status: payment.state.status,
        });
      }
      if (outcome === 'Confirmed') payment.confirmPayment(null, clock.now(), currentShift());
      else payment.rejectPayment('resolved by hand', clock.now());
      this.#update(payment);
      this.#confirmCredits(payment.state.orderId);
      const told: PaymentResolved = {
        type: 'payment/resolved',
        occurredOn: clock.now(),
        payment: this.#view(paymentId),
        outcome,
        by: personOf(by),
      };
      eventBus.publish(told, ...payment.releaseDomainEvents());
      return this.#view(paymentId);
    });
  }

  /** After a start: payments whose answer a crash swallowed are looked up, never guessed. */
  async resume(): Promise<void> {
    for (const { id } of this.#parts.repository.pending()) await this.lookUpPayment(id);
  }

  #takeAll(order: OrderToPay, due: Money, tenders: readonly Tender[], by: By): { rest: Money; payments: PaymentView[] } {
    const rules = this.#rules();
    const rates = new Map(rules.foreignCurrencies.map(({ currency, rateMicros }) => [currency, rateMicros]));
    const measures = { cash: this.#parts.cashRounding(), rateOf: (currency: string) => rates.get(currency) };
    let rest = due;
    const payments: PaymentView[] = [];
    for (const tender of tenders) {
      const { id, method } = tender;
      if (!rules.methods.includes(method)) throw new DomainError('payment/method-off', 'the shop does not take this', { method });
      if (rest.amount === 0 && due.amount !== 0) throw new DomainError('payment/over-tender', 'nothing is due any more');
      const applied = applyTender(rest, tender, measures);
      if (applied.tip.amount > 0 && !rules.tips) throw new DomainError('payment/tip-refused', 'the shop takes no tips');
      const state: PaymentState = {
        ...blank(order, applied.amount.currency),
        ...applied,
        id,
        method,
        card: method === 'external-card' ? slipOf(tender.approvalCode) : null,
        voucher: method === 'voucher' ? this.#vouchers.take(tender.code, applied.amount, rules) : null,
        buyerId: method === 'account' ? chargedAccount(order, applied.amount, this.#parts.accounts) : null,
        refundOf: 'refundOf' in tender ? this.#refunded(tender, applied) : null,
      };
      const payment = this.#add(state, by);
      payments.push(paymentView(payment.state));
      rest = subtract(rest, applied.amount);
    }
    return { rest, payments };
  }

  /** The other side of money without goods. While a card has not answered it waits too: nobody spends what is not paid. */
  #credit(order: OrderToPay, credit: Credit, isWaiting: boolean, by: By): Payment {
    const rules = this.#rules();
    const { method } = credit;
    if (!rules.methods.includes(method)) throw new DomainError('payment/method-off', 'the shop does not take this', { method });
    if (method === 'account') requireOwed(order, credit.amount, this.#parts.accounts);
    const amount = negate(credit.amount);
    const state: PaymentState = {
      ...blank(order, amount.currency),
      id: newId(),
      method,
      amount,
      tendered: amount,
      voucher: method === 'voucher' ? this.#vouchers.take(credit.code, amount, rules) : null,
      buyerId: method === 'account' ? chargedAccount(order, amount, this.#parts.accounts) : null,
    };
    return this.#add(state, by, isWaiting);
  }

  /** What waited for a card comes into force once everything else is paid. */
  #confirmCredits(orderId: string): void {
    const { repository, clock, currentShift } = this.#parts;
    const all = repository.ofOrder(orderId);
    const order = repository.orderToPay(orderId);
    const waiting = all.filter(({ state }) => state.status === 'Pending' && state.method !== 'card');
    if (!order || waiting.length === 0) return;
    const paid = all.filter((payment) => payment.state.status === 'Confirmed' || waiting.includes(payment));
    const amounts = paid.map(({ state }) => state.amount);
    if (compare(sum(amounts, order.total.currency), order.total) !== 0) return;
    for (const payment of waiting) {
      payment.confirmPayment(null, clock.now(), currentShift());
      this.#update(payment);
    }
  }

  /** The payment that a refund gives back, which holds at least as much. */
  #refunded(tender: Exclude<Tender, { method: 'foreign-cash' }>, { amount }: AppliedTender): string | null {
    const { refundOf } = tender;
    if (refundOf === undefined) return null;
    const { state } = this.#payment(refundOf);
    const { method } = state;
    const sameWay = method === tender.method || (method === 'foreign-cash' && tender.method === 'cash');
    const left = state.amount.amount - this.#parts.repository.refundedOf(refundOf);
    if (amount.amount < 0 && state.status === 'Confirmed' && sameWay && -amount.amount <= left) return refundOf;
    const details = { left: Math.max(0, left), currency: state.amount.currency };
    throw new DomainError('payment/refund-mismatch', 'that payment cannot give back so much', details);
  }

  /** Everything that a payment moved, moved back. Foreign money is given back in the shop's own. */
  #mirror(state: PaymentState, id: string, by: By): void {
    const { voucher, method } = state;
    const amount = negate(state.amount);
    if (voucher && amount.amount > 0) this.#vouchers.requireBalance(voucher.id, amount);
    const back: PaymentState = {
      ...state,
      id,
      method: method === 'foreign-cash' ? 'cash' : method,
      status: 'Pending',
      amount,
      tendered: negate(movedBy(state)),
      change: money(0, amount.currency),
      rounding: negate(state.rounding),
      tip: negate(state.tip),
      foreign: null,
      card: method === 'external-card' ? state.card : null,
      refundOf: state.id,
      reason: '',
      shiftNumber: null,
    };
    this.#add(back, by);
  }

  /** All but what a terminal has to answer for is there or handed out: it is confirmed in the same breath. */
  #add(state: PaymentState, by: By, isWaiting = state.method === 'card'): Payment {
    const { repository, eventBus, clock, currentShift } = this.#parts;
    const at = clock.now();
    const payment = new Payment({ ...state, at });
    if (!isWaiting) payment.confirmPayment(null, at, currentShift());
    repository.add(payment);
    this.#tell(payment);
    const { orderId, method, tendered } = state;
    if (CASH.has(method) && tendered.amount !== 0) {
      const told: CashChangedHands = { type: 'payment/cash-changed-hands', occurredOn: at, orderId, by: personOf(by) };
      eventBus.publish(told);
    }
    return payment;
  }

  #update(payment: Payment): void {
    this.#parts.repository.update(payment);
    this.#tell(payment);
  }

  #tell({ state }: Payment): void {
    const told: PaymentChanged = { type: 'payment/changed', occurredOn: this.#parts.clock.now(), payment: state };
    this.#parts.eventBus.publish(told);
  }

  #rules(): TenderRules {
    this.#known ??= this.#parts.tenders.tenderRules();
    return this.#known;
  }

  async #ask(paymentId: string): Promise<void> {
    const running = this.#asking.get(paymentId);
    if (running) return running;
    const { state } = this.#payment(paymentId);
    if (state.status !== 'Pending') return;
    const answered = this.#parts.terminal
      .process({ paymentId, amount: movedBy(state) })
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
    const { unitOfWork, repository, eventBus, clock, currentShift } = this.#parts;
    unitOfWork.run<null>(() => {
      const payment = repository.get(paymentId);
      if (!payment) return null;
      if (payment.settled) {
        const opposite = oppositeOf(payment.state.status, answer);
        if (opposite === undefined) return null;
        payment.noteLateAnswer(opposite);
        this.#update(payment);
        return null;
      }
      if (answer.outcome === 'approved') payment.confirmPayment(answer.card, clock.now(), currentShift());
      else if (answer.outcome === 'declined') payment.rejectPayment(answer.reason, clock.now());
      else if (answer.outcome === 'not-found') payment.rejectPayment('the terminal never heard of it', clock.now());
      else payment.markUnknown(answer.reason);
      this.#update(payment);
      this.#confirmCredits(payment.state.orderId);
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

/** What lies in the drawer. */
const CASH: ReadonlySet<PaymentMethod> = new Set(['cash', 'foreign-cash']);

const personOf = ({ userId, userName }: By): By => ({ userId, userName });

/** A payment before anything is known of it but its order. */
const blank = ({ id, number }: OrderToPay, currency: string) => {
  const zero = money(0, currency);
  return {
    orderId: id,
    orderNumber: number,
    status: 'Pending' as const,
    change: zero,
    rounding: zero,
    tip: zero,
    foreign: null,
    card: null,
    voucher: null,
    buyerId: null,
    refundOf: null,
    reason: '',
    shiftNumber: null,
    at: 0,
  };
};

/** What a slip of a terminal that is not connected tells. */
const slipOf = (approvalCode: string): CardView => ({
  brand: '',
  lastFour: '',
  entryMode: 'external',
  terminalReference: '',
  approvalCode,
});

const oppositeOf = (status: PaymentState['status'], answer: TerminalAnswer): string | undefined => {
  if (status === 'Rejected' && answer.outcome === 'approved')
    return `the terminal said approved later (${answer.card.terminalReference})`;
  if (status === 'Confirmed' && answer.outcome === 'declined') return `the terminal said declined later (${answer.reason})`;
  return undefined;
};
