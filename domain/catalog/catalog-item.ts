import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Money } from '../shared/money.ts';
import { MAX_QUANTITY } from '../shared/quantity.ts';
import type { Barcode } from './barcode.ts';

export type StockPolicy = 'block' | 'manager' | 'warn';

/** What a person can edit of an item; stock is not among it. */
export interface CatalogItemFields {
  readonly name: string;
  readonly description: string;
  readonly price: Money;
  readonly catalogTypeId: string | null;
  readonly catalogBrandId: string | null;
  /** null: the shop's default. */
  readonly taxCategoryId: string | null;
  readonly restockThreshold: number;
  readonly maxStockThreshold: number;
  readonly stockPolicy: StockPolicy;
  readonly barcodes: readonly Barcode[];
}

export interface CatalogItemState extends CatalogItemFields {
  readonly id: string;
  readonly revision: number;
  readonly pictureUri: string | null;
  readonly availableStock: number;
  readonly archived: boolean;
}

export interface CatalogItemPriceChanged {
  readonly type: 'catalog/item-price-changed';
  readonly occurredOn: number;
  readonly itemId: string;
  readonly price: Money;
}

/** Something the shop sells. Its stock moves only by {@link addStock}, {@link removeStock} and {@link updateStock}. */
export class CatalogItem extends Entity {
  #state: CatalogItemState;

  constructor(state: CatalogItemState) {
    super(state.id);
    this.#state = state;
  }

  get state(): CatalogItemState {
    return this.#state;
  }

  /**
   * Takes the edited fields over.
   * @param revision the one the editor saw
   * @throws DomainError `catalog/stale-edit` when someone else edited in between
   */
  edit(fields: CatalogItemFields, revision: number, at: number): void {
    if (revision !== this.#state.revision) {
      throw new DomainError('catalog/stale-edit', 'the item was edited meanwhile', { seen: revision, now: this.#state.revision });
    }
    const before = this.#state;
    this.#state = { ...before, ...fields, revision: before.revision + 1 };
    if (fields.price.amount !== before.price.amount) {
      this.addDomainEvent<CatalogItemPriceChanged>({
        type: 'catalog/item-price-changed',
        occurredOn: at,
        itemId: this.id,
        price: fields.price,
      });
    }
  }

  showPicture(pictureUri: string | null): void {
    this.#state = { ...this.#state, pictureUri, revision: this.#state.revision + 1 };
  }

  archive(): void {
    this.#state = { ...this.#state, archived: true, revision: this.#state.revision + 1 };
  }

  restore(): void {
    this.#state = { ...this.#state, archived: false, revision: this.#state.revision + 1 };
  }

  /**
   * Takes sold units off. Below zero only as the item's policy allows; never less than asked for.
   * @param quantity whole units, positive
   * @param approve lets sales below zero pass where the policy is `manager`, or throws
   * @throws DomainError `catalog/quantity-not-positive`, `catalog/insufficient-stock`, `catalog/item-archived`
   */
  removeStock(quantity: number, approve: () => void, at: number): void {
    requirePositive(quantity);
    const { name, availableStock, stockPolicy, archived } = this.#state;
    if (archived) throw new DomainError('catalog/item-archived', `${name} is no longer sold`, { name });
    if (quantity > availableStock && stockPolicy === 'block') {
      const details = { name, availableStock, quantity, policy: stockPolicy };
      throw new DomainError('catalog/insufficient-stock', `only ${availableStock} of ${name} in stock`, details);
    }
    if (quantity > availableStock && stockPolicy === 'manager') approve();
    this.updateStock(-quantity, at);
  }

  /**
   * Adds received or returned units, in full even past the maximum: the goods are there.
   * @param quantity whole units, positive
   * @throws DomainError `catalog/quantity-not-positive`
   */
  addStock(quantity: number, at: number): void {
    requirePositive(quantity);
    this.updateStock(quantity, at);
  }

  /**
   * Moves the level by a signed number of units, and tells once when it falls to the restock threshold.
   * @throws DomainError `shared/out-of-range` for a move or a level beyond ±{@link MAX_QUANTITY}
   */
  updateStock(change: number, at: number): void {
    const { availableStock: before, restockThreshold } = this.#state;
    const availableStock = before + change;
    if (Math.abs(change) > MAX_QUANTITY || Math.abs(availableStock) > MAX_QUANTITY) {
      throw new DomainError('shared/out-of-range', `a stock level lies within ±${MAX_QUANTITY}`, { most: MAX_QUANTITY });
    }
    this.#state = { ...this.#state, availableStock };
    if (before > restockThreshold && availableStock <= restockThreshold) {
      const data = { itemId: this.id, availableStock, restockThreshold };
      this.addDomainEvent(integrationEvent('app.tillwright.catalog.item-running-low.v1', this.id, at, data));
    }
  }
}

const requirePositive = (quantity: number): void => {
  if (!Number.isSafeInteger(quantity) || quantity <= 0) {
    throw new DomainError('catalog/quantity-not-positive', 'a quantity is a whole number above zero', {
      quantity: String(quantity),
    });
  }
};
