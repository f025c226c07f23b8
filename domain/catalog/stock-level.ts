/**
 * All that one number of a till's list of movements moved of one item, in sum: the lines of one sale are one movement here. What a count
 * changed at its own till is no movement.
 */
export interface NumberedMovement {
  /** The till and its incarnation, as events name them. */
  readonly source: string;
  /** The place in that till's list; what it did earlier has a smaller one. */
  readonly number: number;
  /** Signed units. */
  readonly quantity: number;
}

/** Goods that were counted: absolute, whatever the level was before. */
export interface NumberedCount {
  readonly source: string;
  readonly number: number;
  readonly counted: number;
  /** One more than the highest among the counts of the item that this one had seen. */
  readonly rank: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** By source, its own included: the highest number that had been taken in when it was made. */
  readonly seen: Readonly<Record<string, number>>;
}

/**
 * The count that stands: the highest by rank, then by time, then by source. Undefined without any.
 * The same whatever the order they came in.
 */
export const winningCount = <C extends Pick<NumberedCount, 'rank' | 'at' | 'source'>>(counts: readonly C[]): C | undefined =>
  counts.reduce<C | undefined>((best, count) => (best === undefined || isAbove(count, best) ? count : best), undefined);

const isAbove = (one: Pick<NumberedCount, 'rank' | 'at' | 'source'>, other: typeof one): boolean =>
  one.rank !== other.rank ? one.rank > other.rank : one.at !== other.at ? one.at > other.at : one.source > other.source;

/**
 * Whether a count leaves a movement to be added. A number that it had seen, or a smaller one of the same till, happened before: the goods
 * were gone from the shelf, or on it, when it was counted, even where the movement itself comes later.
 * @param count the winning one; undefined: nothing was ever counted
 */
export const isBeyond = (
  count: Pick<NumberedCount, 'seen'> | undefined,
  movement: Pick<NumberedMovement, 'source' | 'number'>,
): boolean => movement.number > (count?.seen[movement.source] ?? 0);

/**
 * The level of one item by all that is known of it (docs/sync.md, "Stock"): what the winning count found, and every movement beyond it;
 * without a count every movement. Neither the order nor repeats change it: a movement is named by its source and number, and one that
 * comes again under the same name is the same one.
 * @param movements each the sum of what one number moved of this item
 * @param counts all of this item; more than the winning one does no harm
 * @returns signed units
 */
export const levelOf = (movements: readonly NumberedMovement[], counts: readonly NumberedCount[]): number => {
  const count = winningCount(counts);
  const once = new Map(movements.map((movement) => [`${movement.source} ${movement.number}`, movement]));
  let level = count?.counted ?? 0;
  for (const movement of once.values()) if (isBeyond(count, movement)) level += movement.quantity;
  return level;
};
