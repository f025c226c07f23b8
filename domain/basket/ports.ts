import type { BasketView, ParkedBasketView } from '../contract/basket.ts';
import type { OrderView, ReturnedLine } from '../contract/ordering.ts';
import type { Tender } from '../contract/payment.ts';
import type { AppliedPromotion, Discount, TaxedAmount, TaxTotal } from '../contract/pricing.ts';
import type { Refundable, SoldLine, ToReturn } from '../contract/returns.ts';
import type { Actor } from '../shared/actor.ts';
import type { Money } from '../shared/money.ts';
import type { CustomerBasket, Product } from './customer-basket.ts';

export interface ParkedBasket {
  readonly id: string;
  readonly name: string;
  readonly parkedAt: number;
  readonly parkedBy: string;
}

export interface Parking {
  readonly name: string;
  readonly at: number;
  readonly by: Actor;
  /** By locking the till: who comes back takes it up again. */
  readonly isLocking: boolean;
}

export interface BasketRepository {
  /** The clerk's open basket; an empty new one when there is none. */
  get(userId: string): CustomerBasket;
  save(basket: CustomerBasket): void;
  /** Takes a saved basket from its clerk and puts it aside. */
  park(basket: CustomerBasket, parking: Parking): void;
  /** Oldest first. */
  parked(): readonly ParkedBasket[];
  /** undefined: there is none, or it is not parked. */
  parkedBasket(id: string): CustomerBasket | undefined;
  /** Makes it the clerk's open basket, in place of an empty one. @returns false when it is not parked any more */
  takeUp(id: string, userId: string): boolean;
  /** @returns false when it is not parked any more */
  discardParked(id: string): boolean;
  /** The basket that locking the till took from that clerk, while nobody else has it. */
  lockedBy(userId: string): string | undefined;
  /** Takes a new price over in every basket, open or parked, that holds the item. */
  reprice(productId: string, price: Money): void;
}

export interface BasketQueries {
  parked(): ParkedBasketView[];
  basket(userId: string): BasketView;
}

/** What the basket asks the catalogue. */
export interface ProductLookup {
  /** An item that is sold today. */
  byId(id: string): Product | undefined;
  byBarcode(code: string): Product | undefined;
}

/** A line as `domain/pricing` wants it. */
export interface LineToPrice {
  readonly key: string;
  readonly itemId: string;
  readonly typeId: string | null;
  readonly brandId: string | null;
  readonly taxCategoryId: string | null;
  readonly unitPrice: Money;
  readonly units: number;
  readonly promotable: boolean;
  readonly discount: Discount | null;
}

/** Whom a basket is for, as far as a sale needs to know. */
export interface BasketBuyer {
  readonly id: string;
  readonly name: string;
  readonly groupId: string | null;
  readonly taxExempt: boolean;
}

/** What the basket asks the customers. */
export interface BuyerLookup {
  /** undefined: there is none, or the person was erased. */
  byId(id: string): BasketBuyer | undefined;
}

export interface BasketToPrice {
  readonly buyer: BasketBuyer | null;
  readonly lines: readonly LineToPrice[];
  readonly discount: Discount | null;
}

/** A line as `domain/pricing` gives it back. */
export interface PricedLine {
  readonly subtotal: Money;
  readonly promotions: readonly AppliedPromotion[];
  readonly lineDiscount: Money;
  readonly basketDiscount: Money;
  readonly discount: Money;
  readonly relief: Money;
  readonly net: Money;
  readonly taxes: readonly TaxedAmount[];
  readonly tax: Money;
  readonly total: Money;
}

export interface PricedBasket {
  /** As many as went in, in their order. */
  readonly lines: readonly PricedLine[];
  readonly totals: {
    readonly subtotal: Money;
    readonly discount: Money;
    readonly relief: Money;
    readonly net: Money;
    readonly tax: Money;
    readonly taxes: readonly TaxTotal[];
    readonly taxIncluded: boolean;
    readonly total: Money;
  };
}

/** What the basket asks the pricing: what goods come to at this moment, by the shop's rules. */
export interface Pricing {
  price(basket: BasketToPrice): PricedBasket;
  /** A part of a sold line, in amounts less than nothing. @param before units that came back earlier */
  takeBack(sold: SoldLine, before: number, units: number): PricedLine;
  totals(lines: readonly PricedLine[]): PricedBasket['totals'];
}

/** What the basket asks the returns. */
export interface Returns {
  /** A line of a sale, as it was sold. */
  find(from: Exclude<ToReturn['from'], { kind: 'no-receipt' }>): {
    readonly line: SoldLine;
    readonly paid: readonly Refundable[];
  };
  /** Units that came back before, by sold line. */
  unitsBack(itemIds: readonly string[]): ReadonlyMap<string, number>;
  /** What the payments of sales of this till can still take back. */
  refundable(orderIds: readonly string[]): readonly Refundable[];
}

export interface OrderToCreate {
  readonly id: string;
  readonly lines: readonly (PricedLine & {
    readonly productId: string;
    readonly productName: string;
    readonly pictureUrl: string | null;
    readonly unitPrice: Money;
    readonly priceReason: string | null;
    readonly units: number;
    readonly discountReason: string;
    readonly returned: ReturnedLine | null;
  })[];
  readonly totals: PricedBasket['totals'];
  readonly buyerId: string | null;
  readonly taxExempt: boolean;
  /** Why the whole basket was cheaper; empty when it was not. */
  readonly discountReason: string;
  readonly payments: readonly Tender[];
  /** What the payments of the sales that come back can take, where money goes back. */
  readonly refundable: readonly Refundable[];
}

/** What the basket asks the orders. */
export interface OrderPlacement {
  /** Inside the checkout’s unit of work. Gives the order when it is paid at once. */
  createOrder(order: OrderToCreate, actor: Actor): OrderView | null;
  /** After it: waits for card payments, if any, and gives the order as it then is. */
  completeOrder(orderId: string): Promise<OrderView>;
}
