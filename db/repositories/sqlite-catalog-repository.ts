import { createHash } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import type { Barcode } from '../../domain/catalog/barcode.ts';
import { CatalogItem, type CatalogItemState } from '../../domain/catalog/catalog-item.ts';
import type { CatalogRepository } from '../../domain/catalog/ports.ts';
import { textKey } from '../../domain/catalog/text-key.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { catalogBarcode, catalogItem, picture, stockMovement } from '../schema/tables.ts';
import { createStockLedger } from '../stock-ledger.ts';
import { barcodeWords } from './search-words.ts';

interface Owner {
  id: string;
  name: string;
  archived: number;
}

type ItemRow = typeof catalogItem.$inferSelect;

const NOT_STAGED = sql`${catalogItem.importSeq} NOT IN (SELECT seq FROM catalog_import WHERE state = 'writing')`;

export const createSqliteCatalogRepository = (database: Database): CatalogRepository => {
  const { orm, sqlite } = database;
  const isItem = eq(catalogItem.id, sql.placeholder('id'));
  const find = selectFrom(database, catalogItem, sql`${isItem} AND ${NOT_STAGED}`);
  const findBarcodes = selectFrom(database, catalogBarcode, eq(catalogBarcode.itemId, sql.placeholder('id')), [
    asc(catalogBarcode.position),
  ]);
  const insert = insertInto(database, catalogItem, ['seq']);
  const update = updateOf(
    database,
    catalogItem,
    [
      'revision',
      'name',
      'nameKey',
      'description',
      'price',
      'currency',
      'pictureUri',
      'catalogTypeId',
      'catalogBrandId',
      'taxCategoryId',
      'restockThreshold',
      'maxStockThreshold',
      'stockPolicy',
      'archived',
    ],
    isItem,
  );
  const updateLevel = updateOf(database, catalogItem, ['availableStock'], isItem);
  const remove = orm.delete(catalogItem).where(isItem).prepare();
  const insertMovement = insertInto(database, stockMovement, ['seq']);
  const ledger = createStockLedger(sqlite);
  const insertBarcode = insertInto(database, catalogBarcode);
  const deleteBarcodes = orm
    .delete(catalogBarcode)
    .where(eq(catalogBarcode.itemId, sql.placeholder('id')))
    .prepare();
  const insertPicture = orm
    .insert(picture)
    .values({ id: sql.placeholder('id'), type: sql.placeholder('type'), bytes: sql.placeholder('bytes') })
    .onConflictDoNothing()
    .prepare();

  const owner = sqlite.prepare<[string], Owner>(
    'SELECT i.id, i.name, i.archived FROM catalog_barcode b JOIN catalog_item i ON i.id = b.item_id WHERE b.code = ?',
  );
  const history = sqlite
    .prepare<[{ id: string }], number>(
      `SELECT EXISTS (SELECT 1 FROM stock_movement WHERE item_id = :id)
           OR EXISTS (SELECT 1 FROM movement_elsewhere WHERE item_id = :id)
           OR EXISTS (SELECT 1 FROM stock_count WHERE item_id = :id)
           OR EXISTS (SELECT 1 FROM basket_item WHERE product_id = :id)`,
    )
    .pluck();
  const deleteWords = sqlite.prepare('DELETE FROM catalog_search WHERE rowid = (SELECT seq FROM catalog_item WHERE id = ?)');
  const insertWords = sqlite.prepare(
    `INSERT INTO catalog_search (rowid, name, brand, type, barcodes)
     SELECT i.seq, i.name, coalesce(b.brand, ''), coalesce(t.type, ''), :barcodes
     FROM catalog_item i LEFT JOIN catalog_brand b ON b.id = i.catalog_brand_id LEFT JOIN catalog_type t ON t.id = i.catalog_type_id
     WHERE i.id = :id`,
  );

  const row = (state: CatalogItemState): Omit<ItemRow, 'seq' | 'importSeq'> => ({
    id: state.id,
    revision: state.revision,
    name: state.name,
    nameKey: textKey(state.name),
    description: state.description,
    price: state.price.amount,
    currency: state.price.currency,
    pictureUri: state.pictureUri,
    catalogTypeId: state.catalogTypeId,
    catalogBrandId: state.catalogBrandId,
    taxCategoryId: state.taxCategoryId,
    availableStock: state.availableStock,
    restockThreshold: state.restockThreshold,
    maxStockThreshold: state.maxStockThreshold,
    stockPolicy: state.stockPolicy,
    archived: state.archived,
  });

  const load = (id: string, barcodesOf: () => readonly Barcode[]): CatalogItem | undefined => {
    const found = find.get({ id });
    if (!found) return undefined;
    const barcodes = barcodesOf();
    const { price, currency, nameKey: _nameKey, seq: _seq, importSeq: _importSeq, ...state } = found;
    return new CatalogItem({ ...state, price: { amount: price, currency }, barcodes });
  };

  const writeBarcodesAndWords = ({ id, barcodes }: CatalogItemState): void => {
    barcodes.forEach(({ code, kind, checkDigitOk }, position) => {
      insertBarcode({ code, itemId: id, position, kind, checkDigitOk });
    });
    insertWords.run({ id, barcodes: barcodeWords(barcodes.map(({ code }) => code)) });
  };

  const refreshWords = (itemIds: readonly string[]): void => {
    for (const id of itemIds) {
      deleteWords.run(id);
      insertWords.run({ id, barcodes: barcodeWords(findBarcodes.all({ id }).map(({ code }) => code)) });
    }
  };

  return {
    get: (id) => load(id, () => findBarcodes.all({ id }).map(({ code, kind, checkDigitOk }) => ({ code, kind, checkDigitOk }))),
    getToMove: (id) => load(id, () => []),
    add(state) {
      insert({ ...row(state), importSeq: 0 });
      writeBarcodesAndWords(state);
    },
    update({ id, state }) {
      deleteWords.run(id);
      deleteBarcodes.run({ id });
      update(row(state));
      writeBarcodesAndWords(state);
    },
    move({ id, state }, movement) {
      updateLevel({ id, availableStock: state.availableStock });
      return insertMovement({ ...movement });
    },
    noteCount: (itemId, number, counted, at) => ledger.countHere(itemId, number, counted, at),
    delete(id) {
      deleteWords.run(id);
      remove.run({ id });
    },
    hasHistory: (id) => history.get({ id }) === 1,
    ownerOfBarcode(code) {
      const found = owner.get(code);
      return found && { ...found, archived: found.archived === 1 };
    },
    savePicture(type, bytes) {
      const buffer = Buffer.from(bytes);
      const id = createHash('sha256').update(buffer).digest('hex');
      insertPicture.run({ id, type, bytes: buffer });
      return id;
    },
    ...classifications(database, refreshWords),
  };
};

