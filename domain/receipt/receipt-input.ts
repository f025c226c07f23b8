import type { PaymentMethod } from '../contract/payment.ts';

/** Amounts are whole minor units of {@link ReceiptInput.currency}; units are whole. */
export interface ReceiptLine {
  readonly name: string;
  readonly units: number;
  readonly unitPrice: number;
  /** What was taken off this line, as positive amounts. */
  readonly discounts: readonly ReceiptDiscount[];
  /** What the line comes to; negative for goods that come back. */
  readonly total: number;
}

export interface ReceiptDiscount {
  readonly name: string;
  readonly amount: number;
}

export interface ReceiptTax {
  /** Marks the rate: A, B, … */
  readonly letter: string;
  readonly name: string;
  /** parts per million */
  readonly ratePpm: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

export interface ReceiptPayment {
  readonly kind: PaymentMethod;
  /** Shown instead of the word for the kind; empty for that word. */
  readonly name: string;
  readonly amount: number;
  /** In cash: what was handed over, and what came back. */
  readonly tendered: number;
  readonly change: number;
  /** On top, for the staff. */
  readonly tip: number;
  /** Of a card: brand, last four digits, approval; of a voucher: its code; of foreign money: how much. Empty when there is none. */
  readonly reference: string;
  /** What was then left of a voucher; null for every other way. */
  readonly balance: number | null;
}

/** Money that is taken for no goods: it goes onto a voucher, or comes off what the customer owes. */
export interface ReceiptCredit {
  readonly kind: 'voucher' | 'account';
  readonly amount: number;
  /** The voucher's code, for whoever holds the paper; empty for an account. */
  readonly reference: string;
  /** What is then on the voucher; null for an account. */
  readonly balance: number | null;
}

/** Everything that a receipt tells, whoever made the sale. */
export interface ReceiptInput {
  readonly shopName: string;
  readonly receiptNumber: string;
  /** milliseconds since 1970-01-01 UTC */
  readonly at: number;
  readonly clerk: string;
  readonly buyer: string | null;
  /** ISO 4217 */
  readonly currency: string;
  readonly lines: readonly ReceiptLine[];
  /** Goods that come back; their totals are negative. */
  readonly returned: readonly ReceiptLine[];
  readonly credits: readonly ReceiptCredit[];
  readonly subtotal: number;
  /** Off the whole basket, as positive amounts. */
  readonly discounts: readonly ReceiptDiscount[];
  readonly total: number;
  /** What rounding cash added to the total; less than nothing when it took something off. */
  readonly cashRounding: number;
  readonly taxIncluded: boolean;
  readonly taxes: readonly ReceiptTax[];
  readonly payments: readonly ReceiptPayment[];
  /** Texts of QR codes; without any, the receipt number is printed as a barcode. */
  readonly codes: readonly string[];
}
