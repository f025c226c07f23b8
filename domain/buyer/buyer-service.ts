import type { AccountView, BuyerNoteView, BuyerView, SameContactView } from '../contract/buyers.ts';
import { type Actor, mayApprove } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Limits } from '../shared/limits.ts';
import { money } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { Buyer, type BuyerPerson, type BuyerTerms, readPerson } from './buyer.ts';
import type { BuyerAccounts, BuyerQueries, BuyerRepository, BuyerShop } from './ports.ts';

export interface CreateBuyerCommand extends BuyerPerson {
  readonly id: string;
}
export interface UpdateBuyerCommand extends BuyerPerson {
  readonly buyerId: string;
  /** The one the editor saw. */
  readonly revision: number;
}
export interface SetBuyerTermsCommand extends BuyerTerms {
  readonly buyerId: string;
  readonly revision: number;
}
export interface AddBuyerNoteCommand {
  readonly id: string;
  readonly buyerId: string;
  readonly text: string;
}

/** A buyer as it is now, and who else has one of its telephone numbers or e-mails. */
export interface SavedBuyer {
  readonly buyer: BuyerView;
  readonly sameContacts: SameContactView[];
}

/** Everything the shop keeps of a person. */
export interface BuyerExport {
  readonly exportedAt: number;
  readonly shop: string;
  readonly buyer: BuyerView;
  readonly notes: BuyerNoteView[];
}

interface Parts {
  readonly repository: BuyerRepository;
  readonly queries: BuyerQueries;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly accounts: BuyerAccounts;
  readonly shop: BuyerShop;
}

/** The customers that the shop knows by name. Groups are {@link BuyerGroupService}'s. */
export class BuyerService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws DomainError `shared/command-id-reused` */
  createBuyer({ id, ...typed }: CreateBuyerCommand): SavedBuyer {
    const { repository, unitOfWork, clock } = this.#parts;
    const person = readPerson(typed);
    return unitOfWork.once(
      // Of the masked fields: a hash of a card number is as good as the number.
      { id, operation: 'buyers.createBuyer', body: { id, ...person } },
      () => {
        repository.add(Buyer.create(id, person, clock.now()));
        this.#announce(id);
        return this.#saved(id);
      },
      () => this.#saved(id),
    );
  }

  /** @throws DomainError `buyers/buyer-not-found`, `buyers/erased`, `buyers/stale-edit` */
  updateBuyer({ buyerId, revision, ...typed }: UpdateBuyerCommand): SavedBuyer {
    return this.#parts.unitOfWork.run(() => {
      this.#edit(buyerId, (buyer) => buyer.edit(readPerson(typed), revision));
      return this.#saved(buyerId);
    });
  }

  /** @throws DomainError as {@link updateBuyer}, `buyers/group-not-found`, `shared/approval-needed`, and `shared/forbidden` for a clerk who grants more */
  setBuyerTerms({ buyerId, revision, ...terms }: SetBuyerTermsCommand, actor: Actor): BuyerView {
    const { repository, limits, unitOfWork } = this.#parts;
    return unitOfWork.run(() => {
      if (terms.groupId !== null && !repository.group(terms.groupId)) {
        throw new DomainError('buyers/group-not-found', 'there is no such group');
      }
      const { groupId, accountLimit, taxExemption } = this.#buyer(buyerId).state;
      if ((groupId !== terms.groupId || accountLimit !== terms.accountLimit) && !mayApprove(actor)) {
        throw new DomainError('shared/forbidden', 'a manager grants groups and accounts', {
          needed: 'manager',
          role: actor.role,
        });
      }
      const isSame = taxExemption?.reason === terms.taxExemption?.reason && taxExemption?.number === terms.taxExemption?.number;
      if (!isSame) limits.require(actor, 'tax-exemption');
      this.#edit(buyerId, (buyer) => buyer.grant(terms, revision));
      return this.#view(buyerId);
    });
  }

  /** @throws DomainError `buyers/buyer-not-found`, `buyers/erased`, `shared/command-id-reused` */
  addBuyerNote({ id, buyerId, text }: AddBuyerNoteCommand, actor: Actor): BuyerNoteView {
    const { repository, queries, unitOfWork, clock } = this.#parts;
    return unitOfWork.once(
      { id, operation: 'buyers.addBuyerNote', body: { id, buyerId, text } },
      () => {
        this.#buyer(buyerId).requirePresent();
        const note = { id, buyerId, text, userName: actor.userName, at: clock.now() };
        repository.addNote(note);
        return note;
      },
      () => {
        const note = queries.note(id);
        if (!note) throw new DomainError('buyers/erased', 'this customer was erased');
        return note;
      },
    );
  }

  /** @throws DomainError `buyers/buyer-not-found`, `buyers/erased` */
  exportBuyer({ buyerId }: { readonly buyerId: string }): BuyerExport {
    const { queries, clock, shop } = this.#parts;
    this.#buyer(buyerId).requirePresent();
    return { exportedAt: clock.now(), shop: shop.name(), buyer: this.#view(buyerId), notes: queries.notesOf(buyerId) };
  }

  /** @throws DomainError `buyers/buyer-not-found` for nobody, or somebody erased */
  getAccount({ buyerId }: { readonly buyerId: string }): AccountView {
    const { accounts, shop } = this.#parts;
    const account = accounts.account(buyerId);
    if (!account) throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return { limit: money(account.limit, shop.currency()), owed: money(account.owed, shop.currency()) };
  }

  /**
   * Removes a person for good and keeps the id, to which past sales point. Erasing twice is the same as once.
   * @throws DomainError `buyers/buyer-not-found`, `buyers/owes-money`
   */
  eraseBuyer({ buyerId }: { readonly buyerId: string }): { buyerId: string; erasedAt: number } {
    const { repository, accounts, unitOfWork, eventBus, clock } = this.#parts;
    const erasedAt = unitOfWork.run(() => {
      const buyer = this.#buyer(buyerId);
      const before = buyer.state.erasedAt;
      if (before !== null) return before;
      const owed = accounts.account(buyerId)?.owed ?? 0;
      if (owed > 0) throw new DomainError('buyers/owes-money', 'this customer owes money', { owed });
      const at = clock.now();
      buyer.erase(at);
      repository.forget(buyer);
      eventBus.publish(integrationEvent('app.tillwright.ordering.buyer-erased.v1', buyerId, at, { buyerId, erasedAt: at }));
      return at;
    });
    repository.sweepLog();
    return { buyerId, erasedAt };
  }

  #edit(id: string, change: (buyer: Buyer) => void): void {
    const buyer = this.#buyer(id);
    change(buyer);
    this.#parts.repository.update(buyer);
    this.#announce(id);
  }

  #announce(id: string): void {
    const { eventBus, clock } = this.#parts;
    eventBus.publish(integrationEvent('app.tillwright.ordering.buyer-changed.v1', id, clock.now(), this.#view(id)));
  }

  #buyer(id: string): Buyer {
    const buyer = this.#parts.repository.get(id);
    if (!buyer) throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return buyer;
  }

  #view(id: string): BuyerView {
    const view = this.#parts.queries.buyer(id);
    if (!view) throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return view;
  }

  #saved(id: string): SavedBuyer {
    return { buyer: this.#view(id), sameContacts: this.#parts.queries.sameContacts(id) };
  }
}
