import { isLikeCard, readBarcode } from '../../domain/catalog/barcode.ts';
import { CatalogItem, type CatalogItemState } from '../../domain/catalog/catalog-item.ts';
import type { CatalogRepository } from '../../domain/catalog/ports.ts';
import type { CatalogItemView } from '../../domain/contract/catalog.ts';
import type { ItemField } from '../../domain/contract/events.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { maskCardNumbers } from '../../domain/shared/mask-card-numbers.ts';
import type { Money } from '../../domain/shared/money.ts';
import type { Sqlite } from '../open.ts';
import type { StockLedger } from '../stock-ledger.ts';
import type { Takes } from './change.ts';
import type { createOwnWaiting } from './own-waiting.ts';

interface Parts {
  readonly sqlite: Sqlite;
  readonly repository: CatalogRepository;
  readonly ledger: StockLedger;
  readonly own: ReturnType<typeof createOwnWaiting>;
  /** Of the shop. */
  readonly currency: () => string;
  /** Shows a new price in open baskets, beside the old one. */
  readonly reprice: (itemId: string, price: Money) => void;
}

/** Items, types and brands as the remote has them now. */
export const takeItems = ({ sqlite, repository, ledger, own, currency, reprice }: Parts): Takes => {
  const hasCategory = sqlite.prepare<[string], 1>('SELECT 1 FROM tax_category WHERE id = ?').pluck();
  const addCategory = sqlite.prepare("INSERT INTO tax_category (id, name, is_default) VALUES (?, '…', 0)");
  const likeDefault = sqlite.prepare(
    `INSERT INTO tax_category_tax (category_id, position, tax_id)
     SELECT ?, position, tax_id FROM tax_category_tax JOIN tax_category ON id = category_id WHERE is_default = 1`,
  );
  // The repository's own counts their items, of which there are many.
  const hasType = sqlite.prepare<[string], 1>('SELECT 1 FROM catalog_type WHERE id = ?').pluck();
  const hasBrand = sqlite.prepare<[string], 1>('SELECT 1 FROM catalog_brand WHERE id = ?').pluck();
  const hasStock = sqlite
    .prepare<{ id: string }, number>(
      `SELECT EXISTS (SELECT 1 FROM movement_elsewhere WHERE item_id = :id) OR EXISTS (SELECT 1 FROM stock_count WHERE item_id = :id)`,
    )
    .pluck();
  const hasPicture = sqlite.prepare<[string], 1>('SELECT 1 FROM picture WHERE id = ?').pluck();

  /** What an item points to may stand later in the log: until then it has the name that the item tells, and the usual taxes. */
  const ensureNamed = ({ catalogTypeId, catalogType, catalogBrandId, catalogBrand, taxCategoryId }: CatalogItemView): void => {
    if (catalogTypeId && !hasType.get(catalogTypeId)) repository.saveType(catalogTypeId, catalogType ?? '…', false);
    if (catalogBrandId && !hasBrand.get(catalogBrandId)) repository.saveBrand(catalogBrandId, catalogBrand ?? '…', false);
    if (taxCategoryId && hasCategory.get(taxCategoryId) === undefined) {
      addCategory.run(taxCategoryId);
      likeDefault.run(taxCategoryId);
    }
  };

  const toState = (view: CatalogItemView): Pick<CatalogItemState, ItemField> => ({
    name: maskCardNumbers(view.name),
    description: maskCardNumbers(view.description),
    price: view.price,
    // The picture itself does not travel.
    pictureUri: view.pictureUri !== null && hasPicture.get(view.pictureUri) ? view.pictureUri : null,
    catalogTypeId: view.catalogTypeId,
    catalogBrandId: view.catalogBrandId,
    taxCategoryId: view.taxCategoryId,
    restockThreshold: view.restockThreshold,
    maxStockThreshold: view.maxStockThreshold,
    stockPolicy: view.stockPolicy,
    barcodes: view.barcodes.map(({ code }) => readBarcode(code)).filter(({ code }) => !isLikeCard(code)),
    archived: view.archived,
  });

  /** A code that another item carries here goes over: whoever was changed later has it, at every till. */
  const takeCodes = (itemId: string, { barcodes }: Pick<CatalogItemState, 'barcodes'>): void => {
    for (const { code } of barcodes) {
      const holder = repository.ownerOfBarcode(code);
      const item = holder && holder.id !== itemId ? repository.get(holder.id) : undefined;
      if (!item) continue;
      const left = item.state.barcodes.filter((other) => other.code !== code);
      repository.update(new CatalogItem({ ...item.state, barcodes: left, revision: item.state.revision + 1 }));
    }
  };

  return {
    'app.tillwright.catalog.item-changed.v1': (view) => {
      const { id, price } = view;
      if (price.currency !== currency())
        throw new DomainError('catalog/currency-not-of-shop', 'the price is in another currency');
      ensureNamed(view);
      const before = repository.get(id)?.state;
      if (!before) {
        const state = { ...toState(view), id, revision: view.revision, availableStock: 0 };
        takeCodes(id, state);
        repository.add(state);
        if (hasStock.get({ id }) === 1) ledger.settle(id);
        return ['catalog', 'stock'];
      }
      const kept = own.itemFields(id);
      const told = Object.entries(toState(view)).filter(([field]) => !kept.has(field as ItemField));
      const pictured = view.pictureUri === null || hasPicture.get(view.pictureUri) !== undefined;
      const changes = Object.fromEntries(told.filter(([field]) => field !== 'pictureUri' || pictured));
      const after = { ...before, ...changes };
      if (JSON.stringify(after) === JSON.stringify(before)) return [];
      takeCodes(id, after);
      repository.update(new CatalogItem({ ...after, revision: before.revision + 1 }));
      if (after.price.amount !== before.price.amount) reprice(id, after.price);
      return ['catalog', 'stock', 'basket'];
    },
    'app.tillwright.catalog.item-deleted.v1': ({ itemId }) => {
      const item = repository.get(itemId);
      if (!item || own.itemFields(itemId).size > 0) return [];
      if (!repository.hasHistory(itemId)) repository.delete(itemId);
      else if (!item.state.archived) {
        item.archive();
        repository.update(item);
      } else return [];
      return ['catalog', 'stock', 'basket'];
    },
    'app.tillwright.catalog.type-changed.v1': ({ id, type, archived }) => {
      const known = repository.type(id);
      if (own.holds(id, 'app.tillwright.catalog.type-') || (known?.type === type && known.archived === archived)) return [];
      repository.saveType(id, type, archived);
      return ['catalog'];
    },
    'app.tillwright.catalog.type-deleted.v1': ({ id }) => {
      const known = repository.type(id);
      if (!known || own.holds(id, 'app.tillwright.catalog.type-')) return [];
      if (known.items > 0) repository.saveType(id, known.type, true);
      else repository.deleteType(id);
      return ['catalog'];
    },
    'app.tillwright.catalog.brand-changed.v1': ({ id, brand, archived }) => {
      const known = repository.brand(id);
      if (own.holds(id, 'app.tillwright.catalog.brand-') || (known?.brand === brand && known.archived === archived)) return [];
      repository.saveBrand(id, brand, archived);
      return ['catalog'];
    },
    'app.tillwright.catalog.brand-deleted.v1': ({ id }) => {
      const known = repository.brand(id);
      if (!known || own.holds(id, 'app.tillwright.catalog.brand-')) return [];
      if (known.items > 0) repository.saveBrand(id, known.brand, true);
      else repository.deleteBrand(id);
      return ['catalog'];
    },
  };
};
