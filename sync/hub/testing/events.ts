import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import type { IntegrationEventType } from '../../../domain/contract/events.ts';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { type CloudEvent, sequenceText, sourceOf } from '../../wire.ts';

export const AT = Date.UTC(2026, 2, 14, 9, 30);
export const DAY = '2026-03-14';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Tells events as a till's outbox does: one source, sequences without a gap. */
export class FakeTill {
  readonly id = newId();
  incarnation = newId();
  sequence = 0;
  stock = 0;
  receipts = 0;

  get source(): string {
    return sourceOf(this);
  }

  event(type: IntegrationEventType, partitionkey: string, data: object): CloudEvent {
    this.sequence += 1;
    return {
      specversion: '1.0',
      id: newId(),
      source: this.source,
      type,
      time: new Date(AT + this.sequence).toISOString(),
      datacontenttype: 'application/json',
      sequence: sequenceText(this.sequence),
      partitionkey,
      data: { ...data },
    };
  }

  itemChanged(item: CatalogItemView, before: object | null = null): CloudEvent {
    return this.event('app.tillwright.catalog.item-changed.v1', item.id, { ...item, before });
  }

  /** @param lines units of each item, at 2.50; less than nothing for goods that come back */
  order(
    step: 'submitted' | 'paid' | 'cancelled',
    lines: readonly { itemId: string; units: number; disposition?: 'restock' | 'write-off' }[],
    { id = newId(), payments, moves = true }: { id?: string; payments?: PaymentView[]; moves?: boolean } = {},
  ): CloudEvent {
    if (step !== 'cancelled') this.receipts += 1;
    const total = lines.reduce((sum, { units }) => sum + units * 250, 0);
    const paid = payments ?? [payment(id, total)];
    const status = { submitted: 'AwaitingValidation', paid: 'Paid', cancelled: 'Cancelled' }[step];
    if (moves) this.stock += 1;
    return this.event(`app.tillwright.ordering.order-${step}.v1`, id, {
      id,
      number: this.receipts,
      receiptNumber: `R1-${String(this.receipts).padStart(6, '0')}`,
      status,
      orderDate: AT,
      day: DAY,
      userId: newId(),
      userName: 'Ada',
      units: lines.reduce((sum, { units }) => sum + units, 0),
      total: eur(total),
      asked: eur(total),
      orderItems: lines.map(({ itemId, units, disposition }) => ({
        id: newId(),
        productId: itemId,
        productName: 'Soap',
        pictureUrl: null,
        unitPrice: eur(250),
        priceReason: null,
        units,
        subtotal: eur(units * 250),
        promotions: [],
        lineDiscount: eur(0),
        discountReason: '',
        basketDiscount: eur(0),
        discount: eur(0),
        relief: eur(0),
        net: eur(units * 200),
        taxes: [],
        tax: eur(units * 50),
        total: eur(units * 250),
        returned: disposition ? { sale: null, reason: 'broken', disposition } : null,
      })),
      subtotal: eur(total),
      buyerId: null,
      taxExempt: false,
      discount: eur(0),
      discountReason: '',
      relief: eur(0),
      net: eur((total * 4) / 5),
      tax: eur(total / 5),
      taxes: [],
      taxIncluded: true,
      payments: paid,
      paid: eur(total),
      due: eur(0),
      change: eur(0),
      cancelReason: step === 'cancelled' ? 'wrong' : null,
      cancelledBy: step === 'cancelled' ? 'Ada' : null,
      cancelledAt: step === 'cancelled' ? AT : null,
      shiftNumber: 1,
      stockNumber: moves ? this.stock : null,
    });
  }

  moved(itemId: string, quantity: number, count: object | null = null): CloudEvent {
    this.stock += 1;
    return this.event('app.tillwright.catalog.stock-moved.v1', itemId, {
      id: newId(),
      itemId,
      itemName: 'Soap',
      kind: count ? 'count' : 'receipt',
      quantity,
      levelAfter: 0,
      note: '',
      orderId: null,
      userName: 'Ada',
      at: AT,
      number: this.stock,
      count,
    });
  }

  buyerChanged(id: string, name: string): CloudEvent {
    return this.event('app.tillwright.ordering.buyer-changed.v1', id, {
      id,
      revision: 1,
      name,
      company: '',
      contactPerson: '',
      phones: [],
      emails: [],
      addresses: [],
      groupId: null,
      taxExemption: null,
      accountLimit: 0,
      group: null,
      createdAt: AT,
      erasedAt: null,
    });
  }
}

export const payment = (orderId: string, amount: number, more: Partial<PaymentView> = {}): PaymentView => ({
  id: newId(),
  orderId,
  method: 'cash',
  status: 'Confirmed',
  amount: eur(amount),
  tendered: eur(amount),
  change: eur(0),
  rounding: eur(0),
  tip: eur(0),
  foreign: null,
  card: null,
  voucherCode: null,
  buyerId: null,
  refundOf: null,
  reason: '',
  at: AT,
  ...more,
});

export const item = (more: Partial<CatalogItemView> = {}): CatalogItemView => ({
  id: newId(),
  revision: 1,
  name: 'Soap',
  description: '',
  price: eur(250),
  pictureUri: null,
  catalogTypeId: null,
  catalogType: null,
  catalogBrandId: null,
  catalogBrand: null,
  taxCategoryId: null,
  availableStock: 0,
  restockThreshold: 0,
  maxStockThreshold: 0,
  stockPolicy: 'warn',
  onReorder: false,
  barcodes: [],
  archived: false,
  ...more,
});
