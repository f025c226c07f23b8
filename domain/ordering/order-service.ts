import type { OrderView } from '../contract/ordering.ts';
import type { PaymentView, Tender } from '../contract/payment.ts';
import type { Refundable } from '../contract/returns.ts';
import type { Actor } from '../shared/actor.ts';
import { type Clock, dayOf } from '../shared/clock.ts';
import type { CurrentShift } from '../shared/current-shift.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Limits } from '../shared/limits.ts';
import { compare, type Money, money } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Order, type OrderItem } from './order.ts';
import { orderView, paidOf } from './order-view.ts';
import type { Credit, OrderQueries, OrderRepository, PaymentTaker, StockMover, Totals } from './ports.ts';

export interface CreateOrderCommand {
  readonly id: string;
  /** As they are sold: what they are, and what they come to. */
  readonly lines: readonly Omit<OrderItem, 'id'>[];
  readonly totals: Totals;
  readonly buyerId: string | null;
  readonly taxExempt: boolean;
  readonly discountReason: string;
  readonly payments: readonly Tender[];
  /** What the payments of the sales that come back can take, where money goes back. */
  readonly refundable: readonly Refundable[];
}

export interface SellVoucherCommand {
  readonly orderId: string;
  /** undefined: a new one is made. */
  readonly code?: string | undefined;
  readonly amount: Money;
  readonly payments: readonly Tender[];
}

