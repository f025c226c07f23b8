import type { CatalogBrandView, CatalogItemView, CatalogTypeView, StockMovementView } from '../contract/catalog.ts';
import type { CountView } from '../contract/events.ts';
import type { CatalogItem, CatalogItemState } from './catalog-item.ts';

export type MovementKind = StockMovementView['kind'];

export interface StockMovement {
  readonly id: string;
  readonly itemId: string;
  readonly kind: MovementKind;
  /** Signed: what it added or took. */
  readonly quantity: number;
  readonly levelAfter: number;
  readonly note: string;
  readonly orderId: string | null;
  readonly userName: string;
  readonly at: number;
}

/** Items as aggregates, types and brands as names. All calls are inside a unit of work. */
export interface CatalogRepository {
  /** Also archived items; never those of an import that is still being written. */
  get(id: string): CatalogItem | undefined;
  /** As `get`, for a movement alone: without the barcodes, which a movement has no use for, and so not to be given to `update`. */
  getToMove(id: string): CatalogItem | undefined;
  add(state: CatalogItemState): void;
  /** Saves fields, barcodes and search words; not the stock. */
  update(item: CatalogItem): void;
  /** Saves the level and appends the movement that led to it. @returns its number in this till's list */
  move(item: CatalogItem, movement: StockMovement): number;
  /** Notes that a movement was a count, with what it had seen of all tills. */
  noteCount(itemId: string, number: number, counted: number, at: number): CountView;
  delete(id: string): void;
  /** Whether it was ever sold or moved, or lies in a basket. */
  hasHistory(id: string): boolean;
  /** The item that carries a code, archived or not. */
  ownerOfBarcode(code: string): { readonly id: string; readonly name: string; readonly archived: boolean } | undefined;
  savePicture(type: string, bytes: Uint8Array): string;

  type(id: string): CatalogTypeView | undefined;
  typeByName(type: string): CatalogTypeView | undefined;
  saveType(id: string, type: string, archived: boolean): void;
  deleteType(id: string): void;
  brand(id: string): CatalogBrandView | undefined;
  brandByName(brand: string): CatalogBrandView | undefined;
  saveBrand(id: string, brand: string, archived: boolean): void;
  deleteBrand(id: string): void;
}

/** What the screens read. */
export interface CatalogQueries {
  item(id: string): CatalogItemView | undefined;
  movement(id: string, itemId: string): StockMovementView | undefined;
}

/** What the catalogue asks the shop. */
export interface ShopRules {
  /** @throws DomainError `identity/not-set-up` */
  currency(): string;
  hasTaxCategory(id: string): boolean;
}
