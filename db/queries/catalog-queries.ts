import { barcodeAliases } from '../../domain/catalog/barcode.ts';
import type { CatalogQueries } from '../../domain/catalog/ports.ts';
import type { CatalogBrandView, CatalogItemView, CatalogTypeView, StockMovementView } from '../../domain/contract/catalog.ts';
import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import type { Database } from '../database.ts';
import { searchQuery } from '../repositories/search-words.ts';
import { readCursor, writeCursor } from './cursor.ts';

interface ItemRow {
  seq: number;
  id: string;
  revision: number;
  name: string;
  name_key: string;
  description: string;
  price: number;
  currency: string;
  picture_uri: string | null;
  catalog_type_id: string | null;
  type: string | null;
  catalog_brand_id: string | null;
  brand: string | null;
  tax_category_id: string | null;
  available_stock: number;
  restock_threshold: number;
  max_stock_threshold: number;
  stock_policy: CatalogItemView['stockPolicy'];
  archived: number;
  barcodes: string;
}

const ITEM = `
  SELECT i.seq, i.id, i.revision, i.name, i.name_key, i.description, i.price, i.currency, i.picture_uri, i.catalog_type_id, t.type,
    i.catalog_brand_id, b.brand, i.tax_category_id, i.available_stock, i.restock_threshold, i.max_stock_threshold, i.stock_policy, i.archived,
    (SELECT json_group_array(json_array(c.code, c.kind, c.check_digit_ok))
     FROM (SELECT * FROM catalog_barcode WHERE item_id = i.id ORDER BY position) c) AS barcodes
  FROM visible_item i
  LEFT JOIN catalog_type t ON t.id = i.catalog_type_id
  LEFT JOIN catalog_brand b ON b.id = i.catalog_brand_id`;

const toItem = (row: ItemRow): CatalogItemView => ({
  id: row.id,
  revision: row.revision,
  name: row.name,
  description: row.description,
  price: { amount: row.price, currency: row.currency },
  pictureUri: row.picture_uri,
  catalogTypeId: row.catalog_type_id,
  catalogType: row.type,
  catalogBrandId: row.catalog_brand_id,
  catalogBrand: row.brand,
  taxCategoryId: row.tax_category_id,
  availableStock: row.available_stock,
  restockThreshold: row.restock_threshold,
  maxStockThreshold: row.max_stock_threshold,
  stockPolicy: row.stock_policy,
  onReorder: row.available_stock <= row.restock_threshold,
  barcodes: (JSON.parse(row.barcodes) as [string, CatalogItemView['barcodes'][number]['kind'], number][]).map(
    ([code, kind, ok]) => ({ code, kind, checkDigitOk: ok === 1 }),
  ),
  archived: row.archived === 1,
});

interface MovementRow {
  seq: number;
  id: string;
  item_id: string;
  item_name: string;
  kind: StockMovementView['kind'];
  quantity: number;
  level_after: number;
  note: string;
  order_id: string | null;
  user_name: string;
  at: number;
}

const MOVEMENT = `
  SELECT m.seq, m.id, m.item_id, i.name AS item_name, m.kind, m.quantity, m.level_after, m.note, m.order_id, m.user_name, m.at
  FROM stock_movement m JOIN visible_item i ON i.id = m.item_id`;

const toMovement = (row: MovementRow): StockMovementView => ({
  id: row.id,
  itemId: row.item_id,
  itemName: row.item_name,
  kind: row.kind,
  quantity: row.quantity,
  levelAfter: row.level_after,
  note: row.note,
  orderId: row.order_id,
  userName: row.user_name,
  at: row.at,
});

interface Names {
  id: string;
  name: string;
  items: number;
  archived: number;
}

export type ItemsRequest = InputOf<'catalog.getCatalogItems'>;

