import type { DomainEvent } from '../shared/domain-event.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { type IntegrationEvent, integrationEvent } from '../shared/integration-event.ts';
import { type PaymentChanged, type PaymentState, paymentView } from './payment.ts';

/** An order's event holds all its payments as they are at the end of the transaction. */
const CARRIERS: ReadonlySet<string> = new Set(
  ['submitted', 'paid', 'cancelled'].map((what) => `app.tillwright.ordering.order-${what}.v1`),
);

/** Tells the remote of each payment that a transaction noted or changed and that no event of its order carries. */
export const tellPayments = (bus: EventBus): void => {
  bus.subscribeAtEnd((told) => {
    const changed = new Map<string, PaymentState>();
    for (const event of told) if (isChange(event)) changed.set(event.payment.id, event.payment);
    if (changed.size === 0) return;
    const carried = new Set(
      told.filter(({ type }) => CARRIERS.has(type)).map((event) => (event as IntegrationEvent).aggregateId),
    );
    for (const payment of changed.values()) {
      if (carried.has(payment.orderId)) continue;
      const data = { ...paymentView(payment), shiftNumber: payment.shiftNumber };
      bus.publish(integrationEvent('app.tillwright.payment.payment-settled.v1', payment.orderId, payment.at, data));
    }
  });
};

const isChange = (event: DomainEvent): event is PaymentChanged => event.type === 'payment/changed';
