import type { ShiftReport, UnresolvedThings } from '../contract/shifts.ts';
import type { Money } from '../shared/money.ts';
import type { Shift, ShiftFigures } from './ports.ts';

interface ReportParts {
  readonly shop: { readonly name: string; readonly registerCode: string; readonly currency: string };
  readonly shift: Shift;
  readonly at: number;
  readonly figures: ShiftFigures;
  readonly unresolved: UnresolvedThings;
  readonly movements: ShiftReport['movements'];
  readonly drawer: ShiftReport['drawer'];
}

/** The report of a shift as far as it has come: an X. A Z is the same with its closing. */
export const shiftReport = ({ shop, shift, at, figures, unresolved, movements, drawer }: ReportParts): ShiftReport => {
  const { currency } = shop;
  const of = (amount: number): Money => ({ amount, currency });
  const sumOf = ({ count, amount }: { readonly count: number; readonly amount: number }) => ({ count, amount: of(amount) });
  const credit = (method: string, way: string): Money =>
    of(figures.credits.find((one) => one.method === method && one.way === way)?.amount ?? 0);
  const { goods, totals } = figures;
  return {
    shopName: shop.name,
    registerCode: shop.registerCode,
    number: shift.number,
    openedAt: shift.openedAt,
    openedBy: shift.openedBy?.name ?? null,
    at,
    currency,
    receipts: figures.receipts,
    sales: sumOf(figures.sales),
    voids: figures.voids.map(({ receiptNumber, amount }) => ({ receiptNumber, amount: of(amount) })),
    goods: {
      subtotal: of(goods.subtotal),
      byHand: of(goods.byHand),
      promotions: of(goods.promotions),
      relief: of(goods.relief),
      addedTax: of(goods.addedTax),
      sold: of(goods.sold),
      returned: sumOf(figures.returned),
    },
    totals: { net: of(totals.net), tax: of(totals.tax), gross: of(totals.gross) },
    taxes: figures.taxes.map(({ name, ratePpm, net, tax }) => ({
      name,
      ratePpm,
      net: of(net),
      tax: of(tax),
      gross: of(net + tax),
    })),
    payments: figures.payments.map(({ method, taken, givenBack }) => ({
      method,
      taken: sumOf(taken),
      givenBack: sumOf(givenBack),
    })),
    tips: of(figures.tips),
    rounding: of(figures.rounding),
    vouchers: {
      sold: credit('voucher', 'credited'),
      redeemed: credit('voucher', 'used'),
      refunded: credit('voucher', 'refunded'),
    },
    accounts: {
      charged: credit('account', 'used'),
      settled: credit('account', 'credited'),
      refunded: credit('account', 'refunded'),
    },
    unsettled: figures.unsettled.map(({ receiptNumber, amount }) => ({ receiptNumber, amount: of(amount) })),
    movements,
    drawer,
    drawerOpenings: figures.drawerOpenings,
    clerks: figures.clerks.map(({ amount, ...clerk }) => ({ ...clerk, amount: of(amount) })),
    unresolved: {
      payments: unresolved.payments.length,
      openOrders: unresolved.openOrders.length,
      waitingEvents: unresolved.waitingEvents,
      stoppedPrints: unresolved.stoppedPrints,
    },
    closing: null,
  };
};
