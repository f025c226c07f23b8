import type { OrderSummaryView } from '../../../domain/contract/ordering.ts';
import { type Tone, ToneBadge } from '../../components/tone-badge.tsx';

type Status = OrderSummaryView['status'];

const STATUSES: Readonly<Record<Status, { readonly word: string; readonly tone: Tone }>> = {
  Submitted: { word: 'Submitted', tone: 'waiting' },
  AwaitingValidation: { word: 'Being checked', tone: 'waiting' },
  StockConfirmed: { word: 'To pay', tone: 'waiting' },
  Paid: { word: 'Paid', tone: 'good' },
  Shipped: { word: 'Shipped', tone: 'good' },
  Cancelled: { word: 'Cancelled', tone: 'quiet' },
};

export const STATUS_CHOICES = Object.entries(STATUSES).map(([value, { word }]) => ({ value: value as Status, label: word }));

export const OrderStatus = ({ status }: { readonly status: Status }) => (
  <ToneBadge tone={STATUSES[status].tone}>{STATUSES[status].word}</ToneBadge>
);

/** Whether money can still be taken for it. */
export const isOpen = ({ status }: OrderSummaryView): boolean => STATUSES[status].tone === 'waiting';
