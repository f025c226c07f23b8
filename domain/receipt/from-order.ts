import type { OrderView } from '../contract/ordering.ts';
import type { ReceiptInput, ReceiptTax } from './receipt-input.ts';

/** What a receipt tells of an order: confirmed payments only, and the tax by rate from its lines. */
export const receiptOfOrder = (order: OrderView, shopName: string): ReceiptInput => {
  const { taxIncluded, total } = order;
  const before = (line: { readonly total: { amount: number }; readonly tax: { amount: number } }): number =>
    line.total.amount - (taxIncluded ? 0 : line.tax.amount);
  return {
    shopName,
    receiptNumber: order.receiptNumber,
    at: order.orderDate,
    clerk: order.userName,
    buyer: null,
    currency: total.currency,
    lines: order.orderItems.map((item) => ({
      name: item.productName,
      units: item.units,
      unitPrice: item.unitPrice.amount,
      discounts: item.discount.amount === 0 ? [] : [{ name: '', amount: item.discount.amount }],
      total: before(item),
    })),
    returned: [],
    subtotal: order.orderItems.reduce((sum, item) => sum + before(item), 0),
    discounts: [],
    cashRounding: 0,
    total: total.amount,
    taxIncluded,
    taxes: taxesOf(order),
    payments: order.payments
      .filter(({ status }) => status === 'Confirmed')
      .map(({ method, amount, tendered, change, card }) => ({
        kind: method,
        name: '',
        amount: amount.amount,
        tendered: tendered.amount,
        change: change.amount,
        reference: card ? `${card.brand} **** ${card.lastFour} ${card.approvalCode}` : '',
      })),
    code: null,
  };
};

/** A line's total holds its tax, whichever way the shop writes its prices. The highest rate is A. */
const taxesOf = ({ orderItems }: OrderView): ReceiptTax[] => {
  const byRate = new Map<number, { tax: number; gross: number }>();
  for (const { taxRatePpm, tax, total } of orderItems) {
    const sum = byRate.get(taxRatePpm) ?? { tax: 0, gross: 0 };
    byRate.set(taxRatePpm, { tax: sum.tax + tax.amount, gross: sum.gross + total.amount });
  }
  return [...byRate]
    .sort(([a], [b]) => b - a)
    .map(([ratePpm, { tax, gross }], index) => ({
      letter: String.fromCharCode(65 + (index % 26)),
      name: '',
      ratePpm,
      net: gross - tax,
      tax,
      gross,
    }));
};
