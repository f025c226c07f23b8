import type { SessionView, UserView } from '../domain/contract/identity.ts';
import type { OperationName } from '../domain/contract/index.ts';
import { type Access, mayAct } from '../domain/contract/operation.ts';
import type { Actor } from '../domain/shared/actor.ts';
import { DomainError } from '../domain/shared/errors.ts';

/** All that a customer display may ask. */
const FOR_THE_CUSTOMER: OperationName = 'till.getDisplay';

/** Who sits at one connection (a window, or a token holder). Lives in memory: after a restart everyone signs in again. */
export class Session {
  #user: UserView | null = null;
  #locked = false;
  #approvedBy: Actor['approvedBy'];
  #isDisplay = false;

  /** The customer display: nobody sits there, and nobody can. */
  static display(): Session {
    const session = new Session();
    session.#isDisplay = true;
    return session;
  }

  /** The same person for one call that somebody approved. */
  approvedBy(approver: NonNullable<Actor['approvedBy']>): Session {
    const session = new Session();
    session.#user = this.#user;
    session.#locked = this.#locked;
    session.#approvedBy = approver;
    return session;
  }

  signIn(user: UserView): void {
    this.#user = user;
    this.#locked = false;
  }

  /** Takes over what was changed of the person who sits here. Who left sits nowhere. */
  follow(userOf: (userId: string) => UserView | undefined): void {
    if (!this.#user) return;
    const user = userOf(this.#user.id);
    if (user?.retiredAt === null) this.#user = user;
    else this.signOut();
  }

  lock(): void {
    this.#locked = this.#user !== null;
  }

  signOut(): void {
    this.#user = null;
    this.#locked = false;
  }

  view(): SessionView {
    return { user: this.#user, locked: this.#locked };
  }

  /**
   * The signed-in person.
   * @throws DomainError `shared/not-signed-in`, `shared/locked`
   */
  get actor(): Actor {
    if (!this.#user) throw new DomainError('shared/not-signed-in', 'nobody is signed in');
    if (this.#locked) throw new DomainError('shared/locked', 'the register is locked');
    return { ...actorOf(this.#user), ...(this.#approvedBy && { approvedBy: this.#approvedBy }) };
  }

  /** @throws DomainError `shared/not-signed-in`, `shared/locked`, `shared/forbidden` */
  admit(operation: string, access: Access): void {
    if (this.#isDisplay && operation !== FOR_THE_CUSTOMER) {
      throw new DomainError('shared/forbidden', 'the customer display shows, and does nothing');
    }
    if (access === 'anyone') return;
    const { role } = this.actor;
    if (!mayAct(role, access)) {
      throw new DomainError('shared/forbidden', `this takes a ${access}`, { needed: access, role });
    }
  }
}

/** Somebody as the one who acts. */
export const actorOf = (user: UserView): Omit<Actor, 'approvedBy'> => ({
  userId: user.id,
  userName: displayName(user),
  role: user.role,
});

export const displayName = (user: UserView): string => [user.name, user.lastName].filter(Boolean).join(' ');
