import type { BasketView } from '../contract/basket.ts';
import type { OrderView } from '../contract/ordering.ts';
import type { Tender } from '../contract/payment.ts';
import type { Actor } from '../shared/actor.ts';
import type { Money } from '../shared/money.ts';
import type { BasketItem, CustomerBasket, Product } from './customer-basket.ts';

export interface BasketRepository {
  /** The clerk's open basket; an empty new one when there is none. */
  get(userId: string): CustomerBasket;
  save(basket: CustomerBasket): void;
  /** Takes a new price over in every open basket that holds the item. */
  reprice(productId: string, price: Money): void;
}

export interface BasketQueries {
  basket(userId: string): BasketView;
}

/** What the basket asks the catalogue. */
export interface ProductLookup {
  /** An item that is sold today. */
  byId(id: string): Product | undefined;
  byBarcode(code: string): Product | undefined;
}

export interface OrderToCreate {
  readonly id: string;
  readonly items: readonly BasketItem[];
  /** What the clerk saw. */
  readonly total: Money;
  readonly payments: readonly Tender[];
}

/** What the basket asks the orders. */
export interface OrderPlacement {
  /** Inside the checkout’s unit of work. Gives the order when it is paid at once. */
  createOrder(order: OrderToCreate, actor: Actor): OrderView | null;
  /** After it: waits for card payments, if any, and gives the order as it then is. */
  completeOrder(orderId: string): Promise<OrderView>;
}
