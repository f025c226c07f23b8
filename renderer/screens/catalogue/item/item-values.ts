import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import type { RequestOf } from '../../../../domain/contract/index.ts';
import type { Money } from '../../../../domain/shared/money.ts';
import { changedFields as changed, onTopOf as putOnTop } from '../../../components/changed-fields.ts';
import type { Picture } from './shrink-picture.ts';

/** What stands in the form. A number field that was emptied holds text. */
export interface ItemValues {
  name: string;
  description: string;
  price: Money | null;
  catalogTypeId: string | null;
  catalogBrandId: string | null;
  taxCategoryId: string | null;
  barcodes: readonly string[];
  restockThreshold: number | string;
  maxStockThreshold: number | string;
  stockPolicy: CatalogItemView['stockPolicy'];
  /** Of a new item alone. */
  openingStock: number | string;
  picture: Picture | 'kept' | 'removed';
}

export const newItemValues = (barcode: string | null): ItemValues => ({
  name: '',
  description: '',
  price: null,
  catalogTypeId: null,
  catalogBrandId: null,
  taxCategoryId: null,
  barcodes: barcode === null ? [] : [barcode],
  restockThreshold: 0,
  maxStockThreshold: 0,
  stockPolicy: 'warn',
  openingStock: 0,
  picture: 'kept',
});

export const valuesOf = (item: CatalogItemView): ItemValues => ({
  name: item.name,
  description: item.description,
  price: item.price,
  catalogTypeId: item.catalogTypeId,
  catalogBrandId: item.catalogBrandId,
  taxCategoryId: item.taxCategoryId,
  barcodes: item.barcodes.map(({ code }) => code),
  restockThreshold: item.restockThreshold,
  maxStockThreshold: item.maxStockThreshold,
  stockPolicy: item.stockPolicy,
  openingStock: 0,
  picture: 'kept',
});

export type ItemFieldName = Exclude<keyof ItemValues, 'openingStock' | 'picture'>;

const FIELDS: readonly ItemFieldName[] = [
  'name',
  'description',
  'price',
  'catalogTypeId',
  'catalogBrandId',
  'taxCategoryId',
  'barcodes',
  'restockThreshold',
  'maxStockThreshold',
  'stockPolicy',
];

/** The fields in which two states of an item differ, in the order of the form. */
export const changedFields = (before: ItemValues, after: ItemValues): readonly ItemFieldName[] => changed(FIELDS, before, after);

/** What someone else saved, with one's own changes on top of it. */
export const onTopOf = (base: ItemValues, mine: ItemValues, theirs: ItemValues): ItemValues => ({
  ...putOnTop(FIELDS, base, mine, theirs),
  picture: mine.picture,
});

/** The fields as the commands take them. The form has made sure that there is a price. */
export const fieldsOf = (
  values: ItemValues,
  currency: string,
): Omit<RequestOf<'catalog.createCatalogItem'>, 'id' | 'openingStock'> => ({
  name: values.name,
  description: values.description,
  price: values.price ?? { amount: 0, currency },
  catalogTypeId: values.catalogTypeId,
  catalogBrandId: values.catalogBrandId,
  taxCategoryId: values.taxCategoryId,
  barcodes: [...values.barcodes],
  restockThreshold: Number(values.restockThreshold),
  maxStockThreshold: Number(values.maxStockThreshold),
  stockPolicy: values.stockPolicy,
});
