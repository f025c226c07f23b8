/**
 * The closed list of everything that can be refused, as `module/reason`. The screens hold one text for each:
 * a new code without a text does not compile.
 */
export const ERROR_CODES = [
  'shared/invalid-input',
  'shared/unknown-operation',
  'shared/not-signed-in',
  'shared/locked',
  'shared/forbidden',
  'shared/command-id-reused',
  'shared/out-of-range',
  'shared/currency-mismatch',
  'shared/disk-full',
  'shared/database-busy',
  'shared/database-newer',
  'shared/database-foreign',
  'shared/database-damaged',
  'shared/internal',
  'catalog/item-not-found',
  'catalog/type-not-found',
  'catalog/brand-not-found',
  'catalog/name-taken',
  'catalog/barcode-taken',
  'catalog/item-archived',
  'catalog/in-use',
  'catalog/picture-invalid',
  'catalog/picture-not-found',
  'catalog/quantity-not-positive',
  'catalog/insufficient-stock',
  'catalog/stale-edit',
  'catalog/currency-not-of-shop',
  'catalog/import-not-found',
  'catalog/import-running',
  'catalog/import-not-ready',
  'catalog/import-unreadable',
  'catalog/import-too-large',
  'catalog/import-failed',
  'basket/empty',
  'basket/unknown-barcode',
  'basket/line-not-found',
  'basket/item-unavailable',
  'basket/too-many-lines',
  'basket/total-changed',
  'basket/discount-too-large',
  'basket/reason-needed',
  'pricing/name-taken',
  'pricing/in-use',
  'pricing/rates-overlap',
  'pricing/tax-not-found',
  'pricing/category-not-found',
  'pricing/default-needed',
  'pricing/stale-edit',
  'ordering/order-not-found',
  'ordering/illegal-transition',
  'ordering/already-cancelled',
  'ordering/payment-in-progress',
  'ordering/refund-failed',
  'payment/payment-not-found',
  'payment/illegal-transition',
  'payment/insufficient-tender',
  'payment/over-tender',
  'payment/order-not-open',
  'payment/not-resolvable',
  'payment/terminal-busy',
  'buyers/buyer-not-found',
  'buyers/erased',
  'buyers/stale-edit',
  'buyers/group-not-found',
  'buyers/name-taken',
  'printing/printer-not-found',
  'printing/no-printer',
  'printing/no-drawer',
  'printing/job-not-found',
  'printing/job-not-stopped',
  'printing/address-invalid',
  'printing/logo-invalid',
  'printing/order-not-paid',
  'identity/already-set-up',
  'identity/not-set-up',
  'identity/wrong-credentials',
  'identity/too-many-attempts',
  'identity/email-taken',
  'identity/user-not-found',
  'identity/weak-pin',
  'identity/weak-password',
  'identity/last-owner',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain values that help the screen to say what to do: names, states, amounts, a place in the input. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A refusal with a code. Thrown inside, because a throw is what rolls a unit of work back. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
