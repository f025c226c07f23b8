import type { Actor } from './actor.ts';
import type { Money } from './money.ts';

/** What a role may do alone only up to a limit, or never. */
export const LIMITED_ACTIONS = [
  'price-change',
  'discount',
  'return-without-receipt',
  'refund-to-other-tender',
  'void',
  'drawer-opening',
  'paid-out',
  'negative-stock',
  'tax-exemption',
  'reprint',
] as const;
export type LimitedAction = (typeof LIMITED_ACTIONS)[number];

/** How far an action goes: an amount, or parts per million of a price. */
export type Measure = { readonly amount: Money } | { readonly ppm: number };

/** The limits of the roles. */
export interface Limits {
  /**
   * Lets an action pass when the actor's role, or the manager who approved this very command, may go that far.
   * Inside the unit of work of the action, which a refusal rolls back.
   * @param measure left out for actions that are allowed or not, whatever their size
   * @throws DomainError `shared/approval-needed`, naming the action
   */
  require(actor: Actor, action: LimitedAction, measure?: Measure): void;
}
