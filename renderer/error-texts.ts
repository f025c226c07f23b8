import type { ErrorCode } from '../domain/shared/errors.ts';
import { CallError } from './client.ts';

/** One text a code, that says what to do. A new code without a text does not compile. */
export const ERROR_TEXTS: Readonly<Record<ErrorCode, string>> = {
  'shared/invalid-input': 'Something in the form does not fit. Check the marked fields.',
  'shared/unknown-operation': 'This version does not know that action. Restart the app.',
  'shared/not-signed-in': 'Sign in first.',
  'shared/locked': 'The register is locked. Enter your PIN.',
  'shared/forbidden': 'Your role may not do this. Ask a manager.',
  'shared/command-id-reused': 'This was sent before with other contents. Start the action again.',
  'shared/out-of-range': 'That number is too large or too small.',
  'shared/currency-mismatch': 'These amounts are in different currencies.',
  'shared/disk-full': 'The disk is full; nothing was saved. Free some space and try again.',
  'shared/database-busy': 'Another program is using the shop’s file; nothing was saved. Try again in a moment.',
  'shared/database-newer': 'A newer Tillwright made this file. Install that version.',
  'shared/database-foreign': 'This file belongs to another program.',
  'shared/database-damaged': 'The shop’s file is damaged. Restore a backup.',
  'shared/internal': 'That did not work, and it is our fault; nothing was saved. Try again.',
  'catalog/item-not-found': 'This item is no longer in the catalogue.',
  'catalog/type-not-found': 'This type no longer exists. Choose another.',
  'catalog/brand-not-found': 'This brand no longer exists. Choose another.',
  'catalog/name-taken': 'That name is in use. Choose another.',
  'catalog/barcode-taken': 'Another item carries this barcode.',
  'catalog/item-archived': 'This item is archived and no longer sold. Take it off the basket, or restore it in the catalogue.',
  'catalog/in-use': 'This is still in use.',
  'catalog/picture-invalid': 'A picture must be PNG, JPEG or WebP and at most 1 MB.',
  'catalog/picture-not-found': 'The picture is gone.',
  'catalog/quantity-not-positive': 'The quantity does not fit this reason. Enter a whole number above zero.',
  'catalog/insufficient-stock': 'There is not enough in stock. Reduce the quantity, or ask a manager.',
  'catalog/stale-edit': 'Someone else edited this item meanwhile. Load it again, then make your change.',
  'catalog/currency-not-of-shop': 'Prices must be in the shop’s currency.',
  'catalog/import-not-found': 'This import is gone. Choose the file again.',
  'catalog/import-running': 'Another import is running. Wait for it, or cancel it.',
  'catalog/import-not-ready': 'The file has not been read yet. Wait for the preview.',
  'catalog/import-unreadable': 'This file cannot be read as a catalogue. Save it as CSV or JSON and try again.',
  'catalog/import-too-large': 'The file is larger than 64 MB. Split it and import the parts.',
  'catalog/import-failed': 'The import stopped; nothing of it was kept. Try again.',
  'basket/empty': 'The basket is empty. Scan or choose an item first.',
  'basket/unknown-barcode': 'No item carries this barcode.',
  'basket/line-not-found': 'This item is not in the basket any more.',
  'basket/item-unavailable': 'An item in the basket is no longer sold. Take it off first.',
  'basket/too-many-lines': 'The basket is full. Pay this one and start another.',
  'basket/total-changed': 'The total has changed. Check the basket and take the payment again.',
  'ordering/order-not-found': 'There is no such order.',
  'ordering/illegal-transition': 'The order is not in a state that allows this.',
  'ordering/already-cancelled': 'This order was cancelled before.',
  'ordering/payment-in-progress': 'A payment of this order has no answer yet. Resolve it first.',
  'ordering/refund-failed': 'The terminal did not confirm the refund. The order stays paid; try again.',
  'payment/payment-not-found': 'There is no such payment.',
  'payment/illegal-transition': 'This payment already has its answer.',
  'payment/insufficient-tender': 'That is less than what is due.',
  'payment/over-tender': 'That is more than what is still due.',
  'payment/order-not-open': 'This order takes no more payments.',
  'payment/not-resolvable': 'This payment already has its answer.',
  'payment/terminal-busy': 'The card terminal is busy. Wait for it.',
  'identity/already-set-up': 'This register already has its shop. Sign in.',
  'identity/not-set-up': 'Create the shop first.',
  'identity/wrong-credentials': 'That is not right. Try again.',
  'identity/too-many-attempts': 'Too many failed attempts. Wait a moment.',
  'identity/email-taken': 'This e-mail already has an account.',
  'identity/user-not-found': 'There is no such user.',
  'identity/weak-pin': 'Choose four to eight digits, no run like 1234 or 0000.',
  'identity/weak-password': 'Choose at least 10 characters, not your own name.',
  'identity/last-owner': 'The shop needs an owner.',
};

/** What to tell a person about anything that was thrown. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof CallError)) return ERROR_TEXTS['shared/internal'];
  if (error.details['unreachable']) return 'The till’s service does not answer. Your confirmed sales are safe; restart the app.';
  const { name } = error.details;
  return typeof name === 'string' ? `${ERROR_TEXTS[error.code]} (${name})` : ERROR_TEXTS[error.code];
};
