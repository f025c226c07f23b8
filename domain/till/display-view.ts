import type { BasketView } from '../contract/basket.ts';
import type { OrderView } from '../contract/ordering.ts';
import type { AppliedPromotion } from '../contract/pricing.ts';
import type { DisplayView } from '../contract/till.ts';
import { add, type Money, money, subtract, sum } from '../shared/money.ts';

type Line = Extract<DisplayView, { showing: 'basket' }>['lines'][number];

/**
 * A basket as its customer sees it: goods, quantities and amounts in minor units, and nothing about anybody.
 * @returns a welcome for an empty one
 */
export const displayOfBasket = (shop: string, basket: BasketView): DisplayView => {
  const { lines, returns, basketDiscount, totals } = basket;
  const { total } = totals;
  if (lines.length + returns.length === 0) return { showing: 'welcome', shop };
  const shown = [
    ...lines.map((line): Line => lineOf({ ...line, units: line.quantity })),
    ...returns.map(
      ({ name, unitPrice, units, subtotal, discount }): Line => ({
        name,
        unitPrice,
        quantity: -units,
        reductions: [],
        amount: subtract(subtotal, discount),
      }),
    ),
  ];
  return { showing: 'basket', shop, lines: shown, ...amountsOf(shown, basketDiscount, total), due: total };
};

/**
 * A sale as its customer sees it: what is still to pay while it is open, then what was paid, in minor units.
 * @returns undefined for a cancelled one
 */
export const displayOfOrder = (shop: string, order: OrderView): DisplayView | undefined => {
  const { status, asked, due, change, orderItems, payments } = order;
  if (status === 'Cancelled') return;
  const { currency } = asked;
  if (status === 'Paid' || status === 'Shipped') {
    const confirmed = payments.filter((payment) => payment.status === 'Confirmed');
    const beside = confirmed.flatMap(({ rounding, tip }) => [rounding, tip]);
    return { showing: 'paid', shop, total: asked, paid: sum([asked, change, ...beside], currency), change };
  }
  const lines = orderItems.map(
    (item): Line =>
      item.returned
        ? { ...lineOf({ ...item, name: item.productName }), reductions: [], amount: subtract(item.subtotal, item.discount) }
        : lineOf({ ...item, name: item.productName }),
  );
  const sold = orderItems.filter(({ returned }) => !returned);
  const discount = sum(
    sold.map(({ basketDiscount }) => basketDiscount),
    currency,
  );
  const amounts = lines.length === 0 ? { discount, tax: money(0, currency), total: asked } : amountsOf(lines, discount, asked);
  return { showing: 'basket', shop, lines, ...amounts, due };
};

interface Priced {
  readonly name: string;
  readonly units: number;
  readonly unitPrice: Money;
  readonly promotions: readonly AppliedPromotion[];
  readonly lineDiscount: Money;
  readonly basketDiscount: Money;
  readonly subtotal: Money;
  readonly discount: Money;
}

/** The reason of a discount is a clerk's own words and stays with them. */
const lineOf = ({ name, units, unitPrice, promotions, lineDiscount, basketDiscount, subtotal, discount }: Priced): Line => ({
  name,
  quantity: units,
  unitPrice,
  reductions: [
    ...promotions.map((promotion) => ({ promotion: promotion.name, amount: promotion.discount })),
    ...(lineDiscount.amount > 0 ? [{ promotion: null, amount: lineDiscount }] : []),
  ],
  amount: add(subtotal, subtract(basketDiscount, discount)),
});

/** The tax is what the lines and the discount leave of the total, so that the customer can add it up. */
const amountsOf = (lines: readonly Line[], discount: Money, total: Money) => {
  const goods = sum(
    lines.map(({ amount }) => amount),
    total.currency,
  );
  return { discount, tax: subtract(total, subtract(goods, discount)), total };
};
