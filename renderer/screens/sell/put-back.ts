interface Units {
  readonly itemId: string;
  readonly quantity: number;
}

/** A line that was taken off, and where it stood. */
export interface RemovedLine extends Units {
  readonly index: number;
}

/**
 * The lines of a basket with removed ones where they stood. What was added since stays; an item that is there again has
 * the units of both.
 * @param removed in the order in which they stood
 */
export const putBack = (current: readonly Units[], removed: readonly RemovedLine[]): readonly Units[] => {
  const lines = current.map(({ itemId, quantity }) => ({ itemId, quantity }));
  for (const { itemId, quantity, index } of removed) {
    const there = lines.find((line) => line.itemId === itemId);
    if (there) there.quantity += quantity;
    else lines.splice(index, 0, { itemId, quantity });
  }
  return lines;
};
