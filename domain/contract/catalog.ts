import { z } from 'zod';
import { MAX_QUANTITY } from '../shared/quantity.ts';
import { command, query } from './operation.ts';
import {
  at,
  barcode,
  id,
  level,
  name,
  note,
  nothing,
  pageOf,
  paging,
  price,
  quantity,
  soughtText,
  text,
  threshold,
} from './schemas.ts';

export const STOCK_POLICIES = ['block', 'manager', 'warn'] as const;
export const ADJUSTMENT_REASONS = ['count', 'damage', 'theft', 'found', 'correction'] as const;
export const MOVEMENT_KINDS = ['sale', 'return', 'receipt', 'opening', 'transfer', ...ADJUSTMENT_REASONS] as const;
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export const barcodeView = z.strictObject({
  code: z.string(),
  kind: z.enum(['ean13', 'ean8', 'upca', 'free']),
  checkDigitOk: z.boolean().meta({ description: 'false: the last digit does not fit the others. A warning, no wall' }),
});
export type BarcodeView = z.infer<typeof barcodeView>;

export const catalogItemView = z.strictObject({
  id,
  revision: z.int().meta({ description: 'counts the edits; an update names the one it saw' }),
  name: z.string(),
  description: z.string(),
  price,
  pictureUri: z.string().nullable().meta({ description: 'the id that getPicture takes' }),
  catalogTypeId: id.nullable(),
  catalogType: z.string().nullable(),
  catalogBrandId: id.nullable(),
  catalogBrand: z.string().nullable(),
  taxCategoryId: id.nullable().meta({ description: 'null: the shop’s default category' }),
  availableStock: level,
  restockThreshold: threshold,
  maxStockThreshold: threshold,
  stockPolicy: z.enum(STOCK_POLICIES),
  onReorder: z.boolean().meta({ description: 'stock is at or below the restock threshold' }),
  barcodes: z.array(barcodeView),
  archived: z.boolean(),
});
export type CatalogItemView = z.infer<typeof catalogItemView>;

const itemFields = {
  name,
  description: text(4000).trim().default(''),
  price,
  catalogTypeId: id.nullable().default(null),
  catalogBrandId: id.nullable().default(null),
  taxCategoryId: id.nullable().default(null),
  restockThreshold: threshold.default(0),
  maxStockThreshold: threshold.default(0).meta({ description: '0: no maximum' }),
  stockPolicy: z.enum(STOCK_POLICIES).default('warn'),
  barcodes: z.array(barcode).max(50).default([]),
};

export const typeView = z.strictObject({ id, type: z.string(), items: z.int(), archived: z.boolean() });
export const brandView = z.strictObject({ id, brand: z.string(), items: z.int(), archived: z.boolean() });
export type CatalogTypeView = z.infer<typeof typeView>;
export type CatalogBrandView = z.infer<typeof brandView>;

export const movementView = z.strictObject({
  id,
  itemId: id,
  itemName: z.string(),
  kind: z.enum(MOVEMENT_KINDS),
  quantity: level.meta({ description: 'signed: what it added or took' }),
  levelAfter: level,
  note: z.string(),
  orderId: id.nullable(),
  userName: z.string(),
  at,
});
export type StockMovementView = z.infer<typeof movementView>;

const moved = z.strictObject({
  item: catalogItemView,
  movement: movementView,
  overMaximum: z.boolean().meta({ description: 'the level now passes maxStockThreshold' }),
});
const removed = z.strictObject({ outcome: z.enum(['deleted', 'archived']) });
const itemInput = z.strictObject({ id });

