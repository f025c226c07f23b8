import type { OrderView } from '../contract/ordering.ts';
import type { DoubleReturnView, Refundable, SoldLine } from '../contract/returns.ts';
import type { Actor } from '../shared/actor.ts';
import type { Money } from '../shared/money.ts';
import type { Signed, UncheckedCode } from './receipt-code.ts';

/** What returns ask the orders of this till. */
export interface SaleLookup {
  order(id: string): OrderView | undefined;
  /** @param number of this register */
  idOf(registerCode: string, number: number): string | undefined;
  /** The confirmed payments of a sale, less what went back of each. */
  refundable(orderId: string): Refundable[];
}

/** What returns ask the catalogue: how goods are called and look here, sold today or not. */
export interface ProductNames {
  nameOf(productId: string): { readonly name: string; readonly pictureUri: string | null } | undefined;
}

/** The keys that receipts are signed with. */
export interface ReceiptKeys {
  /** By this register's own key, inside or outside a unit of work. */
  sign(facts: Uint8Array): Signed;
  /** `unknown`: of a till whose key is not here. */
  check(code: UncheckedCode): 'good' | 'bad' | 'unknown';
}

/** One line that came back at another till. */
export interface ReturnElsewhere {
  /** Of the receipt on which it came back. */
  readonly orderId: string;
  readonly itemId: string;
  readonly receiptNumber: string;
  readonly at: number;
  readonly soldItemId: string;
  readonly soldReceipt: string;
  readonly unitsSold: number;
  readonly units: number;
}

/** What came back, here and elsewhere. */
export interface ReturnRepository {
  /** Units by sold line, of orders that were not cancelled. */
  unitsBack(itemIds: readonly string[]): ReadonlyMap<string, number>;
  /** @returns false when it was known */
  addElsewhere(line: ReturnElsewhere): boolean;
  doubled(): DoubleReturnView[];
  resolve(itemId: string, units: number, note: string, actor: Actor, at: number): void;
}

/** What a part of a sold line gives back, as `domain/pricing` works it out: less than nothing. */
export type Worth = (sold: SoldLine, before: number, units: number) => { readonly total: Money };
