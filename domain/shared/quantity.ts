/** The largest stock level, either way, and the largest move of one: far above any shop and far below 2^53. */
export const MAX_QUANTITY = 1_000_000_000;
