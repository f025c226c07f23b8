import type { CardView, PaymentMethod, PaymentView } from '../contract/payment.ts';
import type { By } from '../shared/actor.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';
import { type Money, subtract } from '../shared/money.ts';

export type PaymentStatus = PaymentView['status'];

/** Once confirmed or rejected a payment never changes; unknown is a state that someone resolves. */
const TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  Pending: ['Confirmed', 'Rejected', 'Unknown'],
  Unknown: ['Confirmed', 'Rejected'],
  Confirmed: [],
  Rejected: [],
};

export interface PaymentState {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly method: PaymentMethod;
  readonly status: PaymentStatus;
  /** What it pays of the order; negative when money goes back. tendered − change = amount + rounding + tip. */
  readonly amount: Money;
  readonly tendered: Money;
  readonly change: Money;
  readonly rounding: Money;
  readonly tip: Money;
  readonly foreign: Money | null;
  readonly card: CardView | null;
  readonly voucher: { readonly id: string; readonly code: string } | null;
  readonly buyerId: string | null;
  readonly refundOf: string | null;
  readonly reason: string;
  /** The shift in which it was confirmed. */
  readonly shiftNumber: number | null;
  readonly at: number;
}

/** A payment got its final answer. */
export interface PaymentSettled extends DomainEvent {
  readonly type: 'payment/settled';
  readonly orderId: string;
}

/** A payment was noted, or is another than before. Told inside the transaction, whatever else is told of it. */
export interface PaymentChanged extends DomainEvent {
  readonly type: 'payment/changed';
  readonly payment: PaymentState;
}

/** Coins and notes went into the drawer or out of it. Told inside the transaction. */
export interface CashChangedHands extends DomainEvent {
  readonly type: 'payment/cash-changed-hands';
  readonly orderId: string;
  readonly by: By;
}

/** Of an order that stays open one payment goes back the way it came. Told inside the transaction, before a terminal is asked. */
export interface PaymentGivenBack extends DomainEvent {
  readonly type: 'payment/given-back';
  readonly payment: PaymentView;
  readonly by: By;
}

/** Somebody said what became of a payment that the terminal never answered for. Told inside the transaction. */
export interface PaymentResolved extends DomainEvent {
  readonly type: 'payment/resolved';
  readonly payment: PaymentView;
  readonly outcome: 'Confirmed' | 'Rejected';
  readonly by: By;
}

export class Payment extends Entity {
  #state: PaymentState;

  constructor(state: PaymentState) {
    super(state.id);
    this.#state = state;
  }

  get state(): PaymentState {
    return this.#state;
  }

  get settled(): boolean {
    return this.#state.status === 'Confirmed' || this.#state.status === 'Rejected';
  }

  /** @throws DomainError `payment/illegal-transition`, like all that follow */
  confirmPayment(card: CardView | null, at: number, shiftNumber: number): void {
    this.#move('Confirmed', '');
    this.#state = { ...this.#state, card: card ?? this.#state.card, shiftNumber };
    this.#tell(at);
  }

  rejectPayment(reason: string, at: number): void {
    this.#move('Rejected', reason);
    this.#tell(at);
  }

  markUnknown(reason: string): void {
    if (this.#state.status !== 'Unknown') this.#move('Unknown', reason);
  }

  /** What the terminal said too late to count is kept where a person reads it: the money may have moved after all. */
  noteLateAnswer(answer: string): void {
    const { reason } = this.#state;
    if (reason.includes(answer)) return;
    this.#state = { ...this.#state, reason: reason === '' ? answer : `${reason}; ${answer}` };
  }

  #move(to: PaymentStatus, reason: string): void {
    const { status } = this.#state;
    if (!TRANSITIONS[status].includes(to)) {
      throw new DomainError('payment/illegal-transition', `${status} payments do not become ${to}`, { from: status, to });
    }
    this.#state = { ...this.#state, status: to, reason };
  }

  #tell(at: number): void {
    this.addDomainEvent<PaymentSettled>({ type: 'payment/settled', occurredOn: at, orderId: this.#state.orderId });
  }
}

/** A payment as screens and events see it. */
export const paymentView = ({ orderNumber: _number, shiftNumber: _shift, voucher, ...state }: PaymentState): PaymentView => ({
  ...state,
  voucherCode: voucher?.code ?? null,
});

/** What changes hands: what it pays, with rounding and tip. */
export const movedBy = ({ tendered, change }: Pick<PaymentState, 'tendered' | 'change'>): Money => subtract(tendered, change);
