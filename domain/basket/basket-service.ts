import type { BasketView, ParkedBasketView } from '../contract/basket.ts';
import type { OrderView } from '../contract/ordering.ts';
import type { Tender } from '../contract/payment.ts';
import type { Discount } from '../contract/pricing.ts';
import type { SoldLine, ToReturn } from '../contract/returns.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import type { Limits } from '../shared/limits.ts';
import { compare, type Money, negate } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { type PricedReturn, priceAll } from './basket-view.ts';
import { grownReduction } from './by-hand.ts';
import type { BasketItem, BasketReturn, CustomerBasket, Product } from './customer-basket.ts';
import type {
  BasketQueries,
  BasketRepository,
  BuyerLookup,
  OrderPlacement,
  PricedLine,
  Pricing,
  ProductLookup,
  Returns,
} from './ports.ts';
import { parkedEvent, unparkedEvent } from './tell-parked.ts';

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
  readonly returns: Returns;
  readonly limits: Limits;
  /** As printed before the receipt number. */
  readonly registerCode: () => string;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
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

  /**
   * Goods that come back go into the basket at what was paid for them; without a receipt, at what they cost today. Said again of the same line,
   * it takes the place of what was said before.
   * @throws DomainError `basket/returned-already` when fewer are left, `shared/approval-needed`, and what finding the sale refuses
   */
  addReturn({ from, ...line }: ToReturn, actor: Actor): BasketView {
    return this.#change(actor, (basket) => {
      const found =
        from.kind === 'no-receipt'
          ? { line: this.#atToday(from.productId, line.units), paid: [] }
          : this.#parts.returns.find(from);
      this.#putReturn(basket, { ...line, sold: found.line, paid: found.paid }, actor);
    });
  }

  /** 0 units remove the line. @throws DomainError `basket/line-not-found`, and as {@link addReturn} */
  updateReturn({ key, units }: { readonly key: string; readonly units: number }, actor: Actor): BasketView {
    return this.#change(actor, (basket) => {
      const line = basket.returnOf(key);
      if (units === 0) basket.removeReturn(key);
      else {
        const sold = line.sold.sale ? line.sold : this.#atToday(line.sold.productId, units);
        this.#putReturn(basket, { ...line, sold, units }, actor);
      }
    });
  }

  /** @throws DomainError `buyers/buyer-not-found`, also for an erased one */
  setBuyer({ buyerId }: { readonly buyerId: string | null }, actor: Actor): BasketView {
    if (buyerId !== null && !this.#parts.buyers.byId(buyerId))
      throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return this.#change(actor, (basket) => basket.setBuyer(buyerId));
  }

  /** @throws DomainError `basket/line-not-found`, `basket/reason-needed`, `basket/discount-too-large`, `shared/currency-mismatch`, `shared/approval-needed` */
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
      if (price) {
        basket.namePrice(itemId, price, reason);
        const usual = this.#parts.products.byId(itemId)?.unitPrice.amount ?? 0;
        const ppm =
          price.amount === usual ? 0 : usual === 0 ? MILLION : Math.ceil((Math.abs(price.amount - usual) * MILLION) / usual);
        if (ppm > 0) this.#parts.limits.require(actor, 'price-change', { ppm });
      } else basket.unnamePrice(itemId, this.#product({ itemId, quantity: 1 }).unitPrice);
    });
  }

  /**
   * Puts the basket aside; without a name, under that of its first goods.
   * @throws DomainError `basket/empty`
   */
  parkBasket({ name }: { readonly name: string }, actor: Actor): ParkedBasketView[] {
    return this.#parts.unitOfWork.run(() => {
      if (!this.#park(actor, name, false)) throw new DomainError('basket/empty', 'there is nothing to put aside');
      return this.#parts.queries.parked();
    });
  }

  /** What is open is parked instead, so that nothing is lost. @throws DomainError `basket/not-parked` */
  takeUpBasket({ basketId }: { readonly basketId: string }, actor: Actor): BasketView {
    const { repository, queries, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      this.#park(actor, '', false);
      if (!repository.takeUp(basketId, actor.userId)) throw notParked();
      this.#tellUnparked(basketId);
      return queries.basket(actor.userId);
    });
  }

  /** @throws DomainError `basket/not-parked` */
  discardParkedBasket({ basketId }: { readonly basketId: string }): ParkedBasketView[] {
    const { repository, queries, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      if (!repository.discardParked(basketId)) throw notParked();
      this.#tellUnparked(basketId);
      return queries.parked();
    });
  }

  /** The till is locked: whoever comes next can go on with what lay in the basket. */
  parkOnLock(actor: Actor): void {
    this.#parts.unitOfWork.run<null>(() => {
      this.#park(actor, '', true);
      return null;
    });
  }

  /** Its clerk left the shop: whoever wants to goes on with what lay in the basket. Joins the unit of work that is open. */
  parkOnLeaving(actor: Actor): void {
    this.#parts.unitOfWork.run<null>(() => {
      this.#park(actor, '', false);
      return null;
    });
  }

  /** Who comes back has the basket back, unless somebody took it up meanwhile. */
  takeUpAfterLock({ userId }: Pick<Actor, 'userId'>): void {
    const { repository, unitOfWork } = this.#parts;
    unitOfWork.run<null>(() => {
      const id = repository.lockedBy(userId);
      if (id !== undefined && repository.get(userId).isEmpty) repository.takeUp(id, userId);
      return null;
    });
  }

  /** @returns false for an empty basket, which stays */
  #park(by: Actor, name: string, isLocking: boolean): boolean {
    const { repository, clock, eventBus, registerCode } = this.#parts;
    const basket = repository.get(by.userId);
    if (basket.isEmpty) return false;
    const first = basket.items[0]?.productName ?? basket.returns[0]?.sold.productName ?? '';
    const parking = { name: name || first.slice(0, 200) || by.userName, at: clock.now(), by, isLocking };
    repository.park(basket, parking);
    // Whoever locked the till comes back to it.
    if (!isLocking) {
      const parked = { id: basket.id, name: parking.name, parkedAt: parking.at, parkedBy: by.userName };
      const told = parkedEvent(basket, parked, registerCode(), parking.at);
      if (told) eventBus.publish(told);
    }
    return true;
  }

  /** Tells the other tills of every parked basket. Inside a unit of work. */
  tellParked(): void {
    const { repository, clock, eventBus, registerCode } = this.#parts;
    for (const parked of repository.parked()) {
      const basket = repository.parkedBasket(parked.id);
      const told = basket && parkedEvent(basket, parked, registerCode(), clock.now());
      if (told) eventBus.publish(told);
    }
  }

  #tellUnparked(basketId: string): void {
    const { eventBus, clock } = this.#parts;
    eventBus.publish(unparkedEvent(basketId, clock.now()));
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
    const { repository, orders, pricing, buyers, returns, unitOfWork } = this.#parts;
    const { orderId } = command;
    const paid = unitOfWork.once<OrderView | null>(
      { id: orderId, operation: 'basket.checkout', body: { ...command, userId: actor.userId } },
      () => {
        const basket = repository.get(actor.userId);
        if (basket.isEmpty) throw new DomainError('basket/empty', 'there is nothing to pay');
        // Somebody who was erased meanwhile is nobody: the total then says so.
        const buyer = (basket.buyerId === null ? undefined : buyers.byId(basket.buyerId)) ?? null;
        const { lines, back, refundable, totals } = priceAll(basket, buyer, pricing, returns);
        for (const line of back) requireLeft(line);
        requireTotal(command.total, totals.total);
        const order = orders.createOrder(
          {
            id: orderId,
            lines: [...basket.items.map((item, at) => toSell(item, lines[at] as PricedLine)), ...back.map(toTakeBack)],
            totals,
            buyerId: buyer?.id ?? null,
            taxExempt: buyer?.taxExempt ?? false,
            discountReason: basket.discount?.reason ?? '',
            payments: command.payments,
            refundable,
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
    const { repository, queries, limits, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      const basket = repository.get(actor.userId);
      const before = isReduced(basket) ? queries.basket(actor.userId) : null;
      change(basket);
      repository.save(basket);
      const after = queries.basket(actor.userId);
      const ppm = isReduced(basket) ? grownReduction(before, after) : 0;
      if (ppm > 0) limits.require(actor, 'discount', { ppm });
      return after;
    });
  }

  #putReturn(basket: CustomerBasket, line: BasketReturn, actor: Actor): void {
    const { returns, limits, pricing } = this.#parts;
    const { sold, units } = line;
    if (sold.sale) {
      const left = sold.units - (returns.unitsBack([sold.sale.itemId]).get(sold.sale.itemId) ?? 0);
      requireLeft({ units, left });
    } else {
      limits.require(actor, 'return-without-receipt', { amount: negate(pricing.takeBack(sold, 0, units).total) });
    }
    basket.putReturn(line);
  }

  /** An item as if it had been sold today, promotions taken off: nobody gets more back than it costs. */
  #atToday(productId: string, units: number): SoldLine {
    const product = this.#product({ itemId: productId, quantity: units });
    const { productName, pictureUrl, unitPrice } = product;
    const goods = { ...product, key: productId, itemId: productId, units, promotable: true, discount: null };
    const { lines, totals } = this.#parts.pricing.price({ buyer: null, lines: [goods], discount: null });
    const { subtotal, discount, relief, taxes } = lines[0] as PricedLine;
    const sold = { productId, productName, pictureUrl, unitPrice, units, subtotal, discount, relief, taxes: [...taxes] };
    return { ...sold, sale: null, taxIncluded: totals.taxIncluded };
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
  returned: null,
});

/** A line as it comes back. */
const toTakeBack = ({ sold, units, reason, disposition, priced }: PricedReturn) => ({
  ...priced,
  productId: sold.productId,
  productName: sold.productName,
  pictureUrl: sold.pictureUrl,
  unitPrice: sold.unitPrice,
  priceReason: null,
  units: -units,
  discountReason: '',
  returned: { sale: sold.sale, reason, disposition },
});

const requireLeft = ({ units, left }: { readonly units: number; readonly left: number }): void => {
  if (units <= left) return;
  throw new DomainError('basket/returned-already', 'that many are not left to come back', { left: Math.max(0, left) });
};

const MILLION = 1_000_000;

const isReduced = ({ items, discount }: CustomerBasket): boolean => discount !== null || items.some((item) => item.discount);

const notParked = (): DomainError => new DomainError('basket/not-parked', 'this basket is not parked any more');

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
