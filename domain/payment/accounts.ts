import { DomainError } from '../shared/errors.ts';
import type { Money } from '../shared/money.ts';
import type { AccountLookup, OrderToPay } from './ports.ts';

/**
 * Nobody settles more than is owed: what is paid too much would be a debt of the shop that nobody sees.
 * @throws DomainError `payment/more-than-owed`
 */
export const requireOwed = ({ buyerId }: OrderToPay, amount: Money, accounts: AccountLookup): void => {
  const owed = (buyerId === null ? undefined : accounts.account(buyerId))?.owed ?? 0;
  if (amount.amount <= owed) return;
  const details = { owed, currency: amount.currency };
  throw new DomainError('payment/more-than-owed', 'that is more than this customer owes', details);
};

/**
 * Whose account a payment goes on: the order's customer, within their limit.
 * @param amount less than nothing takes off what is owed, which no limit bounds
 * @returns the id of the customer
 * @throws DomainError `payment/no-account`, `payment/account-limit`
 */
export const chargedAccount = ({ buyerId }: OrderToPay, amount: Money, accounts: AccountLookup): string => {
  const account = buyerId === null ? undefined : accounts.account(buyerId);
  if (buyerId === null || !account) throw new DomainError('payment/no-account', 'say first whose account it goes on');
  if (amount.amount > 0 && account.owed + amount.amount > account.limit) {
    const details = { left: Math.max(0, account.limit - account.owed), currency: amount.currency };
    throw new DomainError('payment/account-limit', 'that is more than this customer may owe', details);
  }
  return buyerId;
};
