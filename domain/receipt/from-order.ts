import type { OrderView } from '../contract/ordering.ts';
import { toDecimal } from '../shared/money.ts';
import type { ReceiptInput } from './receipt-input.ts';

/**
 * What a receipt tells of an order: its lines before the discount on the whole basket and before added tax, and confirmed payments only.
 * @param codes texts of its QR codes
 * @param balanceAfter what was left of its voucher after a payment, in minor units
 */
export const receiptOfOrder = (
  order: OrderView,
  shopName: string,
  codes: readonly string[],
  balanceAfter: (paymentId: string) => number,
): ReceiptInput => {
  const { taxIncluded, total, discountReason } = order;
  const all = order.orderItems.map(({ productName, units, unitPrice, subtotal, discount, basketDiscount, ...item }) => ({
    name: productName,
    units: Math.abs(units),
    unitPrice: unitPrice.amount,
    discounts: [
      ...(units < 0 && discount.amount !== 0 ? [{ name: '', amount: discount.amount }] : []),
      ...item.promotions.map(({ name, discount: off }) => ({ name, amount: off.amount })),
      ...(item.lineDiscount.amount === 0 ? [] : [{ name: item.discountReason, amount: item.lineDiscount.amount }]),
    ],
    total: subtotal.amount - discount.amount + basketDiscount.amount,
    isBack: units < 0,
  }));
  const lines = all.filter(({ isBack }) => !isBack);
  const returned = all.filter(({ isBack }) => isBack);
  const confirmed = order.payments.filter(({ status }) => status === 'Confirmed');
  const isCredit = ({ amount, refundOf }: Payment): boolean =>
    order.orderItems.length === 0 && amount.amount < 0 && refundOf === null;
  const paid = confirmed.filter((payment) => !isCredit(payment));
  const balanceOf = ({ id, voucherCode }: Payment): number | null => (voucherCode === null ? null : balanceAfter(id));
  const credits = confirmed.filter(isCredit).map((payment) => ({
    kind: payment.method === 'voucher' ? ('voucher' as const) : ('account' as const),
    amount: -payment.amount.amount,
    reference: payment.voucherCode ?? '',
    balance: balanceOf(payment),
  }));
  const taken = credits.reduce((sum, { amount }) => sum + amount, 0);
  const basketDiscount = order.orderItems.reduce((sum, item) => sum + item.basketDiscount.amount, 0);
  return {
    shopName,
    receiptNumber: order.receiptNumber,
    at: order.orderDate,
    clerk: order.userName,
    buyer: null,
    currency: total.currency,
    lines,
    returned,
    credits,
    subtotal: all.reduce((sum, line) => sum + line.total, 0) + taken,
    discounts: basketDiscount === 0 ? [] : [{ name: discountReason, amount: basketDiscount }],
    total: total.amount + taken,
    cashRounding: paid.reduce((sum, { rounding }) => sum + rounding.amount, 0),
    taxIncluded,
    taxes: order.taxes.map(({ name, ratePpm, net, tax, gross }, index) => ({
      letter: String.fromCharCode(65 + (index % 26)),
      name,
      ratePpm,
      net: net.amount,
      tax: tax.amount,
      gross: gross.amount,
    })),
    payments: paid.map((payment) => ({
      kind: payment.method,
      name: '',
      amount: payment.amount.amount,
      tendered: payment.tendered.amount,
      change: payment.change.amount,
      tip: payment.tip.amount,
      reference: referenceOf(payment),
      balance: balanceOf(payment),
    })),
    codes,
  };
};

const SHOWN = 4;

type Payment = OrderView['payments'][number];

const referenceOf = ({ amount, card, voucherCode, foreign }: Payment): string => {
  if (card) return [card.brand, card.lastFour && `**** ${card.lastFour}`, card.approvalCode].filter(Boolean).join(' ');
  // Whoever holds the code holds the money: it stands in full only where money goes onto it.
  if (voucherCode !== null) return amount.amount < 0 ? voucherCode : `**** ${voucherCode.slice(-SHOWN)}`;
  return foreign ? `${foreign.currency} ${toDecimal(foreign)}` : '';
};
