import type { BasketView } from '../contract/basket.ts';
import type { OrderView } from '../contract/ordering.ts';
import type { Tender } from '../contract/payment.ts';
import type { Actor } from '../shared/actor.ts';
import { DomainError } from '../shared/errors.ts';
import type { Money } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { CustomerBasket, Product } from './customer-basket.ts';
import type { BasketQueries, BasketRepository, OrderPlacement, ProductLookup } from './ports.ts';

export type AddItemCommand =
  | { readonly itemId: string; readonly quantity: number }
  | { readonly barcode: string; readonly quantity: number };

export interface BasketCheckoutCommand {
  readonly orderId: string;
  readonly total: Money;
  readonly payments: readonly Tender[];
}

interface Parts {
  readonly repository: BasketRepository;
  readonly queries: BasketQueries;
  readonly products: ProductLookup;
  readonly orders: OrderPlacement;
  readonly unitOfWork: UnitOfWork;
}

/** The open basket of each clerk at this register. Every change is on disk when it is answered. */
export class BasketService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws DomainError `basket/unknown-barcode`, `catalog/item-not-found`, `basket/too-many-lines`, `shared/out-of-range` */
  addItem(command: AddItemCommand, actor: Actor): { basket: BasketView; itemId: string } {
    return this.#parts.unitOfWork.run(() => {
      const product = this.#product(command);
      const basket = this.#change(actor, (open) => open.addItem(product, command.quantity));
      return { basket, itemId: product.productId };
    });
  }

  /** @throws DomainError `basket/line-not-found`, `shared/out-of-range` */
  updateQuantity({ itemId, quantity }: { readonly itemId: string; readonly quantity: number }, actor: Actor): BasketView {
    return this.#change(actor, (basket) => basket.updateQuantity(itemId, quantity));
  }

  /** @throws DomainError `basket/line-not-found` */
  removeItem({ itemId }: { readonly itemId: string }, actor: Actor): BasketView {
    return this.#change(actor, (basket) => basket.removeItem(itemId));
  }

  /** Replaces all lines, at today's prices. @throws DomainError `catalog/item-not-found`, `shared/out-of-range` */
  updateBasket({ lines }: { readonly lines: readonly { itemId: string; quantity: number }[] }, actor: Actor): BasketView {
    return this.#change(actor, (basket) => {
      basket.clear();
      for (const { itemId, quantity } of lines) basket.addItem(this.#product({ itemId, quantity }), quantity);
    });
  }

  deleteBasket(actor: Actor): BasketView {
    return this.#change(actor, (basket) => basket.clear());
  }

  /**
   * Turns the basket into an order in one transaction: order, lines, payments, stock, outbox, receipt number. The same
   * order id again gives the same order. Card payments are asked of the terminal afterwards.
   * @throws DomainError `basket/empty`, `basket/total-changed`, `shared/command-id-reused`, and what ordering, catalogue
   * and payment refuse; nothing is then written
   */
  async checkout(command: BasketCheckoutCommand, actor: Actor): Promise<OrderView> {
    const { repository, orders, unitOfWork } = this.#parts;
    const { orderId } = command;
    const paid = unitOfWork.once<OrderView | null>(
      { id: orderId, operation: 'basket.checkout', body: { ...command, userId: actor.userId } },
      () => {
        const basket = repository.get(actor.userId);
        if (basket.items.length === 0) throw new DomainError('basket/empty', 'there is nothing to pay');
        const items = basket.items;
        const order = orders.createOrder({ id: orderId, items, total: command.total, payments: command.payments }, actor);
        basket.clear();
        repository.save(basket);
        return order;
      },
      () => null,
    );
    return paid ?? orders.completeOrder(orderId);
  }

  #change(actor: Actor, change: (basket: CustomerBasket) => void): BasketView {
    const { repository, queries, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      const basket = repository.get(actor.userId);
      change(basket);
      repository.save(basket);
      return queries.basket(actor.userId);
    });
  }

  #product(command: AddItemCommand): Product {
    const { products } = this.#parts;
    if ('barcode' in command) {
      const found = products.byBarcode(command.barcode);
      if (!found) throw new DomainError('basket/unknown-barcode', 'no item carries this code', { barcode: command.barcode });
      return found;
    }
    const found = products.byId(command.itemId);
    if (!found) throw new DomainError('catalog/item-not-found', 'there is no such item on sale');
    return found;
  }
}
