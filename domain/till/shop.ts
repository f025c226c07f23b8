import type { ShopView } from '../contract/identity.ts';
import { DomainError } from '../shared/errors.ts';

export interface ShopSettings extends ShopView {
  readonly id: string;
}

export interface RegisterState {
  readonly id: string;
  /** As printed before the receipt number: `R1`. */
  readonly code: string;
  /** Changes when a register starts anew from a backup, so that no event's source and sequence repeat. */
  readonly incarnation: string;
}

/** The one shop and the one register of this file. */
export interface ShopRepository {
  shop(): ShopSettings | undefined;
  register(): RegisterState | undefined;
  rename(name: string): void;
  /** With its first tax, which goods bear unless a category says otherwise. Parts per million. */
  create(shop: ShopSettings, taxRatePpm: number, register: RegisterState, at: number): void;
}

/** @throws DomainError `identity/not-set-up` before the first run is done */
export const requireShop = (repository: ShopRepository): ShopSettings => {
  const shop = repository.shop();
  if (!shop) throw new DomainError('identity/not-set-up', 'create the shop first');
  return shop;
};
