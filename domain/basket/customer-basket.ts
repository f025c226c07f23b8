import type { Disposition } from '../contract/ordering.ts';
import type { Discount } from '../contract/pricing.ts';
import type { Refundable, SoldLine } from '../contract/returns.ts';
import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';
import type { Money } from '../shared/money.ts';

/** The most lines a basket takes; far above a shopping cart, far below what slows a screen down. */
export const MAX_LINES = 1000;
/** The most units of one line; the sum over a basket stays an exact integer. */
export const MAX_UNITS = 1_000_000;

export interface BasketItem {
  readonly productId: string;
  readonly productName: string;
  readonly pictureUrl: string | null;
  readonly unitPrice: Money;
  /** The price before the catalogue changed it, to be shown; null when it did not. */
  readonly previousUnitPrice: Money | null;
  /** Whole units, at least 1. */
  readonly quantity: number;
  readonly discount: DiscountByHand | null;
  /** Why the price was named by hand; null: it is the catalogue's. Promotions leave a named price alone. */
  readonly priceReason: string | null;
  /** What promotions and taxes go by, as the catalogue has it today. */
  readonly typeId: string | null;
  readonly brandId: string | null;
  readonly taxCategoryId: string | null;
}

/** Off by hand, and why. */
export interface DiscountByHand {
  readonly off: Discount;
  readonly reason: string;
}

export type Product = Omit<BasketItem, 'quantity' | 'previousUnitPrice' | 'discount' | 'priceReason'>;

/** Goods that come back, a part or all of one sold line. */
export interface BasketReturn {
  readonly sold: SoldLine;
  /** How it was paid, where another till sold it. */
  readonly paid: readonly Refundable[];
  /** At least 1. */
  readonly units: number;
  readonly reason: string;
  readonly disposition: Disposition;
}

/** Which line of a basket it is: one a sold line; one an item, where nobody has the receipt. */
export const returnKey = ({ sold }: Pick<BasketReturn, 'sold'>): string => sold.sale?.itemId ?? sold.productId;

/** What a clerk is ringing up. One line an item; the order of lines is the order of first adding. */
export class CustomerBasket extends Entity {
  readonly userId: string;
  #items: BasketItem[];
  #returns: BasketReturn[];
  #discount: DiscountByHand | null;
  #buyerId: string | null;

  constructor(
    id: string,
    userId: string,
    items: readonly BasketItem[],
    discount: DiscountByHand | null = null,
    buyerId: string | null = null,
    returns: readonly BasketReturn[] = [],
  ) {
    super(id);
    this.userId = userId;
    this.#items = [...items];
    this.#returns = [...returns];
    this.#discount = discount;
    this.#buyerId = buyerId;
  }

  /** Whom the goods are for; null: nobody in particular. */
  get buyerId(): string | null {
    return this.#buyerId;
  }

  get discount(): DiscountByHand | null {
    return this.#discount;
  }

  get items(): readonly BasketItem[] {
    return this.#items;
  }

  get returns(): readonly BasketReturn[] {
    return this.#returns;
  }

  get isEmpty(): boolean {
    return this.#items.length === 0 && this.#returns.length === 0;
  }

