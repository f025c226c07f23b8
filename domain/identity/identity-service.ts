import type { ShopToFound, UserView } from '../contract/identity.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { IdentityEvent } from './identity-events.ts';
import { countAttempt } from './lockout.ts';
import type { CredentialKind, PasswordHasher, ShopFounder, UserRepository } from './ports.ts';
import { randomPassword, randomPin, requirePassword, requirePin } from './secrets.ts';

export interface RegisterCommand {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly pin: string;
  readonly name: string;
  readonly lastName: string;
  readonly role: UserView['role'];
}

export interface LoginCommand {
  readonly email: string;
  readonly password: string;
}

interface Parts {
  readonly users: UserRepository;
  readonly hasher: PasswordHasher;
  readonly shop: ShopFounder;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Who works here. Everything is checked on this machine; nothing asks the network. */
export class IdentityService {
  readonly #parts: Parts;
  /** Stands in for the hash of someone who does not exist, so that the answer takes as long. */
  #decoy: Promise<string> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * First run: the shop and its owner in one transaction.
   * @param found writes the shop down; another way than usual where it comes from elsewhere
   * @throws DomainError `identity/already-set-up`, `identity/weak-password`, `identity/weak-pin`
   */
  async setUpShop(
    shop: ShopToFound,
    owner: Omit<RegisterCommand, 'role'>,
    found = (): void => this.#parts.shop.found(shop),
  ): Promise<UserView> {
    const { users, shop: founder } = this.#parts;
    this.#refuseSecondShop();
    return this.#register({ ...owner, role: 'owner' }, { operation: 'identity.setUpShop', shop }, () => {
      if (founder.exists() || users.all().length > 0) this.#refuseSecondShop();
      found();
      return (user, occurredOn) => [
        { type: 'identity/shop-set-up', occurredOn, shop, owner: user },
        { type: 'identity/signed-in', occurredOn, user, method: 'set-up' },
      ];
    });
  }

  /** First run with goods to try: secrets are drawn at random and told once. @throws DomainError `identity/already-set-up` */
  async setUpDemoShop(
    shop: ShopToFound,
    ownerId: string,
  ): Promise<{ owner: UserView; email: string; password: string; pin: string }> {
    const secrets = { email: 'owner@demo.example', password: randomPassword(), pin: randomPin() };
    const owner = await this.setUpShop(shop, { id: ownerId, ...secrets, name: 'Demo', lastName: 'Owner' });
    return { owner, ...secrets };
  }

  /**
   * A manager may create clerks, an owner anyone.
   * @throws DomainError `shared/forbidden`, `identity/email-taken`, `identity/weak-password`, `identity/weak-pin`,
   * `shared/command-id-reused`
   */
  async registerUser(command: RegisterCommand, actor: Actor): Promise<UserView> {
    if (actor.role !== 'owner' && command.role !== 'clerk') {
      throw new DomainError('shared/forbidden', 'only an owner creates managers and owners', {
        needed: 'owner',
        role: actor.role,
      });
    }
    return this.#register(command, { operation: 'identity.registerUser' }, () => (user, occurredOn) => [
      { type: 'identity/user-registered', occurredOn, user, by: actor },
    ]);
  }

  /** @throws DomainError `identity/wrong-credentials`, `identity/too-many-attempts` with `retryAfterMs` */
  async loginUser({ email, password }: LoginCommand): Promise<UserView> {
    const user = this.#parts.users.getByEmail(email);
    if (user) return this.#signIn(user, 'password', password);
    const { hasher } = this.#parts;
    this.#decoy ??= hasher.hash(randomPassword());
    await hasher.verify(await this.#decoy, password);
    this.#noteFailure(null, 'password');
    throw wrongCredentials();
  }

  /** @throws DomainError `identity/wrong-credentials`, `identity/too-many-attempts` with `retryAfterMs` */
  async switchUser({ userId, pin }: { readonly userId: string; readonly pin: string }): Promise<UserView> {
    return this.#signIn(this.getUserById(userId), 'pin', pin);
  }

  /**
   * Whether that person stands here: the attempt counts as one to sign in, and nobody is signed in by it.
   * @throws DomainError as {@link switchUser}
   */
  async confirm(userId: string, kind: CredentialKind, secret: string): Promise<UserView> {
    const user = this.getUserById(userId);
    await this.#prove(user, kind, secret);
    this.#parts.unitOfWork.run(() => this.#parts.users.saveAttempts(user.id, kind, 0, 0));
    return user;
  }

  /** Notes that someone signed out; who sits where is the host's to know. */
  logoutUser(user: UserView): void {
    const { unitOfWork, clock } = this.#parts;
    unitOfWork.run(() => this.#publish({ type: 'identity/signed-out', occurredOn: clock.now(), user }));
  }

  /** @throws DomainError `identity/user-not-found` */
  getUserById(userId: string): UserView {
    const user = this.#parts.users.get(userId);
    if (!user) throw new DomainError('identity/user-not-found', 'there is no such user');
    return user;
  }

  /** Everyone, whether they work here or did. */
  getUsers(): UserView[] {
    return [...this.#parts.users.all()];
  }

  async #signIn(user: UserView, kind: CredentialKind, secret: string): Promise<UserView> {
    const { users, unitOfWork, clock } = this.#parts;
    await this.#prove(user, kind, secret);
    unitOfWork.run(() => {
      users.saveAttempts(user.id, kind, 0, 0);
      this.#publish({ type: 'identity/signed-in', occurredOn: clock.now(), user, method: kind });
    });
    return user;
  }

  /** Counts the attempt, and judges it. Who left is told what a wrong secret is told. */
  async #prove(user: UserView, kind: CredentialKind, secret: string): Promise<void> {
    const { users, hasher, unitOfWork, clock } = this.#parts;
    const hash = unitOfWork.run<string>(() => {
      const credential = users.credential(user.id, kind);
      if (!credential) throw wrongCredentials();
      const { failedAttempts, lockedUntil } = countAttempt(credential, clock.now());
      users.saveAttempts(user.id, kind, failedAttempts, lockedUntil);
      return credential.hash;
    });
    const isRight = await hasher.verify(hash, secret);
    // Asked afterwards: somebody may have been retired meanwhile.
    if (!isRight || this.getUserById(user.id).retiredAt !== null) {
      this.#noteFailure(user, kind);
      throw wrongCredentials(users.credential(user.id, kind)?.lockedUntil, clock.now());
    }
  }

  async #register(
    command: RegisterCommand,
    { operation, shop }: { operation: string; shop?: ShopToFound },
    before: () => (user: UserView, at: number) => readonly IdentityEvent[],
  ): Promise<UserView> {
    const { users, hasher, unitOfWork, clock } = this.#parts;
    const { id, email, password, pin, name, lastName, role } = command;
    requirePassword(password, email);
    requirePin(pin);
    const [passwordHash, pinHash] = await Promise.all([hasher.hash(password), hasher.hash(pin)]);
    // The secrets stay out of the remembered body: its hash would be a fast way to try them.
    const body = { id, email, name, lastName, role, ...(shop ? { shop } : {}) };
    return unitOfWork.once<UserView>(
      { id, operation, body },
      () => {
        const eventsOf = before();
        if (users.getByEmail(email)) throw new DomainError('identity/email-taken', 'this e-mail has an account', { email });
        users.add(
          { id, email, userName: email, name, lastName, role, retiredAt: null },
          { password: passwordHash, pin: pinHash },
          clock.now(),
        );
        const user = this.getUserById(id);
        this.#publish(...eventsOf(user, clock.now()));
        return user;
      },
      () => this.getUserById(id),
    );
  }

  /** In a unit of its own: the refusal that follows rolls nothing back. */
  #noteFailure(user: UserView | null, method: CredentialKind): void {
    const { shop, unitOfWork, clock } = this.#parts;
    if (!shop.exists()) return;
    unitOfWork.run(() => this.#publish({ type: 'identity/sign-in-failed', occurredOn: clock.now(), user, method }));
  }

  #publish(...events: readonly IdentityEvent[]): void {
    this.#parts.eventBus.publish(...events);
  }

  #refuseSecondShop(): void {
    if (this.#parts.shop.exists()) throw new DomainError('identity/already-set-up', 'this register has its shop');
  }
}

const wrongCredentials = (lockedUntil = 0, now = 0): DomainError =>
  new DomainError('identity/wrong-credentials', 'that is not right', { retryAfterMs: Math.max(0, lockedUntil - now) });
