import { type Count, worthOf } from './count.ts';

export interface DrawerLine {
  readonly currency: string;
  readonly expected: number;
  readonly counted: number;
  readonly variance: number;
}

/** The count beside what should be there, while somebody counts. Main works it out again. */
export const compareDrawer = (
  drawer: readonly { readonly currency: string; readonly expected: number }[],
  counts: readonly Count[],
): readonly DrawerLine[] =>
  counts.map((count) => {
    const expected = drawer.find(({ currency }) => currency === count.currency)?.expected ?? 0;
    const counted = worthOf(count).amount;
    return { currency: count.currency, expected, counted, variance: counted - expected };
  });
