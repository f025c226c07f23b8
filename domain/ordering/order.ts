import type { OrderView, ReturnedLine } from '../contract/ordering.ts';
import type { AppliedPromotion, TaxedAmount } from '../contract/pricing.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';
import type { Money } from '../shared/money.ts';
import type { Totals } from './ports.ts';

export type OrderStatus = OrderView['status'];

/**
 * Every move an order can make; all others throw. `Paid → Cancelled` is a void with its refund in the same transaction
 * (docs/decisions/0002-a-paid-sale-can-be-cancelled.md).
 */
const TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  Submitted: ['AwaitingValidation', 'Cancelled'],
  AwaitingValidation: ['StockConfirmed', 'Cancelled'],
  StockConfirmed: ['Paid', 'Cancelled'],
  Paid: ['Shipped', 'Cancelled'],
  Shipped: [],
  Cancelled: [],
};

/** A line as it was sold: later changes of the catalogue never touch it. */
export interface OrderItem {
  readonly id: string;
  readonly productId: string;
  readonly productName: string;
  readonly pictureUrl: string | null;
  readonly unitPrice: Money;
  /** Why the price was named by hand; null: it was the catalogue's. */
  readonly priceReason: string | null;
  /** Less than nothing for goods that came back; the amounts then are too. */
  readonly units: number;
  readonly subtotal: Money;
  readonly promotions: readonly AppliedPromotion[];
  /** By hand, on this line, and why. */
  readonly lineDiscount: Money;
  readonly discountReason: string;
  /** This line's share of the discount on the whole basket. */
  readonly basketDiscount: Money;
  /** Everything off: promotions, and both discounts. */
  readonly discount: Money;
  readonly relief: Money;
  readonly net: Money;
  readonly taxes: readonly TaxedAmount[];
  readonly tax: Money;
  readonly total: Money;
  readonly returned: ReturnedLine | null;
}

export interface Cancellation {
  readonly reason: string;
  readonly by: string;
  /** null for an order that was cancelled before this was kept. */
  readonly byId: string | null;
  /** null while the refund of a card payment is still on its way. */
  readonly at: number | null;
}

export interface OrderState {
  readonly id: string;
  /** The receipt number within the register. */
  readonly number: number;
  readonly registerCode: string;
  readonly status: OrderStatus;
  readonly orderDate: number;
  readonly day: string;
  readonly userId: string;
  readonly userName: string;
  readonly orderItems: readonly OrderItem[];
  readonly totals: Totals;
  /** Whom it was for; null: nobody in particular. The id alone, which stays when a person is erased. */
  readonly buyerId: string | null;
  readonly taxExempt: boolean;
  /** Why the whole basket was cheaper; empty when it was not. */
  readonly discountReason: string;
  readonly cancellation: Cancellation | null;
  /** In which it was paid; null before, and for orders from before there were shifts. */
  readonly shiftNumber: number | null;
  /** In which it was cancelled after it had been paid. */
  readonly voidShiftNumber: number | null;
}

export interface OrderCreatedDomainEvent extends DomainEvent {
  readonly type: 'ordering/order-created';
  readonly orderId: string;
  readonly orderItems: readonly OrderItem[];
}

export interface OrderCancelled extends DomainEvent {
  readonly type: 'ordering/order-cancelled';
  readonly orderId: string;
  readonly cancelledBy: { readonly id: string; readonly name: string } | null;
  readonly orderItems: readonly OrderItem[];
}

export interface OrderPaid extends DomainEvent {
  readonly type: 'ordering/order-paid';
  readonly orderId: string;
}

export class Order extends Entity {
  #state: OrderState;

  constructor(state: OrderState) {
    super(state.id);
    this.#state = state;
  }

  /** A new order with its number; its stock is not taken yet. */
  static submit(state: Omit<OrderState, 'status' | 'cancellation' | 'shiftNumber' | 'voidShiftNumber'>): Order {
    const order = new Order({ ...state, status: 'Submitted', cancellation: null, shiftNumber: null, voidShiftNumber: null });
    order.addDomainEvent<OrderCreatedDomainEvent>({
      type: 'ordering/order-created',
      occurredOn: state.orderDate,
      orderId: order.id,
      orderItems: state.orderItems,
    });
    return order;
  }

  get state(): OrderState {
    return this.#state;
  }

  /** @throws DomainError `ordering/illegal-transition`, like all that follow */
  setAwaitingValidationStatus(): void {
    this.#move('AwaitingValidation');
  }

  setStockConfirmedStatus(): void {
    this.#move('StockConfirmed');
  }

  setPaidStatus(at: number, shiftNumber: number): void {
    this.#move('Paid');
    this.#state = { ...this.#state, shiftNumber };
    this.addDomainEvent<OrderPaid>({ type: 'ordering/order-paid', occurredOn: at, orderId: this.id });
  }

  setShippedStatus(): void {
    this.#move('Shipped');
  }

  /** Notes who wants it cancelled and why, before the refunds are asked for. @throws DomainError as {@link cancel} */
  requestCancel(reason: string, by: string, byId: string): void {
    this.#requireMove('Cancelled');
    this.#state = { ...this.#state, cancellation: { reason, by, byId, at: null } };
  }

  /** The refund was refused: the order stays as it was. */
  withdrawCancel(): void {
    this.#state = { ...this.#state, cancellation: null };
  }

  /** @throws DomainError `ordering/already-cancelled`, `ordering/illegal-transition` */
  cancel(reason: string, by: string, at: number, shiftNumber: number): void {
    const voidShiftNumber = this.#state.status === 'Paid' ? shiftNumber : null;
    this.#move('Cancelled');
    const byId = this.#state.cancellation?.byId ?? null;
    this.#state = { ...this.#state, voidShiftNumber, cancellation: { reason, by, byId, at } };
    this.addDomainEvent<OrderCancelled>({
      type: 'ordering/order-cancelled',
      occurredOn: at,
      orderId: this.id,
      cancelledBy: byId === null ? null : { id: byId, name: by },
      orderItems: this.#state.orderItems,
    });
  }

  #move(to: OrderStatus): void {
    this.#requireMove(to);
    this.#state = { ...this.#state, status: to };
  }

  #requireMove(to: OrderStatus): void {
    const { status } = this.#state;
    if (TRANSITIONS[status].includes(to)) return;
    if (status === 'Cancelled' && to === 'Cancelled') {
      throw new DomainError('ordering/already-cancelled', 'the order was cancelled before');
    }
    throw new DomainError('ordering/illegal-transition', `${status} orders do not become ${to}`, { from: status, to });
  }
}
