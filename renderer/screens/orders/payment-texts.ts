import type { PaymentView } from '../../../domain/contract/payment.ts';
import type { Tone } from '../../components/tone-badge.tsx';

/** `cash`, `Visa ···· 4242`, or `card` while it is not known which. */
export const meansOf = ({ method, card }: Pick<PaymentView, 'method' | 'card'>): string =>
  method === 'cash' ? 'cash' : card ? `${card.brand} ···· ${card.lastFour}` : 'card';

export const isRefund = ({ refundOf }: PaymentView): boolean => refundOf !== null;

export const needsSettling = ({ status }: PaymentView): boolean => status === 'Pending' || status === 'Unknown';

/** The payments that a cancellation gives back: what came in and did not go back yet. */
export const toRefund = (payments: readonly PaymentView[]): readonly PaymentView[] => {
  const returned = new Set(payments.filter(({ status }) => status !== 'Rejected').map(({ refundOf }) => refundOf));
  return payments.filter((payment) => payment.status === 'Confirmed' && !isRefund(payment) && !returned.has(payment.id));
};

export const statusOf = (payment: PaymentView): { readonly word: string; readonly tone: Tone } => {
  switch (payment.status) {
    case 'Confirmed':
      return isRefund(payment) ? { word: 'Given back', tone: 'quiet' } : { word: 'Paid', tone: 'good' };
    case 'Pending':
      return { word: 'In progress', tone: 'waiting' };
    case 'Unknown':
      return { word: 'No answer', tone: 'waiting' };
    case 'Rejected':
      return { word: 'Declined', tone: 'bad' };
  }
};
