import type { IntegrationEventType } from '../../../domain/contract/events.ts';
import type { QueuedEvent } from '../../../domain/contract/sync.ts';
import type { Tone } from '../../components/tone-badge.tsx';

const TYPE_WORDS = {
  'app.tillwright.catalog.item-changed.v1': 'Item changed',
  'app.tillwright.catalog.item-deleted.v1': 'Item deleted',
  'app.tillwright.catalog.items-imported.v1': 'Items imported',
  'app.tillwright.catalog.type-changed.v1': 'Type changed',
  'app.tillwright.catalog.type-deleted.v1': 'Type deleted',
  'app.tillwright.catalog.brand-changed.v1': 'Brand changed',
  'app.tillwright.catalog.brand-deleted.v1': 'Brand deleted',
  'app.tillwright.catalog.stock-moved.v1': 'Stock moved',
  'app.tillwright.catalog.item-running-low.v1': 'Item runs low',
  'app.tillwright.catalog.catalog-imported.v1': 'Catalogue imported',
  'app.tillwright.ordering.order-submitted.v1': 'Sale begun',
  'app.tillwright.ordering.order-lines.v1': 'More lines of a long sale',
  'app.tillwright.ordering.order-paid.v1': 'Sale',
  'app.tillwright.ordering.order-cancelled.v1': 'Sale cancelled',
  'app.tillwright.ordering.buyer-changed.v1': 'Customer changed',
  'app.tillwright.ordering.buyer-erased.v1': 'Customer erased',
  'app.tillwright.ordering.buyer-group-changed.v1': 'Customer group changed',
  'app.tillwright.ordering.buyer-group-deleted.v1': 'Customer group deleted',
  'app.tillwright.payment.payment-settled.v1': 'Payment settled',
  'app.tillwright.pricing.taxes-changed.v1': 'Taxes changed',
  'app.tillwright.pricing.promotion-changed.v1': 'Promotion changed',
  'app.tillwright.pricing.promotion-deleted.v1': 'Promotion deleted',
  'app.tillwright.basket.basket-parked.v1': 'Basket parked',
  'app.tillwright.basket.basket-unparked.v1': 'Basket taken up',
  'app.tillwright.till.settings-changed.v1': 'Settings changed',
  'app.tillwright.till.cash-moved.v1': 'Cash moved',
  'app.tillwright.till.shift-opened.v1': 'Shift opened',
  'app.tillwright.till.shift-closed.v1': 'Shift closed',
  'app.tillwright.till.receipt-key-added.v1': 'Receipt key of another till',
} as const satisfies Record<IntegrationEventType, string>;

/** What happened, in words; an event of a version to come is named as it is. */
export const typeWords = ({ type }: Pick<QueuedEvent, 'type'>): string =>
  (TYPE_WORDS as Readonly<Record<string, string>>)[type] ?? type.replace(/^app\.tillwright\./, '');

export const STATE_WORDS: Readonly<Record<QueuedEvent['state'], { readonly word: string; readonly tone: Tone }>> = {
  waiting: { word: 'Waits', tone: 'waiting' },
  'behind-parked': { word: 'Waits behind', tone: 'quiet' },
  parked: { word: 'Refused', tone: 'bad' },
};

/** Why a remote refuses an event, and what to do about it. */
const REASON_TEXTS: Readonly<Record<string, string>> = {
  invalid: 'The other end cannot read it: it may be older than this till. Have it updated, then send again.',
  'unknown-type': 'The other end does not know this kind of event: it is older than this till. Have it updated, then send again.',
  'too-large': 'It is larger than the other end takes. Whoever runs it can allow more; then send again.',
  'id-reused':
    'The other end has another event under this very number. The file of this till may be a copy. Keep it, and tell whoever runs the hub.',
  'sequence-reused':
    'The other end has another event at this place. The file of this till may be an old copy. Keep it, and tell whoever runs the hub.',
  'foreign-source': 'The other end takes this register for another one. Disconnect, and connect with a new code.',
  'foreign-store': 'It belongs to another store than the one this register is connected to. Connect with a code of that store.',
};

/** The refusal in plain words, with what to do. */
export const reasonText = ({ reasonCode }: Pick<QueuedEvent, 'reasonCode'>): string =>
  REASON_TEXTS[reasonCode ?? ''] ?? 'The other end does not take it. Ask whoever runs it why, then send again.';
