import type { UserView } from '../contract/identity.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { IdentityEvent } from './identity-events.ts';
import type { CredentialKind, PasswordHasher, UserRepository } from './ports.ts';
import { requirePassword, requirePin } from './secrets.ts';

export interface UpdateUserCommand {
  readonly userId: string;
  readonly name?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: UserView['role'] | undefined;
}

export interface SetSecretsCommand {
  readonly id: string;
  readonly userId: string;
  readonly pin?: string | undefined;
  readonly password?: string | undefined;
  /** The secret until now, for one's own account. */
  readonly present?: { readonly pin: string } | { readonly password: string } | undefined;
}

interface Parts {
  readonly users: UserRepository;
  readonly hasher: PasswordHasher;
  /** Judges a secret as an attempt to sign in is judged. */
  readonly identity: { confirm(userId: string, kind: CredentialKind, secret: string): Promise<UserView> };
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Changes those who work here. A manager changes clerks, an owner anyone; nobody is ever deleted. */
export class StaffService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What is left out stays; the same again changes nothing.
   * @throws DomainError `identity/user-not-found`, `shared/forbidden`, `identity/last-owner`, `identity/email-taken`
   */
  updateUser({ userId, ...changes }: UpdateUserCommand, actor: Actor): UserView {
    const { users, unitOfWork } = this.#parts;
    return unitOfWork.run<UserView>(() => {
      const user = this.#user(userId);
      const { name = user.name, lastName = user.lastName, email = user.email, role = user.role } = changes;
      requireMayChange(actor, user.role);
      // Whom one may not add, one may not make of somebody else.
      requireMayChange(actor, role);
      if (role !== 'owner') this.#requireOtherOwner(user);
      const holder = users.getByEmail(email);
      if (holder && holder.id !== userId) throw new DomainError('identity/email-taken', 'this e-mail has an account', { email });
      return this.#save(user, { ...user, name, lastName, email, userName: email, role }, actor);
    });
  }

  /**
   * A new PIN, a new password or both; failed attempts until now are forgotten. Who changes their own shows the present one, whatever their role: an
   * unlocked till is no proof of who stands there. Sessions that are open stay so, and lock with the new PIN.
   * @throws DomainError `identity/user-not-found`, `shared/forbidden`, `identity/weak-pin`, `identity/weak-password`, `identity/wrong-credentials`,
   * `identity/too-many-attempts` with `retryAfterMs`, `shared/command-id-reused`
   */
  async setSecrets({ id, userId, present, pin, password }: SetSecretsCommand, actor: Actor): Promise<UserView> {
    const { users, hasher, identity, unitOfWork, eventBus, clock } = this.#parts;
    const isOwn = actor.userId === userId;
    const { email, role } = this.#user(userId);
    if (!isOwn) requireMayChange(actor, role);
    if (pin !== undefined) requirePin(pin);
    if (password !== undefined) requirePassword(password, email);
    if (isOwn) {
      if (!present) throw new DomainError('identity/wrong-credentials', 'the present PIN or password is missing');
      if ('pin' in present) await identity.confirm(userId, 'pin', present.pin);
      else await identity.confirm(userId, 'password', present.password);
    }
    const given = Object.entries({ pin, password }).filter((entry): entry is [CredentialKind, string] => entry[1] !== undefined);
    const hashes = await Promise.all(given.map(async ([kind, secret]) => [kind, await hasher.hash(secret)] as const));
    const kinds = given.map(([kind]) => kind);
    // The secrets stay out of the remembered body: its hash would be a fast way to try them.
    return unitOfWork.once<UserView>(
      { id, operation: 'identity.setSecrets', body: { id, userId, kinds } },
      () => {
        const user = this.#user(userId);
        // Their role may have grown while the hash was made.
        if (!isOwn) requireMayChange(actor, user.role);
        for (const [kind, hash] of hashes) users.saveHash(userId, kind, hash);
        for (const kind of ['pin', 'password'] as const) users.saveAttempts(userId, kind, 0, 0);
        const told: IdentityEvent = { type: 'identity/secrets-set', occurredOn: clock.now(), user, kinds, by: actor };
        eventBus.publish(told);
        return user;
      },
      () => this.#user(userId),
    );
  }

  /**
   * Somebody leaves, and stays on all they did. Again it changes nothing.
   * @throws DomainError `identity/user-not-found`, `shared/forbidden`, `identity/last-owner`, `identity/own-account`
   */
  retireUser({ userId }: { readonly userId: string }, actor: Actor): UserView {
    const { unitOfWork, clock } = this.#parts;
    return unitOfWork.run<UserView>(() => {
      const user = this.#user(userId);
      const isOwn = actor.userId === userId;
      if (!isOwn) requireMayChange(actor, user.role);
      if (user.retiredAt !== null) return user;
      this.#requireOtherOwner(user);
      if (isOwn) throw new DomainError('identity/own-account', 'nobody retires themselves');
      return this.#save(user, { ...user, retiredAt: clock.now() }, actor);
    });
  }

  /** Somebody who left comes back, with the secrets of before. Again it changes nothing. @throws DomainError `identity/user-not-found`, `shared/forbidden` */
  reinstateUser({ userId }: { readonly userId: string }, actor: Actor): UserView {
    return this.#parts.unitOfWork.run<UserView>(() => {
      const user = this.#user(userId);
      requireMayChange(actor, user.role);
      return this.#save(user, { ...user, retiredAt: null }, actor);
    });
  }

  #save(before: UserView, after: UserView, by: Actor): UserView {
    const { users, eventBus, clock } = this.#parts;
    const isSame = (Object.keys(after) as (keyof UserView)[]).every((field) => before[field] === after[field]);
    if (isSame) return before;
    users.save(after);
    const told: IdentityEvent = { type: 'identity/user-changed', occurredOn: clock.now(), before, after, by };
    eventBus.publish(told);
    return after;
  }

  #user(userId: string): UserView {
    const user = this.#parts.users.get(userId);
    if (!user) throw new DomainError('identity/user-not-found', 'there is no such user');
    return user;
  }

  #requireOtherOwner(user: UserView): void {
    if (user.role !== 'owner' || user.retiredAt !== null) return;
    const others = this.#parts.users.all().filter(({ id, role, retiredAt }) => id !== user.id && role === 'owner' && !retiredAt);
    if (others.length === 0) throw new DomainError('identity/last-owner', 'the shop needs an owner');
  }
}

const requireMayChange = (actor: Actor, role: UserView['role']): void => {
  if (actor.role === 'owner' || (actor.role === 'manager' && role === 'clerk')) return;
  throw new DomainError('shared/forbidden', 'a manager changes clerks, an owner anyone', { needed: 'owner', role: actor.role });
};
