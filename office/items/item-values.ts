import type { Money } from '../../domain/shared/money.ts';
import { changedFields, onTopOf } from '../../renderer/components/changed-fields.ts';
import type { ItemEdit, OfficeItem } from '../../sync/hub/office-api.ts';
import { currencyPrices } from './currency-prices.ts';

/** What stands in the form. A number field that was emptied holds text. */
export interface ItemValues {
  name: string;
  description: string;
  /** By currency; null while the text is no amount, or where the stores differ and it stays so. */
  prices: Readonly<Record<string, Money | null>>;
  restockThreshold: number | string;
  maxStockThreshold: number | string;
  stockPolicy: OfficeItem['stockPolicy'];
  barcodes: readonly string[];
}

const FIELDS = ['name', 'description', 'prices', 'restockThreshold', 'maxStockThreshold', 'stockPolicy', 'barcodes'] as const;
export type ItemFormField = (typeof FIELDS)[number];

export const valuesOf = (item: OfficeItem): ItemValues => ({
  name: item.name,
  description: item.description,
  prices: Object.fromEntries(currencyPrices(item).map(({ currency, common }) => [currency, common])),
  restockThreshold: item.restockThreshold,
  maxStockThreshold: item.maxStockThreshold,
  stockPolicy: item.stockPolicy,
  barcodes: item.barcodes.map(({ code }) => code),
});

export const changedIn = (before: ItemValues, after: ItemValues): readonly ItemFormField[] =>
  changedFields(FIELDS, before, after);

export const isSame = (a: ItemValues, b: ItemValues): boolean => changedIn(a, b).length === 0;

/** What someone else saved, with one's own changes on top of it. */
export const keptOnTop = (base: ItemValues, mine: ItemValues, theirs: ItemValues): ItemValues => ({
  ...onTopOf(FIELDS, base, mine, theirs),
  prices: onTopOf(Object.keys(theirs.prices), base.prices, mine.prices, theirs.prices),
});

/**
 * The edits that make `before` into `after`, one after the other: an edit carries one price, so that each further currency takes one more.
 * Empty when nothing was changed.
 */
export const editsFor = (before: ItemValues, after: ItemValues): readonly ItemEdit[] => {
  const changed = new Set(changedIn(before, after));
  const rest: ItemEdit = {
    ...(changed.has('name') && { name: after.name.trim() }),
    ...(changed.has('description') && { description: after.description.trim() }),
    ...(changed.has('restockThreshold') && { restockThreshold: Number(after.restockThreshold) }),
    ...(changed.has('maxStockThreshold') && { maxStockThreshold: Number(after.maxStockThreshold) }),
    ...(changed.has('stockPolicy') && { stockPolicy: after.stockPolicy }),
    ...(changed.has('barcodes') && { barcodes: [...after.barcodes] }),
  };
  const [first, ...others] = Object.entries(after.prices).flatMap(([currency, price]) =>
    price && price.amount !== before.prices[currency]?.amount ? [price] : [],
  );
  const edits: readonly ItemEdit[] = [{ ...rest, ...(first && { price: first }) }, ...others.map((price) => ({ price }))];
  return edits.filter((edit) => Object.keys(edit).length > 0);
};
