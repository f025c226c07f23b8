import type { CatalogItemView, StockMovementView } from '../contract/catalog.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Limits } from '../shared/limits.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { CatalogItem } from './catalog-item.ts';
import type { CatalogQueries, CatalogRepository, MovementKind } from './ports.ts';

export type AdjustmentReason = 'count' | 'damage' | 'theft' | 'found' | 'correction';

export interface AdjustStockCommand {
  readonly id: string;
  readonly itemId: string;
  readonly reason: AdjustmentReason;
  /** count: the units counted; damage, theft: units gone; found: units that came up; correction: a signed change. */
  readonly quantity: number;
  readonly note: string;
}

export interface ReceiveStockCommand {
  readonly id: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly note: string;
}

export interface StockMoved {
  readonly item: CatalogItemView;
  readonly movement: StockMovementView;
  readonly overMaximum: boolean;
}

interface Parts {
  readonly repository: CatalogRepository;
  readonly queries: CatalogQueries;
  readonly limits: Limits;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

interface SoldLine {
  readonly productId: string;
  readonly units: number;
}

/** Levels move only by appended movements; `availableStock` is what they come to over all tills, kept in the same transaction. */
export class StockService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws DomainError `catalog/item-not-found`, `catalog/quantity-not-positive`, `shared/command-id-reused` */
  adjustStock(command: AdjustStockCommand, actor: Actor): StockMoved {
    return this.#once('catalog.adjustStock', command, (item) => {
      const change = changeOf(command, item.state.availableStock);
      item.updateStock(change, this.#parts.clock.now());
      return this.#moved(item, command.reason, change, command, actor);
    });
  }

  /** @throws DomainError `catalog/item-not-found`, `catalog/quantity-not-positive`, `shared/command-id-reused` */
  receiveStock(command: ReceiveStockCommand, actor: Actor): StockMoved {
    return this.#once('catalog.receiveStock', command, (item) => {
      item.addStock(command.quantity, this.#parts.clock.now());
      return this.#moved(item, 'receipt', command.quantity, command, actor);
    });
  }

  /**
   * Takes sold units off, inside the sale's unit of work.
   * @returns the number of the last movement; null for no lines, like all that follow
   * @throws DomainError `catalog/item-not-found`, `catalog/item-archived`, `catalog/insufficient-stock`, `shared/approval-needed`
   */
  removeStock(lines: readonly SoldLine[], orderId: string, actor: Actor): number | null {
    const { limits, clock } = this.#parts;
    return this.#each(lines, (item, units) => {
      item.removeStock(units, () => limits.require(actor, 'negative-stock'), clock.now());
      return this.#append(item, newId(), 'sale', -units, '', orderId, actor);
    });
  }

  /** Brings the units of a cancelled order back, inside its unit of work. Archived items take theirs too. */
  returnStock(lines: readonly SoldLine[], orderId: string, actor: Actor): number | null {
    return this.#each(lines, (item, units) => {
      item.addStock(units, this.#parts.clock.now());
      return this.#append(item, newId(), 'return', units, '', orderId, actor);
    });
  }

  /** Goods that came back with an order and cannot be sold again, inside its unit of work. */
  writeOff(lines: readonly SoldLine[], orderId: string, actor: Actor): number | null {
    return this.#each(lines, (item, units) => {
      item.updateStock(-units, this.#parts.clock.now());
      return this.#append(item, newId(), 'damage', -units, '', orderId, actor);
    });
  }

  #each(lines: readonly SoldLine[], move: (item: CatalogItem, units: number) => number): number | null {
    let last: number | null = null;
    for (const { productId, units } of lines) last = move(this.#item(productId), units);
    return last;
  }

  #once(operation: string, command: ReceiveStockCommand, work: (item: CatalogItem) => StockMoved): StockMoved {
    return this.#parts.unitOfWork.once<StockMoved>(
      { id: command.id, operation, body: command },
      () => work(this.#item(command.itemId)),
      () => this.#outcome(command),
    );
  }

  #moved(item: CatalogItem, kind: MovementKind, change: number, command: ReceiveStockCommand, actor: Actor): StockMoved {
    const number = this.#append(item, command.id, kind, change, command.note, null, actor);
    const outcome = this.#outcome(command);
    const { at, levelAfter } = outcome.movement;
    const count = kind === 'count' ? this.#parts.repository.noteCount(item.id, number, levelAfter, at) : null;
    this.#parts.eventBus.publish(
      integrationEvent('app.tillwright.catalog.stock-moved.v1', item.id, at, { ...outcome.movement, number, count }),
    );
    return outcome;
  }

  #append(
    item: CatalogItem,
    id: string,
    kind: MovementKind,
    quantity: number,
    note: string,
    orderId: string | null,
    { userName }: Actor,
  ): number {
    const { repository, eventBus, clock } = this.#parts;
    const levelAfter = item.state.availableStock;
    const movement = { id, itemId: item.id, kind, quantity, levelAfter, note, orderId, userName, at: clock.now() };
    const number = repository.move(item, movement);
    eventBus.publish(...item.releaseDomainEvents());
    return number;
  }

  #outcome({ id, itemId }: ReceiveStockCommand): StockMoved {
    const item = this.#parts.queries.item(itemId);
    const movement = this.#parts.queries.movement(id, itemId);
    if (!item || !movement) throw new DomainError('catalog/item-not-found', 'there is no such item');
    const overMaximum = item.maxStockThreshold > 0 && item.availableStock > item.maxStockThreshold;
    return { item, movement, overMaximum };
  }

  #item(id: string): CatalogItem {
    const item = this.#parts.repository.getToMove(id);
    if (!item) throw new DomainError('catalog/item-not-found', 'there is no such item');
    return item;
  }
}

const changeOf = ({ reason, quantity }: AdjustStockCommand, level: number): number => {
  if (reason === 'count' && quantity >= 0) return quantity - level;
  if (reason === 'correction' && quantity !== 0) return quantity;
  if (reason === 'found' && quantity > 0) return quantity;
  if ((reason === 'damage' || reason === 'theft') && quantity > 0) return -quantity;
  throw new DomainError('catalog/quantity-not-positive', `${quantity} fits no ${reason}`, { quantity, reason });
};
