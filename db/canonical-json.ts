/**
 * JSON with the keys of every object in code-unit order, so that equal values give equal text (after RFC 8785; the
 * values here are strings, booleans, null and whole numbers, which every JSON writer spells alike).
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
