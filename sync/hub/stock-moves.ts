import { goodsMoved } from '../../domain/catalog/goods-moved.ts';
import type { CountView } from '../../domain/contract/events.ts';
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

/** What the lines of an order move, under their one number; without a number nothing. */
const ofLines = (source: string, number: number | null, lines: Parameters<typeof goodsMoved>[0], sign: 1 | -1): StockMove[] =>
  number === null ? [] : [...goodsMoved(lines, sign)].map(([itemId, quantity]) => ({ itemId, source, number, quantity }));

/** The stock movements and counts that an event brings (docs/sync.md, "Stock"). */
export const stockOf = ({ event: { source }, told }: CheckedEvent): { moves: StockMove[]; counts: StockCount[] } => {
  switch (told.type) {
    case 'app.tillwright.ordering.order-submitted.v1':
    case 'app.tillwright.ordering.order-paid.v1':
    case 'app.tillwright.ordering.order-cancelled.v1': {
      const { stockNumber, orderItems } = told.data;
      const sign = told.type === 'app.tillwright.ordering.order-cancelled.v1' ? 1 : -1;
      return { moves: ofLines(source, stockNumber, orderItems, sign), counts: [] };
    }
    case 'app.tillwright.ordering.order-lines.v1': {
      const { stockNumber, orderItems, cancelled } = told.data;
      return { moves: ofLines(source, stockNumber, orderItems, cancelled ? 1 : -1), counts: [] };
    }
    case 'app.tillwright.catalog.stock-moved.v1': {
      const { itemId, number, quantity, count, at } = told.data;
      if (count) return { moves: [], counts: [{ ...count, itemId, source, number, at }] };
      return { moves: [{ itemId, source, number, quantity }], counts: [] };
    }
    case 'app.tillwright.catalog.items-imported.v1':
      return {
        moves: told.data.items.flatMap(({ item, opening }) =>
          opening ? [{ itemId: item.id, source, number: opening.number, quantity: opening.quantity }] : [],
        ),
        counts: [],
      };
    default:
      return NONE;
  }
};

const NONE = { moves: [], counts: [] };
