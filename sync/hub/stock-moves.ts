import type { z } from 'zod';
import type { CountView, integrationEvents } from '../../domain/contract/events.ts';
import type { CheckedEvent } from './check-event.ts';

export interface StockMove {
  readonly itemId: string;
  readonly source: string;
  readonly number: number;
  /** Signed units: the sum of what this number moved of the item. */
  readonly quantity: number;
}

export interface StockCount extends CountView {
  readonly itemId: string;
  readonly source: string;
  readonly number: number;
  readonly at: number;
}

type Order = z.output<(typeof integrationEvents)['app.tillwright.ordering.order-paid.v1']>;

/** What an order took from the shelf, or what its cancelling brings back: goods that were written off move nothing. */
const ofLines = ({ orderItems }: Pick<Order, 'orderItems'>, sign: 1 | -1): { itemId: string; quantity: number }[] =>
  orderItems
    .filter(({ returned }) => returned?.disposition !== 'write-off')
    .map(({ productId, units }) => ({ itemId: productId, quantity: sign * units }));

/** The stock movements and counts that an event brings (docs/sync.md, "Stock"). */
export const stockOf = ({ event: { source }, told }: CheckedEvent): { moves: StockMove[]; counts: StockCount[] } => {
  switch (told.type) {
    case 'app.tillwright.ordering.order-submitted.v1':
    case 'app.tillwright.ordering.order-paid.v1':
    case 'app.tillwright.ordering.order-cancelled.v1': {
      const { stockNumber: number } = told.data;
      if (number === null) return NONE;
      const sign = told.type === 'app.tillwright.ordering.order-cancelled.v1' ? 1 : -1;
      return { moves: summed(ofLines(told.data, sign).map((move) => ({ ...move, source, number }))), counts: [] };
    }
    case 'app.tillwright.ordering.order-lines.v1': {
      const { stockNumber: number, cancelled } = told.data;
      if (number === null) return NONE;
      return { moves: summed(ofLines(told.data, cancelled ? 1 : -1).map((move) => ({ ...move, source, number }))), counts: [] };
    }
    case 'app.tillwright.catalog.stock-moved.v1': {
      const { itemId, number, quantity, count, at } = told.data;
      if (count) return { moves: [], counts: [{ ...count, itemId, source, number, at }] };
      return { moves: [{ itemId, source, number, quantity }], counts: [] };
    }
    case 'app.tillwright.catalog.items-imported.v1':
      return {
        moves: summed(
          told.data.items.flatMap(({ item, opening }) =>
            opening ? [{ itemId: item.id, source, number: opening.number, quantity: opening.quantity }] : [],
          ),
        ),
        counts: [],
      };
    default:
      return NONE;
  }
};

const NONE = { moves: [], counts: [] };

/** A line more of the same goods is the same movement. */
const summed = (moves: readonly StockMove[]): StockMove[] => {
  const byName = new Map<string, StockMove>();
  for (const move of moves) {
    const name = `${move.itemId} ${move.number}`;
    byName.set(name, { ...move, quantity: move.quantity + (byName.get(name)?.quantity ?? 0) });
  }
  return [...byName.values()];
};