export const catalog = {
  getCatalogItems: query({
    access: 'clerk',
    summary: 'A page of the catalogue. `text`: words in any order, prefixes, accents ignored, in name, brand, type and barcode',
    input: z.strictObject({
      ...paging,
      catalogTypeId: id.optional(),
      catalogBrandId: id.optional(),
      text: soughtText(200).optional(),
      lowStock: z.boolean().default(false),
      archived: z.boolean().default(false).meta({ description: 'true: the archived items instead' }),
    }),
    output: pageOf(catalogItemView),
  }),
  getCatalogItemById: query({ access: 'clerk', summary: 'One item, archived or not', input: itemInput, output: catalogItemView }),
  findByBarcode: query({
    access: 'clerk',
    summary: 'The item that carries a barcode, or null',
    input: z.strictObject({ barcode }),
    output: catalogItemView.nullable(),
  }),
  createCatalogItem: command({
    access: 'manager',
    summary: 'Creates an item; its opening stock is its first movement',
    input: z.strictObject({ id, ...itemFields, openingStock: threshold.default(0) }),
    output: catalogItemView,
    changes: ['catalog', 'stock'],
  }),
  updateCatalogItem: command({
    access: 'manager',
    summary: 'Edits an item; never its stock. A changed price shows in open baskets, sold lines keep theirs',
    input: z.strictObject({ id, revision: z.int().min(1), ...itemFields }),
    output: catalogItemView,
    changes: ['catalog', 'basket'],
  }),
  assignBarcode: command({
    access: 'manager',
    summary: 'Adds one more barcode to an item',
    input: z.strictObject({ id, barcode }),
    output: catalogItemView,
    changes: ['catalog'],
  }),
  deleteCatalogItem: command({
    access: 'manager',
    summary: 'Deletes an item; one that was ever sold or moved is archived instead',
    input: itemInput,
    output: removed,
    changes: ['catalog', 'stock', 'basket'],
  }),
  restoreCatalogItem: command({
    access: 'manager',
    summary: 'Takes an archived item back into the catalogue',
    input: itemInput,
    output: catalogItemView,
    changes: ['catalog', 'stock', 'basket'],
  }),
  setPicture: command({
    access: 'manager',
    summary: 'Stores a picture (PNG, JPEG or WebP, at most 1 MiB) and shows it on the item',
    input: z.strictObject({ id, type: z.enum(PICTURE_TYPES), base64: z.base64().max(1_400_000) }),
    output: catalogItemView,
    changes: ['catalog', 'basket'],
  }),
  removePicture: command({
    access: 'manager',
    summary: 'Takes the picture off the item',
    input: itemInput,
    output: catalogItemView,
    changes: ['catalog', 'basket'],
  }),
  getPicture: query({
    access: 'clerk',
    summary: 'A stored picture',
    input: z.strictObject({ pictureUri: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.strictObject({ type: z.enum(PICTURE_TYPES), base64: z.string() }),
  }),
  getCatalogTypes: query({ access: 'clerk', summary: 'All types, by name', input: nothing, output: z.array(typeView) }),
  createCatalogType: command({
    access: 'manager',
    summary: 'Creates a type',
    input: z.strictObject({ id, type: name }),
    output: typeView,
    changes: ['catalog'],
  }),
  updateCatalogType: command({
    access: 'manager',
    summary: 'Renames a type',
    input: z.strictObject({ id, type: name }),
    output: typeView,
    changes: ['catalog'],
  }),
  deleteCatalogType: command({
    access: 'manager',
    summary: 'Deletes a type; one that items use is archived instead',
    input: itemInput,
    output: removed,
    changes: ['catalog'],
  }),
  getCatalogBrands: query({ access: 'clerk', summary: 'All brands, by name', input: nothing, output: z.array(brandView) }),
  createCatalogBrand: command({
    access: 'manager',
    summary: 'Creates a brand',
    input: z.strictObject({ id, brand: name }),
    output: brandView,
    changes: ['catalog'],
  }),
  updateCatalogBrand: command({
    access: 'manager',
    summary: 'Renames a brand',
    input: z.strictObject({ id, brand: name }),
    output: brandView,
    changes: ['catalog'],
  }),
  deleteCatalogBrand: command({
    access: 'manager',
    summary: 'Deletes a brand; one that items use is archived instead',
    input: itemInput,
    output: removed,
    changes: ['catalog'],
  }),
  adjustStock: command({
    access: 'manager',
    summary:
      'Corrects a level by one movement. count: `quantity` is what was counted; damage, theft: what is gone; found: what came up; correction: a signed change',
    input: z.strictObject({
      id,
      itemId: id,
      reason: z.enum(ADJUSTMENT_REASONS),
      quantity: z.int().min(-MAX_QUANTITY).max(MAX_QUANTITY),
      note: note.default(''),
    }),
    output: moved,
    changes: ['stock'],
  }),
  receiveStock: command({
    access: 'manager',
    summary: 'Adds delivered goods. Past the maximum it is accepted in full and flagged',
    input: z.strictObject({ id, itemId: id, quantity, note: note.default('') }),
    output: moved,
    changes: ['stock'],
  }),
  getStockMovements: query({
    access: 'clerk',
    summary: 'Stock movements, newest first, of one item or of all',
    input: z.strictObject({ ...paging, itemId: id.optional() }),
    output: pageOf(movementView),
  }),
};
