/** The signed-in person behind a command. */
export interface Actor {
  readonly userId: string;
  readonly userName: string;
  readonly role: 'clerk' | 'manager' | 'owner';
  /** Who approved this one command in place, for what is above the actor's own limits. */
  readonly approvedBy?: Omit<Actor, 'approvedBy'> | undefined;
}

/** By whom something was done. */
export type By = Pick<Actor, 'userId' | 'userName'>;

/** Managers and owners approve what a clerk may not do alone. */
export const mayApprove = (actor: Actor): boolean => actor.role !== 'clerk';