export interface SettleAccountCommand {
  readonly orderId: string;
  readonly buyerId: string;
  readonly amount: Money;
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
  readonly currentShift: CurrentShift;
  readonly limits: Limits;
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
    return this.#create(command, null, actor);
  }

  /**
   * A receipt without goods: what is paid goes onto a voucher. The same order id again gives the same order.
   * @throws DomainError `shared/out-of-range` for nothing, what payments refuse, `shared/command-id-reused`
   */
  sellVoucher(command: SellVoucherCommand, actor: Actor): Promise<OrderView> {
    const { code, amount } = command;
    return this.#createCredit('ordering.sellVoucher', command, null, { method: 'voucher', code, amount }, actor);
  }

  /**
   * A receipt without goods: what is paid comes off what the customer owes. The same order id again gives the same order.
   * @throws DomainError `shared/out-of-range` for nothing, what payments refuse, `shared/command-id-reused`
   */
  settleAccount(command: SettleAccountCommand, actor: Actor): Promise<OrderView> {
    const { buyerId, amount } = command;
    return this.#createCredit('ordering.settleAccount', command, buyerId, { method: 'account', amount }, actor);
  }

  async #createCredit(
    operation: string,
    command: SellVoucherCommand | SettleAccountCommand,
    buyerId: string | null,
    credit: Credit,
    actor: Actor,
  ): Promise<OrderView> {
    const { orderId: id, payments, amount } = command;
    if (amount.amount <= 0) throw new DomainError('shared/out-of-range', 'this takes more than nothing');
    const paid = this.#parts.unitOfWork.once<OrderView | null>(
      { id, operation, body: { ...command, userId: actor.userId } },
      () => {
        const zero = money(0, amount.currency);
        const totals = {
          subtotal: zero,
          discount: zero,
          relief: zero,
          net: zero,
          tax: zero,
          taxes: [],
          taxIncluded: true,
          total: zero,
        };
        const header = { id, buyerId, taxExempt: false, discountReason: '', refundable: [] };
        return this.#create({ ...header, lines: [], totals, payments }, credit, actor);
      },
      () => null,
    );
    return paid ?? this.completeOrder(id);
  }

  #create(command: CreateOrderCommand, credit: Credit | null, actor: Actor): OrderView | null {
    const { repository, stock, payments, unitOfWork, clock } = this.#parts;
    return unitOfWork.run<OrderView | null>(() => {
      const { totals, buyerId, taxExempt, discountReason } = command;
      const orderItems = command.lines.map((line): OrderItem => ({ ...line, id: newId() }));
      const now = clock.now();
      const { userId, userName } = actor;
      const header = { ...repository.nextNumber(), orderDate: now, day: dayOf(now), userId, userName };
      const order = Order.submit({ id: command.id, ...header, orderItems, totals, buyerId, taxExempt, discountReason });
      order.setAwaitingValidationStatus();
      const sold = orderItems.filter(({ units }) => units > 0);
      const back = orderItems.filter(({ units }) => units < 0).map((item) => ({ ...item, units: -item.units }));
      const written = back.filter(({ returned }) => returned?.disposition === 'write-off');
      const movements = [
        stock.removeStock(sold, order.id, actor),
        stock.returnStock(back, order.id, actor),
        stock.writeOff(written, order.id, actor),
      ];
      const stockNumber = movements.findLast((last) => last !== null) ?? null;
      order.setStockConfirmedStatus();
      const { number } = order.state;
      const taken = payments.take({ id: order.id, number, total: totals.total, buyerId }, command.payments, credit, actor);
      if (totals.total.amount < 0) this.#requireSameWay(command, taken, actor);
      const paid = this.#payIfCovered(order, taken, stockNumber, () => repository.add(order));
      if (!paid) this.#publish('app.tillwright.ordering.order-submitted.v1', orderView(order.state, taken), stockNumber);
      return paid;
    });
  }

  /** Money goes back the way it came, as far as that is known; the rest is for the role's limit, or a manager, to allow. */
  #requireSameWay({ lines, refundable, totals }: CreateOrderCommand, taken: readonly PaymentView[], actor: Actor): void {
    const { currency } = totals.total;
    const cashLike = (method: PaymentView['method']) => (method === 'foreign-cash' ? 'cash' : method);
    const came = Map.groupBy(refundable, ({ method }) => cashLike(method));
    const unknown = lines.filter(({ returned }) => returned && !returned.sale).reduce((sum, { total }) => sum - total.amount, 0);
    const other = [...Map.groupBy(taken, ({ method }) => cashLike(method))].reduce((sum, [method, payments]) => {
      const back = -payments.reduce((given, { amount }) => given + amount.amount, 0);
      const most = (came.get(method) ?? []).reduce((all, { amount }) => all + amount.amount, 0);
      return sum + Math.max(0, back - most);
    }, 0);
    if (other > unknown)
      this.#parts.limits.require(actor, 'refund-to-other-tender', { amount: money(other - unknown, currency) });
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
   * `ordering/payment-in-progress`, `ordering/refund-failed`, `ordering/shift-closed` and `ordering/has-returns` for a sale that is to be
   * returned instead, `shared/approval-needed` where money goes back
   */
  async cancelOrder({ orderId, reason }: CancelOrderCommand, actor: Actor): Promise<OrderView> {
    const { repository, payments, limits, unitOfWork } = this.#parts;
    unitOfWork.run(() => {
      const order = this.#order(orderId);
      order.requestCancel(reason, actor.userName, actor.userId);
      if (payments.paymentsOf(orderId).some(isUnanswered))
        throw new DomainError('ordering/payment-in-progress', 'a payment of this order has no answer yet');
      const { currency } = order.state.totals.total;
      const paid = paidOf(payments.paymentsOf(orderId), currency);
      if (payments.paymentsOf(orderId).some(({ status }) => status === 'Confirmed'))
        limits.require(actor, 'void', { amount: money(Math.abs(paid.amount), currency) });
      this.#requireVoidable(order);
      repository.update(order);
      payments.refundAll(orderId, actor);
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

  /** A sale of an earlier shift stands in its Z report, and goods that came back are money that moved twice: both are returns. */
  #requireVoidable({ id, state }: Order): void {
    const { repository, currentShift } = this.#parts;
    if (state.shiftNumber !== null && state.shiftNumber !== currentShift()) {
      throw new DomainError('ordering/shift-closed', 'its shift is closed: take the goods back instead', {
        shift: state.shiftNumber,
      });
    }
    if (state.orderItems.some(({ returned }) => returned) || repository.returnedUnits(id).size > 0)
      throw new DomainError('ordering/has-returns', 'goods of this receipt came back: return the rest instead');
  }

  /** A payment got its answer: goes on to Paid, on to Cancelled, or stays open. */
  #settle(orderId: string): void {
    const { repository, payments, clock, stock, eventBus, currentShift } = this.#parts;
    const order = this.#order(orderId);
    const all = payments.paymentsOf(orderId);
    const { cancellation, status } = order.state;
    if (cancellation && cancellation.at === null) {
      if (all.some(isUnanswered)) return;
      let stockNumber: number | null = null;
      if (!isPaidByCard(all)) {
        const by: Actor = { userId: cancellation.byId ?? order.state.userId, userName: cancellation.by, role: 'manager' };
        // The cards have theirs back: now the cash.
        payments.refundAll(orderId, by);
        order.cancel(cancellation.reason, cancellation.by, clock.now(), currentShift());
        stockNumber = stock.returnStock(order.state.orderItems, orderId, by);
      } else {
        order.withdrawCancel();
      }
      repository.update(order);
      eventBus.publish(...order.releaseDomainEvents());
      if (order.state.status === 'Cancelled')
        this.#publish('app.tillwright.ordering.order-cancelled.v1', this.getOrderById(order.id), stockNumber);
      return;
    }
    // Its movements were told when it was submitted.
    if (status === 'StockConfirmed') this.#payIfCovered(order, all, null, () => repository.update(order));
  }

  #payIfCovered(order: Order, all: readonly PaymentView[], stockNumber: number | null, save: () => void): OrderView | null {
    const { eventBus, clock, currentShift } = this.#parts;
    const { total } = order.state.totals;
    const covered = compare(paidOf(all, total.currency), total) === 0 && !all.some(({ status }) => status === 'Pending');
    if (covered) order.setPaidStatus(clock.now(), currentShift());
    save();
    eventBus.publish(...order.releaseDomainEvents());
    return covered ? this.#publish('app.tillwright.ordering.order-paid.v1', orderView(order.state, all), stockNumber) : null;
  }

  /** @param stockNumber of the movements that this event tells of; null: none, or an earlier one did */
  #publish(
    type: `app.tillwright.ordering.order-${'submitted' | 'paid' | 'cancelled'}.v1`,
    view: OrderView,
    stockNumber: number | null,
  ): OrderView {
    const { eventBus, clock } = this.#parts;
    eventBus.publish(integrationEvent(type, view.id, clock.now(), { ...view, stockNumber }));
    return view;
  }

  #order(orderId: string): Order {
    const order = this.#parts.repository.get(orderId);
    if (!order) throw new DomainError('ordering/order-not-found', 'there is no such order');
    return order;
  }
}

/** The terminal has not said yet what became of it. */
const isUnanswered = ({ method, status }: PaymentView): boolean =>
  method === 'card' && (status === 'Pending' || status === 'Unknown');

const isPaidByCard = (all: readonly PaymentView[]): boolean => {
  const confirmed = all.filter(({ status }) => status === 'Confirmed');
  const refunded = new Set(confirmed.map(({ refundOf }) => refundOf));
  return confirmed.some(({ id, method, refundOf }) => method === 'card' && refundOf === null && !refunded.has(id));
};
