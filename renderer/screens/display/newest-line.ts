import type { DisplayView } from '../../../domain/contract/till.ts';

export type DisplayLine = Extract<DisplayView, { showing: 'basket' }>['lines'][number];

const contentOf = ({ name, quantity, amount }: DisplayLine): string => JSON.stringify([name, quantity, amount.amount]);

/** Where the line is that was rung up or changed last; the end, when nothing but the others' going tells them apart. */
export const newestLine = (before: readonly DisplayLine[], after: readonly DisplayLine[]): number => {
  const known = new Set(before.map(contentOf));
  const changed = after.findLastIndex((line) => !known.has(contentOf(line)));
  return changed === -1 ? after.length - 1 : changed;
};
