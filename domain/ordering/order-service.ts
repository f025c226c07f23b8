import type { OrderView } from '../contract/ordering.ts';
import type { PaymentView, Tender } from '../contract/payment.ts';
import { type Actor, mayApprove } from '../shared/actor.ts';
import { type Clock, dayOf } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import { compare } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Order, type OrderItem } from './order.ts';
import { orderView, paidOf } from './order-view.ts';
import type { OrderQueries, OrderRepository, PaymentTaker, StockMover, Totals } from './ports.ts';

export interface CreateOrderCommand {
  readonly id: string;
  /** As they are sold: what they are, and what they come to. */
  readonly lines: readonly Omit<OrderItem, 'id'>[];
  readonly totals: Totals;
  readonly buyerId: string | null;
  readonly taxExempt: boolean;
  readonly discountReason: string;
  readonly payments: readonly Tender[];
}

export interface CancelOrderCommand {
  readonly orderId: string;
  readonly reason: string;
}

interface Parts {
  readonly repository: OrderRepository;
  readonly queries: OrderQueries;
  readonly stock: StockMover;
  readonly payments: PaymentTaker;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

export class OrderService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.eventBus.subscribe<{ type: 'payment/settled'; occurredOn: number; orderId: string }>(
      'payment/settled',
      ({ orderId }) => {
        this.#settle(orderId);
      },
    );
  }

  /**
   * A counter sale, inside the caller's unit of work: from Submitted to Paid at once when every payment is immediate;
   * with a card payment it stops at StockConfirmed until the terminal has answered.
   * @returns the paid order; null while a payment waits for its answer ({@link completeOrder})
   * @throws DomainError what stock and payments refuse
   */
  createOrder(command: CreateOrderCommand, actor: Actor): OrderView | null {
    const { repository, stock, payments, unitOfWork, clock } = this.#parts;
    return unitOfWork.run<OrderView | null>(() => {
      const { totals, buyerId, taxExempt, discountReason } = command;
      const orderItems = command.lines.map((line): OrderItem => ({ ...line, id: newId() }));
      const now = clock.now();
      const { userId, userName } = actor;
      const header = { ...repository.nextNumber(), orderDate: now, day: dayOf(now), userId, userName };
      const order = Order.submit({ id: command.id, ...header, orderItems, totals, buyerId, taxExempt, discountReason });
      order.setAwaitingValidationStatus();
      stock.removeStock(orderItems, order.id, actor);
      order.setStockConfirmedStatus();
      const taken = payments.take({ id: order.id, number: order.state.number, total: totals.total }, command.payments);
      return this.#payIfCovered(order, taken, () => repository.add(order));
    });
  }

  /** Waits for the terminal where a payment is pending, and gives the order as it then is. */
  async completeOrder(orderId: string): Promise<OrderView> {
    await this.#parts.payments.collect(orderId);
    return this.getOrderById(orderId);
  }

  /** @throws DomainError `ordering/order-not-found` */
  getOrderById(orderId: string): OrderView {
    const view = this.#parts.queries.order(orderId);
    if (!view) throw new DomainError('ordering/order-not-found', 'there is no such order');
    return view;
  }

  /**
   * Cancels: stock comes back, what was paid goes back the way it came, in one transaction. Card refunds are asked of the
   * terminal first; the order is cancelled and its cash handed out once they are confirmed.
   * @throws DomainError `ordering/order-not-found`, `ordering/already-cancelled`, `ordering/illegal-transition`,
   * `ordering/payment-in-progress`, `ordering/refund-failed`, `shared/forbidden` for a clerk and a paid order
   */
  async cancelOrder({ orderId, reason }: CancelOrderCommand, actor: Actor): Promise<OrderView> {
    const { repository, payments, unitOfWork } = this.#parts;
    unitOfWork.run(() => {
      const order = this.#order(orderId);
      order.requestCancel(reason, actor.userName, actor.userId);
      const open = payments.paymentsOf(orderId).filter(({ status }) => status === 'Pending' || status === 'Unknown');
      if (open.length > 0) throw new DomainError('ordering/payment-in-progress', 'a payment of this order has no answer yet');
      const confirmed = payments.paymentsOf(orderId).some(({ status }) => status === 'Confirmed');
      if (confirmed && !mayApprove(actor)) {
        throw new DomainError('shared/forbidden', 'money goes back: this takes a manager', {
          needed: 'manager',
          role: actor.role,
        });
      }
      repository.update(order);
      payments.refundAll(orderId);
      this.#settle(orderId);
    });
    await payments.collect(orderId);
    const order = this.getOrderById(orderId);
    if (order.status !== 'Cancelled') {
      throw new DomainError('ordering/refund-failed', 'the terminal did not confirm the refund; the order stays paid', {
        receiptNumber: order.receiptNumber,
      });
    }
    return order;
  }

  /** A payment got its answer: goes on to Paid, on to Cancelled, or stays open. */
  #settle(orderId: string): void {
    const { repository, payments, clock, stock, eventBus } = this.#parts;
    const order = this.#order(orderId);
    const all = payments.paymentsOf(orderId);
    const { cancellation, status } = order.state;
    if (cancellation && cancellation.at === null) {
      if (all.some((payment) => payment.status === 'Pending' || payment.status === 'Unknown')) return;
      if (!isPaidByCard(all)) {
        // The cards have theirs back: now the cash.
        payments.refundAll(orderId);
        order.cancel(cancellation.reason, cancellation.by, clock.now());
        const by: Actor = { userId: order.state.userId, userName: cancellation.by, role: 'manager' };
        stock.returnStock(order.state.orderItems, orderId, by);
      } else {
        order.withdrawCancel();
      }
      repository.update(order);
      eventBus.publish(...order.releaseDomainEvents());
      if (order.state.status === 'Cancelled')
        this.#publish('app.tillwright.ordering.order-cancelled.v1', this.getOrderById(order.id));
      return;
    }
    if (status === 'StockConfirmed') this.#payIfCovered(order, all, () => repository.update(order));
  }

  #payIfCovered(order: Order, all: readonly PaymentView[], save: () => void): OrderView | null {
    const { eventBus, clock } = this.#parts;
    const { total } = order.state.totals;
    const covered = compare(paidOf(all, total.currency), total) >= 0;
    if (covered) order.setPaidStatus(clock.now());
    save();
    eventBus.publish(...order.releaseDomainEvents());
    return covered ? this.#publish('app.tillwright.ordering.order-paid.v1', orderView(order.state, all)) : null;
  }

  #publish(
    type: 'app.tillwright.ordering.order-paid.v1' | 'app.tillwright.ordering.order-cancelled.v1',
    view: OrderView,
  ): OrderView {
    const { eventBus, clock } = this.#parts;
    eventBus.publish(integrationEvent(type, view.id, clock.now(), view));
    return view;
  }

  #order(orderId: string): Order {
    const order = this.#parts.repository.get(orderId);
    if (!order) throw new DomainError('ordering/order-not-found', 'there is no such order');
    return order;
  }
}

const isPaidByCard = (all: readonly PaymentView[]): boolean => {
  const confirmed = all.filter(({ status }) => status === 'Confirmed');
  const refunded = new Set(confirmed.map(({ refundOf }) => refundOf));
  return confirmed.some(({ id, method, refundOf }) => method === 'card' && refundOf === null && !refunded.has(id));
};
