import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';

export interface Address {
  /** What the customer calls it; may be empty, as everything else of it. */
  readonly label: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly zipCode: string;
}

/** What a clerk writes down of a person. */
export interface BuyerPerson {
  readonly name: string;
  readonly company: string;
  readonly contactPerson: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly addresses: readonly Address[];
}

export interface TaxExemption {
  readonly reason: string;
  /** Of the certificate, or the VAT id. */
  readonly number: string;
}

/** What a manager grants. */
export interface BuyerTerms {
  readonly groupId: string | null;
  readonly taxExemption: TaxExemption | null;
  /** Whole minor units of the shop's currency that may be owed; 0: nothing is sold on account. */
  readonly accountLimit: number;
}

export interface BuyerState extends BuyerPerson, BuyerTerms {
  readonly id: string;
  readonly revision: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number;
  readonly erasedAt: number | null;
}

const NO_TERMS: BuyerTerms = { groupId: null, taxExemption: null, accountLimit: 0 };
const NOBODY: BuyerPerson = { name: '', company: '', contactPerson: '', phones: [], emails: [], addresses: [] };

/**
 * The fields as they are stored: repeated contacts and empty addresses left out.
 */
export const readPerson = (person: BuyerPerson): BuyerPerson => ({
  name: person.name,
  company: person.company,
  contactPerson: person.contactPerson,
  phones: [...new Set(person.phones)],
  emails: [...new Set(person.emails)],
  addresses: person.addresses.filter((address) => Object.values(address).some((part) => part !== '')),
});

/** A customer by name. Sales point to its id alone, which outlives the person's data. */
export class Buyer extends Entity {
  #state: BuyerState;

  constructor(state: BuyerState) {
    super(state.id);
    this.#state = state;
  }

  /**
   * A new customer, who is granted nothing yet.
   * @param at milliseconds since 1970-01-01 UTC
   */
  static create(id: string, person: BuyerPerson, at: number): Buyer {
    return new Buyer({ id, revision: 1, ...person, ...NO_TERMS, createdAt: at, erasedAt: null });
  }

  get state(): BuyerState {
    return this.#state;
  }

  /**
   * Takes the edited fields over.
   * @param revision the one the editor saw
   * @throws DomainError `buyers/stale-edit` when someone else edited in between, `buyers/erased`
   */
  edit(person: BuyerPerson, revision: number): void {
    this.#requireSeen(revision);
    this.#state = { ...this.#state, ...person, revision: revision + 1 };
  }

  /**
   * Grants a group, a tax exemption, an account.
   * @param revision the one the manager saw
   * @throws DomainError as {@link edit}
   */
  grant(terms: BuyerTerms, revision: number): void {
    this.#requireSeen(revision);
    const { groupId, accountLimit, taxExemption } = terms;
    this.#state = { ...this.#state, groupId, accountLimit, taxExemption, revision: revision + 1 };
  }

  /**
   * Leaves the id and two instants of the person, nothing else.
   * @param at milliseconds since 1970-01-01 UTC
   * @throws DomainError `buyers/erased`
   */
  erase(at: number): void {
    this.requirePresent();
    const { id, revision, createdAt } = this.#state;
    this.#state = { id, revision: revision + 1, createdAt, ...NOBODY, ...NO_TERMS, erasedAt: at };
  }

  /** @throws DomainError `buyers/erased` */
  requirePresent(): void {
    if (this.#state.erasedAt !== null) throw new DomainError('buyers/erased', 'this customer was erased');
  }

  #requireSeen(revision: number): void {
    this.requirePresent();
    const now = this.#state.revision;
    if (revision !== now)
      throw new DomainError('buyers/stale-edit', 'the customer was edited meanwhile', { seen: revision, now });
  }
}
