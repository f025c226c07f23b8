import type { ShopToFound, UserView } from '../contract/identity.ts';
import type { Actor } from '../shared/actor.ts';
import type { DomainEvent } from '../shared/domain-event.ts';

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

export type IdentityEvent = ShopSetUp | UserRegistered | SignedIn | SignInFailed | SignedOut;
