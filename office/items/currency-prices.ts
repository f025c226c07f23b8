import type { Money } from '../../domain/shared/money.ts';
import type { OfficeItem } from '../../sync/hub/office-api.ts';

export interface CurrencyPrice {
  readonly currency: string;
  /** The price in all stores of the currency; null where they differ. */
  readonly common: Money | null;
  readonly stores: OfficeItem['prices'];
}

/** What an item costs, for each currency that it is sold in. */
export const currencyPrices = ({ price, prices }: Pick<OfficeItem, 'price' | 'prices'>): readonly CurrencyPrice[] => {
  // No store has it yet: it still has the price that was said of it.
  if (prices.length === 0) return [{ currency: price.currency, common: price, stores: [] }];
  return [...Map.groupBy(prices, (one) => one.price.currency)].map(([currency, stores]) => ({
    currency,
    common: new Set(stores.map((one) => one.price.amount)).size === 1 ? (stores[0]?.price ?? null) : null,
    stores,
  }));
};
