import { Entity } from '../shared/entity.ts';
import { DomainError } from '../shared/errors.ts';
import { maskCardNumbers } from '../shared/mask-card-numbers.ts';

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
 * The fields as they are stored: card numbers masked in every free text, repeated contacts and empty addresses left out. Telephone
 * numbers and e-mails are no free text: the contract refuses there what looks like a card number.
 */
export const readPerson = (person: BuyerPerson): BuyerPerson => ({
  name: maskCardNumbers(person.name),
  company: maskCardNumbers(person.company),
  contactPerson: maskCardNumbers(person.contactPerson),
  phones: [...new Set(person.phones)],
  emails: [...new Set(person.emails)],
  addresses: person.addresses.map(maskAddress).filter((address) => Object.values(address).some((part) => part !== '')),
});

const maskAddress = (address: Address): Address => ({
  label: maskCardNumbers(address.label),
  street: maskCardNumbers(address.street),
  city: maskCardNumbers(address.city),
  state: maskCardNumbers(address.state),
  country: maskCardNumbers(address.country),
  zipCode: maskCardNumbers(address.zipCode),
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
    const { groupId, accountLimit } = terms;
    const taxExemption = terms.taxExemption && { ...terms.taxExemption, reason: maskCardNumbers(terms.taxExemption.reason) };
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