type Classifications = Pick<
  CatalogRepository,
  'type' | 'typeByName' | 'saveType' | 'deleteType' | 'brand' | 'brandByName' | 'saveBrand' | 'deleteBrand'
>;

interface NamedRow {
  id: string;
  name: string;
  archived: number;
  items: number;
}

const classifications = (database: Database, refreshWords: (itemIds: readonly string[]) => void): Classifications => {
  const types = names(database, 'type', refreshWords);
  const brands = names(database, 'brand', refreshWords);
  const asType = (found: ReturnType<typeof types.find>) => found && { id: found.id, type: found.name, ...found.rest };
  const asBrand = (found: ReturnType<typeof brands.find>) => found && { id: found.id, brand: found.name, ...found.rest };
  return {
    type: (id) => asType(types.find(id)),
    typeByName: (type) => asType(types.findByName(type)),
    saveType: types.save,
    deleteType: types.delete,
    brand: (id) => asBrand(brands.find(id)),
    brandByName: (brand) => asBrand(brands.findByName(brand)),
    saveBrand: brands.save,
    deleteBrand: brands.delete,
  };
};

/** The tables of types and brands differ in their words only. */
const names = ({ sqlite }: Database, word: 'type' | 'brand', refreshWords: (itemIds: readonly string[]) => void) => {
  const select = `SELECT id, ${word} AS name, archived,
    (SELECT count(*) FROM catalog_item WHERE catalog_${word}_id = n.id) AS items FROM visible_${word} n`;
  const byId = sqlite.prepare<[string], NamedRow>(`${select} WHERE id = ?`);
  const byKey = sqlite.prepare<[string], NamedRow>(`${select} WHERE ${word}_key = ?`);
  const upsert = sqlite.prepare(
    `INSERT INTO catalog_${word} (id, ${word}, ${word}_key, archived) VALUES (:id, :name, :key, :archived)
     ON CONFLICT (id) DO UPDATE SET ${word} = excluded.${word}, ${word}_key = excluded.${word}_key, archived = excluded.archived`,
  );
  const holder = sqlite.prepare<[string], string>(`SELECT id FROM catalog_${word} WHERE ${word}_key = ?`).pluck();
  const remove = sqlite.prepare(`DELETE FROM catalog_${word} WHERE id = ?`);
  const itemsOf = sqlite.prepare<[string], string>(`SELECT id FROM catalog_item WHERE catalog_${word}_id = ?`).pluck();
  const view = (found: NamedRow | undefined) =>
    found && { id: found.id, name: found.name, rest: { items: found.items, archived: found.archived === 1 } };
  return {
    find: (id: string) => view(byId.get(id)),
    findByName: (name: string) => view(byKey.get(textKey(name))),
    save: (id: string, name: string, archived: boolean): void => {
      const before = byId.get(id)?.name;
      const key = textKey(name);
      // Two tills gave one name: both stay, the second under a key that nobody can type.
      const namesake = holder.get(key);
      upsert.run({
        id,
        name,
        key: namesake === undefined || namesake === id ? key : `${key}\u0000${id}`,
        archived: archived ? 1 : 0,
      });
      if (before !== undefined && before !== name) refreshWords(itemsOf.all(id));
    },
    delete: (id: string): void => {
      remove.run(id);
    },
  };
};
