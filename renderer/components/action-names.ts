import type { LimitRules } from '../../domain/contract/approvals.ts';

/** What a role may do up to a limit. */
export type LimitedAction = keyof LimitRules['clerk'];

export const ACTION_NAMES: Readonly<Record<LimitedAction, string>> = {
  'price-change': 'Price by hand',
  discount: 'Discount',
  'return-without-receipt': 'Return without a receipt',
  'refund-to-other-tender': 'Refund another way than it was paid',
  void: 'Cancelling a paid sale',
  'drawer-opening': 'Opening the drawer',
  'paid-out': 'Money out of the drawer',
  'negative-stock': 'Selling more than there is',
  'tax-exemption': 'Tax exemption',
  reprint: 'Printing a copy',
};

/** What somebody with more rights approves in place: beside the limited actions, what is an owner's alone. */
export type ApprovedAction = LimitedAction | 'discard-event';

export const APPROVED_ACTION_NAMES: Readonly<Record<ApprovedAction, string>> = {
  ...ACTION_NAMES,
  'discard-event': 'Giving up what the office refused',
};
