import type { SessionView, UserView } from '../domain/contract/identity.ts';
import { type Access, mayAct } from '../domain/contract/operation.ts';
import type { Actor } from '../domain/shared/actor.ts';
import { DomainError } from '../domain/shared/errors.ts';

/** Who sits at one connection (a window, or a token holder). Lives in memory: after a restart everyone signs in again. */
export class Session {
  #user: UserView | null = null;
  #locked = false;

  signIn(user: UserView): void {
    this.#user = user;
    this.#locked = false;
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
    return { userId: this.#user.id, userName: displayName(this.#user), role: this.#user.role };
  }

  /** @throws DomainError `shared/not-signed-in`, `shared/locked`, `shared/forbidden` */
  admit(access: Access): void {
    if (access === 'anyone') return;
    const { role } = this.actor;
    if (!mayAct(role, access)) {
      throw new DomainError('shared/forbidden', `this takes a ${access}`, { needed: access, role });
    }
  }
}

export const displayName = (user: UserView): string => [user.name, user.lastName].filter(Boolean).join(' ');
