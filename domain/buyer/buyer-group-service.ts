import type { BuyerGroupView } from '../contract/buyers.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { BuyerRepository } from './ports.ts';

interface Parts {
  readonly repository: BuyerRepository;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Groups of customers, to which prices and promotions are given. */
export class BuyerGroupService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** An archived group of this name is taken up again. @throws DomainError `buyers/name-taken`, `shared/command-id-reused` */
  createBuyerGroup({ id, name }: { readonly id: string; readonly name: string }): BuyerGroupView {
    const { repository, unitOfWork } = this.#parts;
    return unitOfWork.once(
      { id, operation: 'buyers.createBuyerGroup', body: { id, name } },
      () => {
        const namesake = repository.groupByName(name);
        if (namesake && !namesake.archived) refuseName(name);
        return this.#save(namesake?.id ?? id, name, false);
      },
      () => this.#group(repository.groupByName(name)?.id ?? id),
    );
  }

  /** @throws DomainError `buyers/group-not-found`, `buyers/name-taken` */
  updateBuyerGroup({ groupId, name }: { readonly groupId: string; readonly name: string }): BuyerGroupView {
    const { repository, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      const { archived } = this.#group(groupId);
      const namesake = repository.groupByName(name);
      if (namesake && namesake.id !== groupId) refuseName(name);
      return this.#save(groupId, name, archived);
    });
  }

  /** Deletes a group that nobody is in, archives another: its customers keep it. @throws DomainError `buyers/group-not-found` */
  deleteBuyerGroup({ groupId }: { readonly groupId: string }): { outcome: 'deleted' | 'archived' } {
    const { repository, unitOfWork, eventBus, clock } = this.#parts;
    return unitOfWork.run(() => {
      const { name, buyers } = this.#group(groupId);
      if (buyers > 0) {
        this.#save(groupId, name, true);
        return { outcome: 'archived' as const };
      }
      repository.deleteGroup(groupId);
      eventBus.publish(integrationEvent('app.tillwright.ordering.buyer-group-deleted.v1', groupId, clock.now(), { groupId }));
      return { outcome: 'deleted' as const };
    });
  }

  #save(id: string, name: string, archived: boolean): BuyerGroupView {
    const { repository, eventBus, clock } = this.#parts;
    repository.saveGroup(id, name, archived);
    const { buyers: _buyers, ...group } = this.#group(id);
    eventBus.publish(integrationEvent('app.tillwright.ordering.buyer-group-changed.v1', id, clock.now(), group));
    return this.#group(id);
  }

  #group(id: string): BuyerGroupView {
    const group = this.#parts.repository.group(id);
    if (!group) throw new DomainError('buyers/group-not-found', 'there is no such group');
    return group;
  }
}

const refuseName = (name: string): never => {
  throw new DomainError('buyers/name-taken', 'there is a group of this name', { name });
};