/** What the screens read of the catalogue: keyset pages, one prepared statement for each combination of filters. */
export const createCatalogQueries = ({ sqlite }: Database) => {
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();
  const prepare = <P, R>(text: string) => {
    const statement = prepared.get(text) ?? sqlite.prepare(text);
    prepared.set(text, statement);
    return statement as unknown as { all(parameters: P): R[]; get(parameters: P): R | undefined };
  };

  const byId = sqlite.prepare<[string], ItemRow>(`${ITEM} WHERE i.id = ?`);
  const byBarcode = sqlite.prepare<[string], ItemRow>(
    `${ITEM} WHERE i.id = (SELECT item_id FROM catalog_barcode WHERE code = ?) AND i.archived = 0`,
  );
  const movementById = sqlite.prepare<[string, string], MovementRow>(`${MOVEMENT} WHERE m.item_id = ? AND m.id = ?`);
  const namesOf = (word: 'type' | 'brand') =>
    sqlite.prepare<[], Names>(
      `SELECT n.id, n.${word} AS name, n.archived, (SELECT count(*) FROM visible_item i WHERE i.catalog_${word}_id = n.id AND i.archived = 0) AS items
       FROM visible_${word} n WHERE n.archived = 0 ORDER BY n.${word}_key`,
    );
  const types = namesOf('type');
  const brands = namesOf('brand');
  const picture = sqlite.prepare<[string], { type: string; bytes: Buffer }>('SELECT type, bytes FROM picture WHERE id = ?');

  const search = (request: ItemsRequest, words: string): OutputOf<'catalog.getCatalogItems'> => {
    const filters = filtersOf(request);
    // In the order of the index: a page stops as soon as it is full, however many items match.
    const text = `${ITEM} JOIN catalog_search s ON s.rowid = i.seq WHERE catalog_search MATCH :words AND s.rowid > :after
      AND ${filters} ORDER BY s.rowid LIMIT :limit`;
    const [after] = request.cursor === null ? [0] : readCursor(request.cursor, 0);
    const rows = prepare<object, ItemRow>(text).all({ ...bound(request), words, after, limit: request.pageSize + 1 });
    return page(rows, request.pageSize, toItem, ({ seq }) => writeCursor(seq));
  };

  return {
    item(id: string): CatalogItemView | undefined {
      const row = byId.get(id);
      return row && toItem(row);
    },

    /** @throws DomainError `catalog/item-not-found` */
    getCatalogItemById(id: string): CatalogItemView {
      const row = byId.get(id);
      if (!row) throw new DomainError('catalog/item-not-found', 'there is no such item');
      return toItem(row);
    },

    /** The item on sale that carries the code, in either spelling of UPC-A and EAN-13. */
    findByBarcode(code: string): CatalogItemView | null {
      for (const alias of barcodeAliases(code)) {
        const row = byBarcode.get(alias);
        if (row) return toItem(row);
      }
      return null;
    },

    /** By name; found texts in the order of the catalogue. */
    getCatalogItems(request: ItemsRequest): OutputOf<'catalog.getCatalogItems'> {
      if (request.text?.trim()) {
        const words = searchQuery(request.text);
        return words === undefined ? { items: [], nextCursor: null } : search(request, words);
      }
      const [key, seq] = request.cursor === null ? ['', 0] : readCursor(request.cursor, '', 0);
      const text = `${ITEM} WHERE ${filtersOf(request)} AND (i.name_key, i.seq) > (:key, :seq)
        ORDER BY i.name_key, i.seq LIMIT :limit`;
      const rows = prepare<object, ItemRow>(text).all({ ...bound(request), key, seq, limit: request.pageSize + 1 });
      return page(rows, request.pageSize, toItem, (row) => writeCursor(row.name_key, row.seq));
    },

    getCatalogTypes: (): CatalogTypeView[] =>
      types.all().map(({ id, name, items, archived }) => ({ id, type: name, items, archived: archived === 1 })),

    getCatalogBrands: (): CatalogBrandView[] =>
      brands.all().map(({ id, name, items, archived }) => ({ id, brand: name, items, archived: archived === 1 })),

    /** @throws DomainError `catalog/picture-not-found` */
    getPicture(pictureUri: string): OutputOf<'catalog.getPicture'> {
      const row = picture.get(pictureUri);
      if (!row) throw new DomainError('catalog/picture-not-found', 'there is no such picture');
      return { type: row.type as OutputOf<'catalog.getPicture'>['type'], base64: row.bytes.toString('base64') };
    },

    movement(id: string, itemId: string): StockMovementView | undefined {
      const row = movementById.get(itemId, id);
      return row && toMovement(row);
    },

    getStockMovements(request: InputOf<'catalog.getStockMovements'>): OutputOf<'catalog.getStockMovements'> {
      const [before] = request.cursor === null ? [Number.MAX_SAFE_INTEGER] : readCursor(request.cursor, 0);
      const text = `${MOVEMENT} WHERE m.seq < :before ${request.itemId ? 'AND m.item_id = :itemId' : ''} ORDER BY m.seq DESC LIMIT :limit`;
      const { itemId } = request;
      const rows = prepare<object, MovementRow>(text).all({ before, limit: request.pageSize + 1, ...(itemId ? { itemId } : {}) });
      return page(rows, request.pageSize, toMovement, ({ seq }) => writeCursor(seq));
    },
  } satisfies CatalogQueries & Record<string, unknown>;
};

const filtersOf = (request: ItemsRequest): string =>
  [
    `i.archived = ${request.archived ? 1 : 0}`,
    ...(request.catalogTypeId ? ['i.catalog_type_id = :catalogTypeId'] : []),
    ...(request.catalogBrandId ? ['i.catalog_brand_id = :catalogBrandId'] : []),
    ...(request.lowStock ? ['i.available_stock <= i.restock_threshold'] : []),
  ].join(' AND ');

const bound = ({ catalogTypeId, catalogBrandId }: ItemsRequest): object => ({
  ...(catalogTypeId ? { catalogTypeId } : {}),
  ...(catalogBrandId ? { catalogBrandId } : {}),
});

/** Cuts the one row too many, which says that another page follows. */
export const page = <R, V>(rows: R[], size: number, view: (row: R) => V, cursor: (row: R) => string) => {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > size && last ? cursor(last) : null };
};
