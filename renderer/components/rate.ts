const MICRO_DIGITS = 6;
const MOST = 1_000_000_000_000;

/**
 * Reads an exchange rate as people type it: `0.92`, `1,0855`.
 * @returns millionths; undefined when it is none, nothing, or has more than six decimals
 */
export const parseRate = (text: string): number | undefined => {
  const match = /^(\d{1,7})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!match) return undefined;
  const micros = Number(`${match[1] ?? ''}${(match[2] ?? '').padEnd(MICRO_DIGITS, '0')}`);
  return micros >= 1 && micros <= MOST ? micros : undefined;
};

/** Millionths as a plain rate, `0.92`: what {@link parseRate} reads. */
export const toRate = (micros: number): string => {
  const digits = String(micros).padStart(MICRO_DIGITS + 1, '0');
  const fraction = digits.slice(-MICRO_DIGITS).replace(/0+$/, '');
  return `${digits.slice(0, -MICRO_DIGITS)}${fraction === '' ? '' : `.${fraction}`}`;
};
