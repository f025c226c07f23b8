import type { OrderView } from '../contract/ordering.ts';
import type { ReceiptInput } from './receipt-input.ts';

/** What a receipt tells of an order: its lines before the discount on the whole basket and before added tax, and confirmed payments only. */
export const receiptOfOrder = (order: OrderView, shopName: string): ReceiptInput => {
  const { taxIncluded, total, discountReason } = order;
  const lines = order.orderItems.map(({ productName, units, unitPrice, subtotal, discount, basketDiscount, ...item }) => ({
    name: productName,
    units,
    unitPrice: unitPrice.amount,
    discounts: [
      ...item.promotions.map(({ name, discount: off }) => ({ name, amount: off.amount })),
      ...(item.lineDiscount.amount === 0 ? [] : [{ name: item.discountReason, amount: item.lineDiscount.amount }]),
    ],
    total: subtotal.amount - discount.amount + basketDiscount.amount,
  }));
  const basketDiscount = order.orderItems.reduce((sum, item) => sum + item.basketDiscount.amount, 0);
  return {
    shopName,
    receiptNumber: order.receiptNumber,
    at: order.orderDate,
    clerk: order.userName,
    buyer: null,
    currency: total.currency,
    lines,
    returned: [],
    subtotal: lines.reduce((sum, line) => sum + line.total, 0),
    discounts: basketDiscount === 0 ? [] : [{ name: discountReason, amount: basketDiscount }],
    cashRounding: 0,
    total: total.amount,
    taxIncluded,
    taxes: order.taxes.map(({ name, ratePpm, net, tax, gross }, index) => ({
      letter: String.fromCharCode(65 + (index % 26)),
      name,
      ratePpm,
      net: net.amount,
      tax: tax.amount,
      gross: gross.amount,
    })),
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
