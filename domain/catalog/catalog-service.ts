import type { CatalogItemView } from '../contract/catalog.ts';
import type { ItemField } from '../contract/events.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Money } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { barcodeAliases, isLikeCard, readBarcode } from './barcode.ts';
import type { CatalogItem, CatalogItemFields, StockPolicy } from './catalog-item.ts';
import { readPicture } from './picture.ts';
import type { CatalogQueries, CatalogRepository, ShopRules, StockMovement } from './ports.ts';

export interface ItemFieldsCommand {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly price: Money;
  readonly catalogTypeId: string | null;
  readonly catalogBrandId: string | null;
  readonly taxCategoryId: string | null;
  readonly restockThreshold: number;
  readonly maxStockThreshold: number;
  readonly stockPolicy: StockPolicy;
  readonly barcodes: readonly string[];
}
export interface CreateCatalogItemCommand extends ItemFieldsCommand {
  readonly openingStock: number;
}
export interface UpdateCatalogItemCommand extends ItemFieldsCommand {
  readonly revision: number;
}

interface Parts {
  readonly repository: CatalogRepository;
  readonly queries: CatalogQueries;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
  readonly shop: ShopRules;
}

/** What managers do to the catalogue. Levels are {@link StockService}'s. */
export class CatalogService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * @throws DomainError `catalog/barcode-taken`, `catalog/barcode-like-card`, `catalog/type-not-found`, `catalog/brand-not-found`,
   * `catalog/currency-not-of-shop`, `shared/command-id-reused`
   */
  createCatalogItem(command: CreateCatalogItemCommand, actor: Actor): CatalogItemView {
    const { repository, unitOfWork } = this.#parts;
    const { id, openingStock } = command;
    return unitOfWork.once(
      { id, operation: 'catalog.createCatalogItem', body: command },
      () => {
        const fields = this.#fields(command);
        repository.add({ ...fields, id, revision: 1, pictureUri: null, availableStock: 0, archived: false });
        const number = openingStock > 0 ? this.#open(this.#item(id), openingStock, actor) : null;
        const view = this.#changed(id, null);
        if (number) this.#tellOpening(id, number);
        return view;
      },
      () => this.#view(id),
    );
  }

  /**
   * Never touches the stock.
   * @throws DomainError `catalog/item-not-found`, `catalog/stale-edit`, and as {@link createCatalogItem}
   */
  updateCatalogItem(command: UpdateCatalogItemCommand): CatalogItemView {
    return this.#edit(command.id, (item) => {
      item.edit(this.#fields(command), command.revision, this.#parts.clock.now());
    });
  }

  /** @throws DomainError `catalog/item-not-found`, `catalog/barcode-taken`, `catalog/barcode-like-card` */
  assignBarcode(command: { readonly id: string; readonly barcode: string }): CatalogItemView {
    return this.#edit(command.id, (item) => {
      const { barcodes, ...fields } = item.state;
      if (barcodes.some(({ code }) => code === command.barcode)) return;
      this.#requireUsable([command.barcode], item.id);
      item.edit(
        { ...fields, barcodes: [...barcodes, readBarcode(command.barcode)] },
        item.state.revision,
        this.#parts.clock.now(),
      );
    });
  }

  /** Deletes what left no trace, archives the rest. @throws DomainError `catalog/item-not-found` */
  deleteCatalogItem(command: { readonly id: string }): { outcome: 'deleted' | 'archived' } {
    const { repository, unitOfWork, eventBus, clock } = this.#parts;
    return unitOfWork.run(() => {
      const item = this.#item(command.id);
      if (!repository.hasHistory(item.id)) {
        repository.delete(item.id);
        eventBus.publish(integrationEvent('app.tillwright.catalog.item-deleted.v1', item.id, clock.now(), { itemId: item.id }));
        return { outcome: 'deleted' as const };
      }
      const before = this.#view(item.id);
      item.archive();
      repository.update(item);
      this.#changed(item.id, before);
      return { outcome: 'archived' as const };
    });
  }

  /** @throws DomainError `catalog/item-not-found` */
  restoreCatalogItem(command: { readonly id: string }): CatalogItemView {
    return this.#edit(command.id, (item) => item.restore());
  }

  /** @throws DomainError `catalog/item-not-found`, `catalog/picture-invalid` */
  setPicture(command: { readonly id: string; readonly type: string; readonly base64: string }): CatalogItemView {
    const bytes = readPicture(command.type, command.base64);
    return this.#edit(command.id, (item) => item.showPicture(this.#parts.repository.savePicture(command.type, bytes)));
  }

  /** @throws DomainError `catalog/item-not-found` */
  removePicture(command: { readonly id: string }): CatalogItemView {
    return this.#edit(command.id, (item) => item.showPicture(null));
  }

  #edit(id: string, change: (item: CatalogItem) => void): CatalogItemView {
    const { repository, unitOfWork, eventBus } = this.#parts;
    return unitOfWork.run(() => {
      const item = this.#item(id);
      const before = this.#view(id);
      change(item);
      repository.update(item);
      eventBus.publish(...item.releaseDomainEvents());
      return this.#changed(id, before);
    });
  }

  #fields(command: ItemFieldsCommand): CatalogItemFields {
    const { repository, shop } = this.#parts;
    const { catalogTypeId, catalogBrandId, taxCategoryId, price } = command;
    if (price.currency !== shop.currency()) {
      throw new DomainError('catalog/currency-not-of-shop', `prices are in ${shop.currency()}`, { currency: shop.currency() });
    }
    if (catalogTypeId && !repository.type(catalogTypeId))
      throw new DomainError('catalog/type-not-found', 'there is no such type');
    if (catalogBrandId && !repository.brand(catalogBrandId)) {
      throw new DomainError('catalog/brand-not-found', 'there is no such brand');
    }
    if (taxCategoryId && !shop.hasTaxCategory(taxCategoryId)) {
      throw new DomainError('pricing/category-not-found', 'there is no such tax category');
    }
    const codes = [...new Set(command.barcodes)];
    this.#requireUsable(codes, command.id);
    return {
      name: command.name,
      description: command.description,
      price,
      catalogTypeId,
      catalogBrandId,
      taxCategoryId,
      restockThreshold: command.restockThreshold,
      maxStockThreshold: command.maxStockThreshold,
      stockPolicy: command.stockPolicy,
      barcodes: codes.map(readBarcode),
    };
  }

  #requireUsable(codes: readonly string[], itemId: string): void {
    if (codes.some(isLikeCard))
      throw new DomainError('catalog/barcode-like-card', 'a barcode looks like the number of a bank card');
    for (const code of codes.flatMap(barcodeAliases)) {
      const owner = this.#parts.repository.ownerOfBarcode(code);
      if (owner && owner.id !== itemId) {
        const { name, archived } = owner;
        throw new DomainError('catalog/barcode-taken', `${code} belongs to ${name}`, {
          barcode: code,
          name,
          archived,
          itemId: owner.id,
        });
      }
    }
  }

  #item(id: string): CatalogItem {
    const item = this.#parts.repository.get(id);
    if (!item) throw new DomainError('catalog/item-not-found', 'there is no such item');
    return item;
  }

  #view(id: string): CatalogItemView {
    const view = this.#parts.queries.item(id);
    if (!view) throw new DomainError('catalog/item-not-found', 'there is no such item');
    return view;
  }

  /** The opening stock is the item's first movement. @returns its number */
  #open(item: CatalogItem, quantity: number, { userName }: Actor): { id: string; number: number } {
    const { repository, clock } = this.#parts;
    item.addStock(quantity, clock.now());
    const id = newId();
    const movement: StockMovement = {
      id,
      itemId: item.id,
      kind: 'opening',
      quantity,
      levelAfter: quantity,
      note: '',
      orderId: null,
      userName,
      at: clock.now(),
    };
    return { id, number: repository.move(item, movement) };
  }

  #tellOpening(itemId: string, { id, number }: { readonly id: string; readonly number: number }): void {
    const movement = this.#parts.queries.movement(id, itemId);
    if (!movement) throw new Error('an opening movement is not there');
    const data = { ...movement, number, count: null };
    this.#parts.eventBus.publish(integrationEvent('app.tillwright.catalog.stock-moved.v1', itemId, movement.at, data));
  }

  /** @param before as it was; null: it is new */
  #changed(id: string, before: CatalogItemView | null): CatalogItemView {
    const view = this.#view(id);
    const data = { ...view, before: before && changedFields(before, view) };
    this.#parts.eventBus.publish(integrationEvent('app.tillwright.catalog.item-changed.v1', id, this.#parts.clock.now(), data));
    return view;
  }
}

/** What the fields were that an edit changed. Not the list of the contract, whose values a module does not load. */
const changedFields = (before: CatalogItemView, after: CatalogItemView): Partial<Record<ItemField, unknown>> =>
  Object.fromEntries(
    EDITED.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map((field) => [
      field,
      before[field],
    ]),
  );

const EDITED = Object.keys({
  name: true,
  description: true,
  price: true,
  pictureUri: true,
  catalogTypeId: true,
  catalogBrandId: true,
  taxCategoryId: true,
  restockThreshold: true,
  maxStockThreshold: true,
  stockPolicy: true,
  barcodes: true,
  archived: true,
} satisfies Record<ItemField, true>) as ItemField[];
