import type { PaymentMethod, PaymentView } from '../../domain/contract/payment.ts';
import { type Money, subtract } from '../../domain/shared/money.ts';

/** The ways of paying, as a button or a line says them. */
export const METHOD_NAMES: Readonly<Record<PaymentMethod, string>> = {
  cash: 'Cash',
  'foreign-cash': 'Foreign cash',
  card: 'Card',
  'external-card': 'Card, other terminal',
  voucher: 'Voucher',
  account: 'On account',
};

/** After an amount: `€3.00 in cash`. */
export const METHOD_WORDS: Readonly<Record<PaymentMethod, string>> = {
  cash: 'in cash',
  'foreign-cash': 'in foreign cash',
  card: 'by card',
  'external-card': 'by card',
  voucher: 'by voucher',
  account: 'on account',
};

const SHOWN = 4;

/** `cash`, `Visa ···· 4242`, `voucher ···· 7K2P`: what a payment was made with, within a sentence. */
export const meansOf = ({
  method,
  card,
  voucherCode,
  foreign,
}: Pick<PaymentView, 'method' | 'card' | 'voucherCode' | 'foreign'>): string => {
  if (card?.brand) return `${card.brand} ···· ${card.lastFour}`;
  if (voucherCode !== null) return `voucher ···· ${voucherCode.slice(-SHOWN)}`;
  if (method === 'foreign-cash' && foreign) return `cash in ${foreign.currency}`;
  return METHOD_NAMES[method].toLowerCase();
};

/** What changes hands: what it pays, with rounding and tip; less than nothing when it goes out. */
export const movedBy = ({ tendered, change }: Pick<PaymentView, 'tendered' | 'change'>): Money => subtract(tendered, change);
