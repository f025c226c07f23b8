import type { BasketView } from '../contract/basket.ts';

const MILLION = 1_000_000;

type Line = BasketView['lines'][number];

/** What promotions left of a line, before anything by hand. Minor units. */
const baseOf = ({ subtotal, discount, lineDiscount, basketDiscount }: Line): number =>
  subtotal.amount - (discount.amount - lineDiscount.amount - basketDiscount.amount);

const share = (off: number, base: number): number => (base <= 0 ? 0 : Math.ceil((off * MILLION) / base));

/** How much is off a line by hand, in parts per million: as it was said, or what the amount comes to. */
const lineReduction = (line: Line): number => {
  const { byHand, lineDiscount } = line;
  if (!byHand) return 0;
  return 'percentPpm' in byHand ? byHand.percentPpm : share(lineDiscount.amount, baseOf(line));
};

/** How much is off the whole, lines and basket together: two small discounts make a large one. */
const wholeReduction = ({ byHand, basketDiscount, lines }: BasketView): number => {
  if (!byHand) return 0;
  const base = lines.reduce((sum, line) => sum + baseOf(line), 0);
  const onLines = lines.filter((line) => line.byHand);
  const offLines = onLines.reduce((sum, { lineDiscount }) => sum + lineDiscount.amount, 0);
  const own = 'percentPpm' in byHand ? byHand.percentPpm : share(basketDiscount.amount, base - offLines);
  if (onLines.length === 0) return own;
  // Each part may have been rounded up by one.
  const both = Math.max(0, offLines + basketDiscount.amount - onLines.length - 1);
  return Math.max(own, share(both, base));
};

/**
 * How far discounts by hand went beyond what they were, whatever did it: fewer units under the same amount off are a larger discount too.
 * @param before null: nothing was off by hand
 * @returns parts per million; 0 where none grew
 */
export const grownReduction = (before: BasketView | null, after: BasketView): number => {
  const known = new Map((before?.lines ?? []).map((line) => [line.itemId, lineReduction(line)]));
  const grown = after.lines.map((line) => [lineReduction(line), known.get(line.itemId) ?? 0] as const);
  grown.push([wholeReduction(after), before ? wholeReduction(before) : 0]);
  return Math.max(0, ...grown.map(([now, then]) => (now > then ? now : 0)));
};
