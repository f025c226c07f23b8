import { newId } from './ids.ts';
import type { IntegrationEvent } from './integration-event.ts';

/** Of an event's data as JSON in UTF-8. With its envelope an event has 64 KiB (CloudEvents 1.0, "Size Limits"). */
export const MOST_DATA_BYTES = 63 * 1024;
/** The lines of one part, which has a few fields beside them. */
const MOST_LINES_BYTES = 60 * 1024;
/** What a UTF-16 unit can take in UTF-8. */
const MOST_UNIT_BYTES = 3;

interface LongOrder {
  readonly id: string;
  readonly receiptNumber: string;
  readonly orderDate: number;
  readonly userName: string;
  readonly orderItems: readonly object[];
  readonly stockNumber: number | null;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * An event in parts that each fit (docs/sync.md, "Long orders"): the lines of an order come first, in `order-lines`, and each part brings its own
 * movements. A Z report leaves its cash movements out, each of which was told when it was made.
 * @param text the event's data as JSON
 * @returns the event alone where it fits, or is of no kind that grows
 */
export const fitEvent = (event: IntegrationEvent, text: string): readonly IntegrationEvent[] => {
  if (text.length * MOST_UNIT_BYTES <= MOST_DATA_BYTES || bytesOf(text) <= MOST_DATA_BYTES) return [event];
  if (event.type.startsWith('app.tillwright.ordering.order-')) return splitOrder(event, event.data as LongOrder);
  if (event.type === 'app.tillwright.till.shift-closed.v1')
    return [{ ...event, data: { ...(event.data as object), movements: [] } }];
  return [event];
};

const splitOrder = (event: IntegrationEvent, order: LongOrder): readonly IntegrationEvent[] => {
  const { id: orderId, receiptNumber, orderDate, userName, stockNumber } = order;
  const parts: object[][] = [];
  let room = 0;
  for (const line of order.orderItems) {
    const size = bytesOf(JSON.stringify(line)) + 1;
    if (size > room) {
      parts.push([]);
      room = MOST_LINES_BYTES;
    }
    parts.at(-1)?.push(line);
    room -= size;
  }
  const cancelled = event.type === 'app.tillwright.ordering.order-cancelled.v1';
  const before = parts.map((orderItems, at): IntegrationEvent => {
    // The order has at least as many movements as parts, numbered up to its own: none is used twice.
    const number = stockNumber === null ? null : stockNumber - (parts.length - 1 - at);
    const data = { orderId, receiptNumber, orderDate, userName, cancelled, orderItems, stockNumber: number };
    return { ...event, id: newId(), type: 'app.tillwright.ordering.order-lines.v1', data };
  });
  return [...before, { ...event, data: { ...order, orderItems: [], stockNumber: null, linesBefore: parts.length } }];
};
