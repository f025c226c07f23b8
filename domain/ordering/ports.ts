import type { OrderView } from '../contract/ordering.ts';
import type { PaymentView, Tender } from '../contract/payment.ts';
import type { TaxTotal } from '../contract/pricing.ts';
import type { Actor, By } from '../shared/actor.ts';
import type { Money } from '../shared/money.ts';
import type { Order } from './order.ts';

/** What a sale comes to, as `domain/pricing` worked it out. */
export interface Totals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly relief: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly taxes: readonly TaxTotal[];
  readonly taxIncluded: boolean;
  readonly total: Money;
}

export interface OrderRepository {
  get(id: string): Order | undefined;
  add(order: Order): void;
  /** Saves status and cancellation; lines and totals never change. */
  update(order: Order): void;
  /** Takes the register's next receipt number, inside the running unit of work: a rollback gives it back. */
  /** Units of an order's lines that came back since, by line. */
  returnedUnits(orderId: string): ReadonlyMap<string, number>;
  nextNumber(): { readonly number: number; readonly registerCode: string };
}

export interface OrderQueries {
  order(id: string): OrderView | undefined;
}

interface Units {
  readonly productId: string;
  readonly units: number;
}

/** What ordering asks the stock: each gives the number of the last movement it appended, null for none. */
export interface StockMover {
  removeStock(lines: readonly Units[], orderId: string, actor: Actor): number | null;
  returnStock(lines: readonly Units[], orderId: string, actor: Actor): number | null;
  /** Goods that came back and cannot be sold again. */
  writeOff(lines: readonly Units[], orderId: string, actor: Actor): number | null;
}

/** What money without goods is for: it goes onto a voucher, or comes off what a customer owes. */
export type Credit =
  | { readonly method: 'voucher'; readonly code: string | undefined; readonly amount: Money }
  | { readonly method: 'account'; readonly amount: Money };

/** What ordering asks the payments. */
export interface PaymentTaker {
  /**
   * Records tenders of an order inside its unit of work; card payments stay pending.
   * @returns the payments as recorded
   */
  take(
    order: { readonly id: string; readonly number: number; readonly total: Money; readonly buyerId: string | null },
    tenders: readonly Tender[],
    credit: Credit | null,
    by: By,
  ): readonly PaymentView[];
  paymentsOf(orderId: string): readonly PaymentView[];
  /** Records the refund of the card payments, pending; of the rest, at once, when no card payment is left to refund. */
  refundAll(orderId: string, by: By): void;
  /** Asks the terminal about every pending payment of the order and records the answers. */
  collect(orderId: string): Promise<void>;
}
