import { FIELD_NAMES } from '../../renderer/components/item-field-names.ts';
import { formatMoney } from '../../renderer/components/money-text.tsx';
import { StaleEdit } from '../../renderer/components/stale-edit.tsx';
import { STOCK_POLICY_TEXTS } from '../../renderer/components/stock-policy-texts.ts';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { currencyPrices } from './currency-prices.ts';
import { changedIn, type ItemFormField, valuesOf } from './item-values.ts';

/** A field in words. */
const TEXTS: Readonly<Record<ItemFormField, (item: OfficeItem) => string>> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  prices: (item) =>
    currencyPrices(item)
      .flatMap(({ common, stores }) => (common ? [common] : stores.map(({ price }) => price)))
      .map(formatMoney)
      .join(', '),
  restockThreshold: ({ restockThreshold }) => String(restockThreshold),
  maxStockThreshold: ({ maxStockThreshold }) => String(maxStockThreshold),
  stockPolicy: ({ stockPolicy }) => STOCK_POLICY_TEXTS[stockPolicy].name,
  barcodes: ({ barcodes }) => barcodes.map(({ code }) => code).join(', '),
};

interface StaleItemProps {
  readonly seen: OfficeItem;
  readonly now: OfficeItem;
  readonly load: () => void;
  readonly keep: () => void;
}

/** What someone else changed of the item. */
export const StaleItem = ({ seen, now, load, keep }: StaleItemProps) => {
  const changes = changedIn(valuesOf(seen), valuesOf(now)).map((field) => ({
    name: field === 'prices' ? FIELD_NAMES.price : FIELD_NAMES[field],
    before: TEXTS[field](seen),
    after: TEXTS[field](now),
  }));
  const archived =
    seen.archived === now.archived
      ? []
      : [{ name: FIELD_NAMES.archived, before: seen.archived ? 'yes' : 'no', after: now.archived ? 'yes' : 'no' }];
  return <StaleEdit what="item" changes={[...changes, ...archived]} load={load} keep={keep} />;
};
