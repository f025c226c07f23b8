/** The signed-in person behind a command. */
export interface Actor {
  readonly userId: string;
  readonly userName: string;
  readonly role: 'clerk' | 'manager' | 'owner';
}

/** Managers and owners approve what a clerk may not do alone. */
export const mayApprove = (actor: Actor): boolean => actor.role !== 'clerk';
