import type { ShopToFound, UserView } from '../contract/identity.ts';
import type { Actor } from '../shared/actor.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { CredentialKind } from './ports.ts';

export interface ShopSetUp extends DomainEvent {
  readonly type: 'identity/shop-set-up';
  readonly shop: ShopToFound;
  readonly owner: UserView;
}

export interface UserRegistered extends DomainEvent {
  readonly type: 'identity/user-registered';
  readonly user: UserView;
  readonly by: Actor;
}

/** Told inside the transaction; `after.retiredAt` says whether somebody left or came back. */
export interface UserChanged extends DomainEvent {
  readonly type: 'identity/user-changed';
  readonly before: UserView;
  readonly after: UserView;
  readonly by: Actor;
}

/** Which secrets are new, never what they are. */
export interface SecretsSet extends DomainEvent {
  readonly type: 'identity/secrets-set';
  readonly user: UserView;
  readonly kinds: readonly CredentialKind[];
  readonly by: Actor;
}

export interface SignedIn extends DomainEvent {
  readonly type: 'identity/signed-in';
  readonly user: UserView;
  readonly method: 'pin' | 'password' | 'set-up';
}

export interface SignInFailed extends DomainEvent {
  readonly type: 'identity/sign-in-failed';
  /** null: nobody has that e-mail. What was typed is not kept. */
  readonly user: UserView | null;
  readonly method: 'pin' | 'password';
}

export interface SignedOut extends DomainEvent {
  readonly type: 'identity/signed-out';
  readonly user: UserView;
}

export type IdentityEvent = ShopSetUp | UserRegistered | UserChanged | SecretsSet | SignedIn | SignInFailed | SignedOut;
