import type { BasketView } from '../contract/basket.ts';
import type { OrderView } from '../contract/ordering.ts';
import type { Tender } from '../contract/payment.ts';
import type { Discount } from '../contract/pricing.ts';
import type { Actor } from '../shared/actor.ts';
import { DomainError } from '../shared/errors.ts';
import { compare, type Money } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { toPrice } from './basket-view.ts';
import type { BasketItem, CustomerBasket, Product } from './customer-basket.ts';
import type {
  BasketQueries,
  BasketRepository,
  BuyerLookup,
  OrderPlacement,
  PricedLine,
  Pricing,
  ProductLookup,
} from './ports.ts';

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
  readonly pricing: Pricing;
  readonly buyers: BuyerLookup;
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
    return this.#change(actor, (basket) =>
      basket.replaceItems(lines.map(({ itemId, quantity }) => ({ product: this.#product({ itemId, quantity }), quantity }))),
    );
  }

  /** @throws DomainError `buyers/buyer-not-found`, also for an erased one */
  setBuyer({ buyerId }: { readonly buyerId: string | null }, actor: Actor): BasketView {
    if (buyerId !== null && !this.#parts.buyers.byId(buyerId))
      throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return this.#change(actor, (basket) => basket.setBuyer(buyerId));
  }

  /** @throws DomainError `basket/line-not-found`, `basket/reason-needed`, `basket/discount-too-large`, `shared/currency-mismatch` */
  setLineDiscount(
    { itemId, discount, reason }: { readonly itemId: string; readonly discount: Discount | null; readonly reason: string },
    actor: Actor,
  ): BasketView {
    if (discount) requireReason(reason);
    return this.#parts.unitOfWork.run<BasketView>(() => {
      const view = this.#change(actor, (basket) => basket.discountItem(itemId, discount && { off: discount, reason }));
      const line = view.lines.find((one) => one.itemId === itemId);
      requireWhole(discount, line?.lineDiscount);
      return view;
    });
  }

  /** @throws DomainError `basket/empty`, `basket/reason-needed`, `basket/discount-too-large`, `shared/currency-mismatch` */
  setDiscount({ discount, reason }: { readonly discount: Discount | null; readonly reason: string }, actor: Actor): BasketView {
    if (discount) requireReason(reason);
    return this.#parts.unitOfWork.run<BasketView>(() => {
      const view = this.#change(actor, (basket) => basket.discountAll(discount && { off: discount, reason }));
      if (discount && view.lines.length === 0) throw new DomainError('basket/empty', 'there is nothing to take a discount off');
      requireWhole(discount, view.basketDiscount);
      return view;
    });
  }

  /** @throws DomainError `basket/line-not-found`, `basket/reason-needed`, `catalog/item-not-found`, `shared/currency-mismatch` */
  setPrice(
    { itemId, price, reason }: { readonly itemId: string; readonly price: Money | null; readonly reason: string },
    actor: Actor,
  ): BasketView {
    if (price) requireReason(reason);
    return this.#change(actor, (basket) => {
      if (price) basket.namePrice(itemId, price, reason);
      else basket.unnamePrice(itemId, this.#product({ itemId, quantity: 1 }).unitPrice);
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
    const { repository, orders, pricing, buyers, unitOfWork } = this.#parts;
    const { orderId } = command;
    const paid = unitOfWork.once<OrderView | null>(
      { id: orderId, operation: 'basket.checkout', body: { ...command, userId: actor.userId } },
      () => {
        const basket = repository.get(actor.userId);
        if (basket.items.length === 0) throw new DomainError('basket/empty', 'there is nothing to pay');
        // Somebody who was erased meanwhile is nobody: the total then says so.
        const buyer = (basket.buyerId === null ? undefined : buyers.byId(basket.buyerId)) ?? null;
        const { lines, totals } = pricing.price(toPrice(basket, buyer));
        requireTotal(command.total, totals.total);
        const order = orders.createOrder(
          {
            id: orderId,
            lines: basket.items.map((item, at) => toSell(item, lines[at] as PricedLine)),
            totals,
            buyerId: buyer?.id ?? null,
            taxExempt: buyer?.taxExempt ?? false,
            discountReason: basket.discount?.reason ?? '',
            payments: command.payments,
          },
          actor,
        );
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

/** A line as it is sold: what the basket held, and what it came to. */
const toSell = (item: BasketItem, priced: PricedLine) => ({
  ...priced,
  productId: item.productId,
  productName: item.productName,
  pictureUrl: item.pictureUrl,
  unitPrice: item.unitPrice,
  priceReason: item.priceReason,
  units: item.quantity,
  discountReason: item.discount?.reason ?? '',
});

const requireReason = (reason: string): void => {
  if (reason === '') throw new DomainError('basket/reason-needed', 'a price or discount by hand needs its reason');
};

/** An amount by hand comes off whole, or is refused: nobody is promised more than the goods cost. */
const requireWhole = (discount: Discount | null, taken: Money | undefined): void => {
  if (!discount || !('amount' in discount) || !taken || compare(discount.amount, taken) <= 0) return;
  throw new DomainError('basket/discount-too-large', 'that is more than what is left to pay', {
    most: taken.amount,
    currency: taken.currency,
  });
};

const requireTotal = (seen: Money, now: Money): void => {
  if (seen.currency === now.currency && seen.amount === now.amount) return;
  const details = { seen: seen.amount, now: now.amount, currency: now.currency };
  throw new DomainError('basket/total-changed', 'the basket comes to another total than the clerk saw', details);
};
