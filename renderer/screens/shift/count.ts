import type { Counted } from '../../../domain/contract/shifts.ts';
import { type Money, money } from '../../../domain/shared/money.ts';

/** A count on its way: of each piece how many, or the sum alone. */
export interface Count {
  readonly currency: string;
  readonly byPiece: boolean;
  /** By the value of the piece, in minor units. */
  readonly pieces: Readonly<Record<number, number>>;
  readonly sum: Money | null;
}

export const emptyCount = (currency: string, byPiece = true): Count => ({ currency, byPiece, pieces: {}, sum: null });

const found = ({ pieces }: Count) =>
  Object.entries(pieces)
    .map(([value, count]) => ({ value: Number(value), count }))
    .filter(({ count }) => count > 0);

/** What it comes to; nothing counted is nothing there. */
export const worthOf = (count: Count): Money => {
  const { currency, byPiece, sum } = count;
  if (!byPiece) return sum ?? money(0, currency);
  return money(
    found(count).reduce((worth, { value, count: many }) => worth + value * many, 0),
    currency,
  );
};

/** As it is sent. */
export const countedOf = (count: Count): Counted => {
  const denominations = found(count);
  return count.byPiece && denominations.length > 0 ? { currency: count.currency, denominations } : worthOf(count);
};

/** Whether anybody began. */
export const isBegun = (count: Count): boolean => (count.byPiece ? Object.keys(count.pieces).length > 0 : count.sum !== null);
