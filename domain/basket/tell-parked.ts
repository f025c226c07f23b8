import { type IntegrationEvent, integrationEvent } from '../shared/integration-event.ts';
import type { CustomerBasket } from './customer-basket.ts';
import type { ParkedBasket } from './ports.ts';

/** An event has room for 64 KiB with its envelope. A basket that is larger than this stays at its till. */
const MOST_BYTES = 60 * 1024;

/**
 * A basket that was put aside, for the other tills.
 * @param at milliseconds since 1970-01-01 UTC
 * @returns undefined when it is too large to be told
 */
export const parkedEvent = (
  basket: CustomerBasket,
  { id: basketId, name, parkedAt, parkedBy }: ParkedBasket,
  registerCode: string,
  at: number,
): IntegrationEvent | undefined => {
  const lines = basket.items.map(({ productId, productName, unitPrice, quantity, discount, priceReason }) => ({
    productId,
    productName,
    unitPrice,
    quantity,
    discount,
    priceReason,
  }));
  const returns = basket.returns.map(({ sold, paid, units, reason, disposition }) => ({
    sold,
    paid,
    units,
    reason,
    disposition,
  }));
  const { buyerId, discount } = basket;
  const data = { basketId, name, parkedAt, parkedBy, registerCode, buyerId, discount, lines, returns };
  const size = new TextEncoder().encode(JSON.stringify(data)).length;
  return size > MOST_BYTES ? undefined : integrationEvent('app.tillwright.basket.basket-parked.v1', basketId, at, data);
};

/** A parked basket was taken up or thrown away: nobody else does so. */
export const unparkedEvent = (basketId: string, at: number): IntegrationEvent =>
  integrationEvent('app.tillwright.basket.basket-unparked.v1', basketId, at, { basketId });