  /** Puts goods that come back in, or in place of what was said of the same line. @throws DomainError `basket/too-many-lines` */
  putReturn(line: BasketReturn): void {
    const at = this.#returns.findIndex((one) => returnKey(one) === returnKey(line));
    if (at >= 0) this.#returns[at] = line;
    else if (this.#returns.length >= MAX_LINES)
      throw new DomainError('basket/too-many-lines', `a basket has ${MAX_LINES} lines at most`);
    else this.#returns.push(line);
  }

  /** @throws DomainError `basket/line-not-found` */
  returnOf(key: string): BasketReturn {
    const found = this.#returns.find((one) => returnKey(one) === key);
    if (!found) throw new DomainError('basket/line-not-found', 'this does not come back in this basket');
    return found;
  }

  /** @throws DomainError `basket/line-not-found` */
  removeReturn(key: string): void {
    this.returnOf(key);
    this.#returns = this.#returns.filter((one) => returnKey(one) !== key);
  }

  /**
   * Adds units; an item that is there already gets more of them, at today's price.
   * @throws DomainError `basket/too-many-lines`, `shared/out-of-range`
   */
  addItem(product: Product, quantity: number): void {
    const at = this.#items.findIndex(({ productId }) => productId === product.productId);
    const before = this.#items[at];
    const units = requireUnits((before?.quantity ?? 0) + quantity);
    if (before) {
      this.#items[at] = { ...reprice(before, product.unitPrice), quantity: units };
      return;
    }
    if (this.#items.length >= MAX_LINES)
      throw new DomainError('basket/too-many-lines', `a basket has ${MAX_LINES} lines at most`);
    this.#items.push({ ...product, previousUnitPrice: null, quantity: units, discount: null, priceReason: null });
  }

  /** 0 removes the line. @throws DomainError `basket/line-not-found`, `shared/out-of-range` */
  updateQuantity(productId: string, quantity: number): void {
    if (quantity === 0) {
      this.removeItem(productId);
      return;
    }
    const at = this.#find(productId);
    this.#items[at] = { ...(this.#items[at] as BasketItem), quantity: requireUnits(quantity) };
  }

  /** @throws DomainError `basket/line-not-found` */
  removeItem(productId: string): void {
    this.#items.splice(this.#find(productId), 1);
    if (this.#items.length === 0) this.#discount = null;
  }

  /** Off one line; null takes it back. @throws DomainError `basket/line-not-found`, `shared/currency-mismatch` */
  discountItem(productId: string, discount: DiscountByHand | null): void {
    const at = this.#find(productId);
    this.#requireCurrency(discount && 'amount' in discount.off ? discount.off.amount : null);
    this.#items[at] = { ...(this.#items[at] as BasketItem), discount };
  }

  /** Off the whole basket; null takes it back. @throws DomainError `shared/currency-mismatch` */
  discountAll(discount: DiscountByHand | null): void {
    this.#requireCurrency(discount && 'amount' in discount.off ? discount.off.amount : null);
    this.#discount = discount;
  }

  /**
   * Names a price by hand, which the catalogue's later changes leave alone.
   * @throws DomainError `basket/line-not-found`, `shared/currency-mismatch`
   */
  namePrice(productId: string, unitPrice: Money, reason: string): void {
    const at = this.#find(productId);
    this.#requireCurrency(unitPrice);
    this.#items[at] = { ...(this.#items[at] as BasketItem), unitPrice, previousUnitPrice: null, priceReason: reason };
  }

  /** Goes back to the catalogue's price. @throws DomainError `basket/line-not-found` */
  unnamePrice(productId: string, unitPrice: Money): void {
    const at = this.#find(productId);
    this.#items[at] = { ...(this.#items[at] as BasketItem), unitPrice, priceReason: null };
  }

  /**
   * Sets all lines anew. What was named or taken off by hand stays with the items that stay.
   * @throws DomainError `basket/too-many-lines`, `shared/out-of-range`
   */
  replaceItems(lines: readonly { readonly product: Product; readonly quantity: number }[]): void {
    const before = this.#items;
    this.#items = [];
    for (const { product, quantity } of lines) this.addItem(product, quantity);
    this.#items = this.#items.map((item) => {
      const old = before.find(({ productId }) => productId === item.productId);
      if (!old) return item;
      const named = old.priceReason === null ? {} : { unitPrice: old.unitPrice, priceReason: old.priceReason };
      return { ...item, ...named, discount: old.discount };
    });
    if (this.#items.length === 0) this.#discount = null;
  }

  /** Says whom the goods are for: their group's promotions count then. */
  setBuyer(buyerId: string | null): void {
    this.#buyerId = buyerId;
  }

  /** As after a sale: nothing of it goes on to the next. */
  clear(): void {
    this.#items = [];
    this.#returns = [];
    this.#discount = null;
    this.#buyerId = null;
  }

  /** All prices of a basket are in the shop's one currency. */
  #requireCurrency(amount: Money | null): void {
    const currency = this.#items[0]?.unitPrice.currency;
    if (amount && currency !== undefined && amount.currency !== currency)
      throw new DomainError('shared/currency-mismatch', `the basket is in ${currency}`, { currency });
  }

  #find(productId: string): number {
    const at = this.#items.findIndex((item) => item.productId === productId);
    if (at < 0) throw new DomainError('basket/line-not-found', 'this item is not in the basket');
    return at;
  }
}

/** Takes today's price over, and remembers the one the customer may have seen. A price named by hand stays. */
export const reprice = (item: BasketItem, unitPrice: Money): BasketItem => {
  if (item.priceReason !== null || item.unitPrice.amount === unitPrice.amount) return item;
  const seen = item.previousUnitPrice ?? item.unitPrice;
  return { ...item, unitPrice, previousUnitPrice: seen.amount === unitPrice.amount ? null : seen };
};

const requireUnits = (units: number): number => {
  if (!Number.isSafeInteger(units) || units < 1 || units > MAX_UNITS) {
    throw new DomainError('shared/out-of-range', `a line has 1 to ${MAX_UNITS} units`, { most: MAX_UNITS });
  }
  return units;
};
