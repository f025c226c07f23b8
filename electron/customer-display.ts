import type { BasketView } from '../domain/contract/basket.ts';
import type { OrderView } from '../domain/contract/ordering.ts';
import type { DisplayView } from '../domain/contract/till.ts';
import { displayOfBasket, displayOfOrder } from '../domain/till/display-view.ts';
import type { Session } from './sessions.ts';

/** A paid sale is shown so long, unless the next line is rung up before. */
const THANKS_MS = 60_000;

interface Parts {
  readonly shopName: () => string;
  readonly basket: (userId: string) => BasketView;
  readonly order: (orderId: string) => OrderView | undefined;
  /** Milliseconds that pass alike whatever the clock is set to. */
  readonly monotonic: () => number;
}

interface Sale {
  readonly orderId: string;
  endedAt: number | undefined;
}

/** What the customer sees: the basket of whoever signed in last at this register, while they are there. */
export class CustomerDisplay {
  readonly #parts: Parts;
  #seat: Session | undefined;
  #sale: Sale | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Somebody signed in there, or came back. */
  follow(session: Session): void {
    this.#seat = session;
    this.#sale = undefined;
  }

  /** Shows the order that is paid there, while it is and for a minute after. */
  async sells<T>(orderId: string, session: Session, work: () => T | Promise<T>): Promise<T> {
    if (session.actor.userId !== this.#seller()) return work();
    const sale: Sale = { orderId, endedAt: undefined };
    this.#sale = sale;
    try {
      return await work();
    } finally {
      sale.endedAt = this.#parts.monotonic();
    }
  }

  view(): DisplayView {
    const shop = this.#parts.shopName();
    const seller = this.#seller();
    if (seller === undefined) return { showing: 'welcome', shop };
    const basket = displayOfBasket(shop, this.#parts.basket(seller));
    if (basket.showing === 'welcome') return this.#lastSale(shop) ?? basket;
    this.#sale = undefined;
    return basket;
  }

  #seller(): string | undefined {
    const { user, locked } = this.#seat?.view() ?? { user: null, locked: false };
    return user && !locked ? user.id : undefined;
  }

  #lastSale(shop: string): DisplayView | undefined {
    if (!this.#sale) return;
    const { orderId, endedAt } = this.#sale;
    const order = this.#parts.order(orderId);
    const view = order && displayOfOrder(shop, order);
    const isOver = endedAt !== undefined && this.#parts.monotonic() - endedAt >= THANKS_MS;
    return view?.showing === 'paid' && isOver ? undefined : view;
  }
}
