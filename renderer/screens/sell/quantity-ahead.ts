import { MAX_QUANTITY } from '../../../domain/shared/quantity.ts';

interface Ahead {
  /** Units for the next item; null when none were typed. */
  readonly quantity: number | null;
  /** What is left to search for. */
  readonly text: string;
}

/** Digits, then `*` or `×` anywhere, or an `x` that ends the word: `2x4` may be the name of a plank. */
const AHEAD = /^\s*(\d{1,10})\s*(?:[*×]|[xX](?=\s|$))\s*/;

/** Reads the units typed ahead of an item: `3*`, `3x`, `3 × milk`. */
export const readAhead = (typed: string): Ahead => {
  const found = AHEAD.exec(typed);
  const quantity = Number(found?.[1] ?? 0);
  return found && quantity >= 1 && quantity <= MAX_QUANTITY
    ? { quantity, text: typed.slice(found[0].length) }
    : { quantity: null, text: typed };
};
