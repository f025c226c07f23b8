import type { PaymentView } from '../../../domain/contract/payment.ts';
import { type Money, negate } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { meansOf, movedBy } from '../../components/payment-methods.ts';
import type { Tone } from '../../components/tone-badge.tsx';

export const isRefund = ({ refundOf }: PaymentView): boolean => refundOf !== null;

export const needsSettling = ({ method, status }: PaymentView): boolean =>
  method === 'card' && (status === 'Pending' || status === 'Unknown');

/** The payments that a cancellation gives back: what came in and did not go back yet. */
export const toRefund = (payments: readonly PaymentView[]): readonly PaymentView[] => {
  const returned = new Set(payments.filter(({ status }) => status !== 'Rejected').map(({ refundOf }) => refundOf));
  return payments.filter((payment) => payment.status === 'Confirmed' && !isRefund(payment) && !returned.has(payment.id));
};

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** `Visa ···· 4242`, `Refund, cash`, `Onto voucher ···· 7K2P`: what a payment was. */
export const titleOf = (payment: PaymentView): string => {
  const means = meansOf(payment);
  if (isRefund(payment)) return `Refund, ${means}`;
  if (payment.amount.amount >= 0) return sentence(means);
  if (payment.method === 'voucher') return `Onto ${means}`;
  return payment.method === 'account' ? 'Off the account' : `Given back, ${means}`;
};

/** What becomes of a payment when its order is cancelled. */
export const refundText = (payment: PaymentView): string => {
  const moved = formatMoney(sizeOf(movedBy(payment)));
  const isCredit = payment.amount.amount < 0;
  switch (payment.method) {
    case 'cash':
    case 'foreign-cash':
      return `${moved} is handed out in cash.`;
    case 'card':
      return `${moved} goes back to ${meansOf(payment)} through the terminal.`;
    case 'external-card':
      return `${moved} is to be given back on the other terminal.`;
    case 'voucher':
      return isCredit ? `${moved} is taken off ${meansOf(payment)}.` : `${moved} goes back onto ${meansOf(payment)}.`;
    case 'account':
      return isCredit ? `${moved} is owed again.` : `${moved} comes off the account.`;
  }
};

/** The same, once it is done: `Hand out €5.00`. */
export const refundedText = (refund: PaymentView): string => {
  const moved = formatMoney(sizeOf(movedBy(refund)));
  switch (refund.method) {
    case 'cash':
    case 'foreign-cash':
      return `Hand out ${moved}`;
    case 'external-card':
      return `Give ${moved} back on the other terminal`;
    case 'voucher':
      return refund.amount.amount > 0 ? `Taken off ${meansOf(refund)}: ${moved}` : `Back onto ${meansOf(refund)}: ${moved}`;
    case 'account':
      return refund.amount.amount > 0 ? `Owed again: ${moved}` : `Off the account: ${moved}`;
    case 'card':
      return `Went back to ${meansOf(refund)}: ${moved}`;
  }
};

const sizeOf = (amount: Money): Money => (amount.amount < 0 ? negate(amount) : amount);

export const statusOf = (payment: PaymentView): { readonly word: string; readonly tone: Tone } => {
  switch (payment.status) {
    case 'Confirmed':
      if (isRefund(payment)) return { word: 'Given back', tone: 'quiet' };
      return payment.amount.amount < 0 ? { word: 'Booked', tone: 'quiet' } : { word: 'Paid', tone: 'good' };
    case 'Pending':
      return { word: payment.method === 'card' ? 'In progress' : 'Waits for the rest', tone: 'waiting' };
    case 'Unknown':
      return { word: 'No answer', tone: 'waiting' };
    case 'Rejected':
      return { word: 'Declined', tone: 'bad' };
  }
};
