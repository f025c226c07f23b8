import { DomainError } from './errors.ts';

/** The signed-in person behind a command. */
export interface Actor {
  readonly userId: string;
  readonly userName: string;
  readonly role: 'clerk' | 'manager' | 'owner';
  /** Who approved this one command in place, for what is above the actor's own limits. */
  readonly approvedBy?: Omit<Actor, 'approvedBy'> | undefined;
}

/**
 * Lets pass what is an owner's alone: an owner does it, or approved this one command.
 * @param action as the screens name it
 * @throws DomainError `shared/approval-needed`, naming the action and that an owner is needed
 */
export const requireOwner = (actor: Actor, action: string): void => {
  if (actor.role === 'owner' || actor.approvedBy?.role === 'owner') return;
  throw new DomainError('shared/approval-needed', `${action} takes an owner`, { action, needed: 'owner' });
};

/** By whom something was done. */
export type By = Pick<Actor, 'userId' | 'userName'>;

/** Managers and owners approve what a clerk may not do alone. */
export const mayApprove = (actor: Actor): boolean => actor.role !== 'clerk';
