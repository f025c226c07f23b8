import type { ItemField } from '../../domain/contract/events.ts';

/** The fields of an item, as a form or a sentence says them. */
export const FIELD_NAMES: Readonly<Record<ItemField, string>> = {
  name: 'Name',
  description: 'Description',
  price: 'Price',
  pictureUri: 'Picture',
  catalogTypeId: 'Type',
  catalogBrandId: 'Brand',
  taxCategoryId: 'Tax category',
  barcodes: 'Barcodes',
  restockThreshold: 'Reorder at',
  maxStockThreshold: 'Maximum stock',
  stockPolicy: 'When stock runs out',
  archived: 'Archived',
};
