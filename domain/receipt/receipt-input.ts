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
  readonly kind: 'cash' | 'card' | 'other';
  /** Shown instead of the word for the kind; empty for that word. */
  readonly name: string;
  readonly amount: number;
  /** In cash: what was handed over, and what came back. */
  readonly tendered: number;
  readonly change: number;
  /** Of a card: brand, last four digits, reference of the terminal. Empty when there is none. */
  readonly reference: string;
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
  readonly subtotal: number;
  /** Off the whole basket, as positive amounts. */
  readonly discounts: readonly ReceiptDiscount[];
  readonly cashRounding: number;
  readonly total: number;
  readonly taxIncluded: boolean;
  readonly taxes: readonly ReceiptTax[];
  readonly payments: readonly ReceiptPayment[];
  /** Text of the QR code; null prints the receipt number as a barcode. */
  readonly code: string | null;
}
