interface Line {
  readonly productId: string;
  /** Signed: below zero they came back. */
  readonly units: number;
  readonly returned: { readonly disposition: 'restock' | 'write-off' } | null;
}

/**
 * What the lines of an order move on the shelf, in sum by item: more lines of the same goods are one movement, and goods that came back and
 * were thrown away move nothing (docs/sync.md, "Stock").
 * @param sign -1: the goods were sold; 1: the order was cancelled, they are back
 * @returns signed units by item, in the order of the lines
 */
export const goodsMoved = (lines: readonly Line[], sign: 1 | -1): ReadonlyMap<string, number> => {
  const moved = new Map<string, number>();
  for (const { productId, units, returned } of lines) {
    if (returned?.disposition === 'write-off') continue;
    moved.set(productId, (moved.get(productId) ?? 0) + sign * units);
  }
  return moved;
};
