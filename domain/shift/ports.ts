import type { PaymentMethod } from '../contract/payment.ts';
import type { CashMovementView, MovementKind, ShiftReport, UnresolvedThings } from '../contract/shifts.ts';
import type { Person } from '../shared/journal.ts';
import type { Money } from '../shared/money.ts';

export interface Shift {
  readonly number: number;
  readonly openedAt: number;
  readonly day: string;
  /** null: the first sale opened it. */
  readonly openedBy: Person | null;
  /** The journal's last entry before it; what follows belongs to this shift. */
  readonly journalBefore: number;
}

export interface NewMovement {
  readonly id: string;
  readonly shiftNumber: number;
  readonly kind: MovementKind;
  /** As the drawer feels it. */
  readonly amount: Money;
  readonly reason: string;
  /** null: the till itself carried the float over. */
  readonly user: Person | null;
  readonly at: number;
}

/** What is written down of shifts. All writing is inside a unit of work. */
export interface ShiftRepository {
  open(): Shift | undefined;
  shift(number: number): Shift | undefined;
  /** The number of the last shift, 0 before the first, and what it left in the drawer. Minor units. */
  last(): { readonly number: number; readonly keptFloat: number | null };
  add(shift: Shift): void;
  close(number: number, closed: { readonly at: number; readonly by: Person; readonly keptFloat: number | null }): void;
  addMovement(movement: NewMovement): void;
  movement(id: string): CashMovementView | undefined;
  /** In the order in which they were noted. */
  movements(shiftNumber: number): CashMovementView[];
  /** The sum of the drawer's ledger by currency, in minor units; the shop's currency first, and always there. */
  drawer(shiftNumber: number, currency: string): { currency: string; expected: number }[];
  addReport(id: string, report: ShiftReport): void;
  report(number: number): ShiftReport | undefined;
  /** Of the command that closed the shift. */
  reportOf(id: string): ShiftReport | undefined;
  blindCount(): boolean;
  saveBlindCount(blindCount: boolean): void;
}

/** Sums over the rows of one shift, in minor units of the shop's currency. */
export interface ShiftFigures {
  readonly receipts: { readonly count: number; readonly first: string | null; readonly last: string | null };
  readonly sales: Sum;
  readonly voids: readonly { readonly receiptNumber: string; readonly amount: number }[];
  readonly goods: {
    readonly subtotal: number;
    readonly byHand: number;
    readonly promotions: number;
    readonly relief: number;
    readonly addedTax: number;
    readonly sold: number;
  };
  readonly returned: Sum;
  readonly totals: { readonly net: number; readonly tax: number; readonly gross: number };
  readonly taxes: readonly { readonly name: string; readonly ratePpm: number; readonly net: number; readonly tax: number }[];
  readonly payments: readonly { readonly method: PaymentMethod; readonly taken: Sum; readonly givenBack: Sum }[];
  readonly tips: number;
  readonly rounding: number;
  readonly credits: readonly {
    readonly method: 'voucher' | 'account';
    /** Money put on it, money of it that paid for goods, and money that went back onto it. */
    readonly way: 'credited' | 'used' | 'refunded';
    readonly amount: number;
  }[];
  readonly unsettled: readonly { readonly receiptNumber: string; readonly amount: number }[];
  readonly clerks: readonly { readonly name: string; readonly sales: number; readonly voids: number; readonly amount: number }[];
  readonly drawerOpenings: { readonly count: number; readonly byHand: number };
}

interface Sum {
  readonly count: number;
  readonly amount: number;
}

export interface ShiftQueries {
  /** @param journalBefore the entry after which the shift began */
  figures(shiftNumber: number, journalBefore: number): ShiftFigures;
}

/** The shop and the register, and what may lie in their drawer. */
export interface ShiftShop {
  name(): string;
  registerCode(): string;
  currency(): string;
  foreignCurrencies(): readonly string[];
}

/** What other modules still wait for. */
export type Unresolved = () => UnresolvedThings;
