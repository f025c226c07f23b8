import type { BuyerGroupView, BuyerNoteView, BuyerView, SameContactView } from '../contract/buyers.ts';
import type { Buyer } from './buyer.ts';

/** Customers as aggregates, their notes and groups. All calls but `sweepLog` are inside a unit of work. */
export interface BuyerRepository {
  /** Also an erased one. */
  get(id: string): Buyer | undefined;
  add(buyer: Buyer): void;
  /** Saves fields, contacts, addresses and search words. */
  update(buyer: Buyer): void;
  addNote(note: BuyerNoteView): void;
  /**
   * Saves an erased buyer and removes what the file keeps of the person elsewhere: contacts, addresses, notes, search words, the hashes of
   * the commands that brought them, and what the outbox tells of them (docs/decisions/0004).
   */
  forget(buyer: Buyer): void;
  /**
   * After the commit: the write-ahead log still holds former pages; they are copied and cut off, or, while another connection reads
   * them, at the next such point.
   */
  sweepLog(): void;

  group(id: string): BuyerGroupView | undefined;
  groupByName(name: string): BuyerGroupView | undefined;
  saveGroup(id: string, name: string, archived: boolean): void;
  deleteGroup(id: string): void;
}

/** What the screens read. */
export interface BuyerQueries {
  buyer(id: string): BuyerView | undefined;
  note(id: string): BuyerNoteView | undefined;
  /** All notes, newest first. */
  notesOf(buyerId: string): BuyerNoteView[];
  /** Others who have one of this buyer's telephone numbers or e-mails; at most ten. */
  sameContacts(buyerId: string): SameContactView[];
}

/** What customers ask the payments. */
export interface BuyerAccounts {
  /** Minor units: how much they may owe, and how much they do; undefined for nobody, or somebody erased. */
  account(buyerId: string): { readonly limit: number; readonly owed: number } | undefined;
}

export interface BuyerShop {
  name(): string;
  currency(): string;
}
