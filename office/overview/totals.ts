import type { PaymentMethod } from '../../domain/contract/payment.ts';
import { type Money, money, sum } from '../../domain/shared/money.ts';
import type { StoreSales } from '../../sync/hub/office-api.ts';

/** Sales in one currency: of one store, or of several together. */
export interface Sales {
  readonly count: number;
  readonly gross: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly tenders: readonly { readonly method: PaymentMethod; readonly amount: Money }[];
}

export interface CurrencySales {
  readonly currency: string;
  readonly stores: readonly (Pick<StoreSales, 'storeId' | 'storeName'> & Sales)[];
  readonly total: Sales;
}

const salesOf = ({ currency, count, gross, net, tax, tenders }: StoreSales): Sales => ({
  count,
  gross: money(gross, currency),
  net: money(net, currency),
  tax: money(tax, currency),
  tenders: tenders.map(({ method, amount }) => ({ method, amount: money(amount.amount, amount.currency) })),
});

const together = (sales: readonly Sales[], currency: string): Sales => ({
  count: sales.reduce((count, one) => count + one.count, 0),
  gross: sum(
    sales.map(({ gross }) => gross),
    currency,
  ),
  net: sum(
    sales.map(({ net }) => net),
    currency,
  ),
  tax: sum(
    sales.map(({ tax }) => tax),
    currency,
  ),
  tenders: [
    ...Map.groupBy(
      sales.flatMap(({ tenders }) => tenders),
      ({ method }) => method,
    ),
  ].map(([method, tenders]) => ({
    method,
    amount: sum(
      tenders.map(({ amount }) => amount),
      currency,
    ),
  })),
});

/** The stores by currency, each with its total: amounts of different currencies do not add up. */
export const totalsOf = (stores: readonly StoreSales[]): readonly CurrencySales[] =>
  [...Map.groupBy(stores, ({ currency }) => currency)].map(([currency, group]) => {
    const sales = group.map((store) => ({ storeId: store.storeId, storeName: store.storeName, ...salesOf(store) }));
    return { currency, stores: sales, total: together(sales, currency) };
  });
