/** Parts per million in one per cent. */
const PPM_DIGITS = 4;

/**
 * Reads a percentage as people type it: `10`, `7,5`, `0.25`.
 * @returns parts per million; undefined when it is none, or has more than four decimals
 */
export const parsePercent = (text: string): number | undefined => {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!match) return undefined;
  const ppm = Number(`${match[1] ?? ''}${(match[2] ?? '').padEnd(PPM_DIGITS, '0')}`);
  return ppm <= 1_000_000 ? ppm : undefined;
};

/** Parts per million as a plain percentage, `7.5`: what {@link parsePercent} reads. */
export const toPercent = (ppm: number): string => {
  const digits = String(ppm).padStart(PPM_DIGITS + 1, '0');
  const fraction = digits.slice(-PPM_DIGITS).replace(/0+$/, '');
  return `${digits.slice(0, -PPM_DIGITS)}${fraction === '' ? '' : `.${fraction}`}`;
};

const format = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: PPM_DIGITS });

/** Parts per million in the reader's way of writing a percentage. */
export const formatPercent = (ppm: number): string => format.format(ppm / 1_000_000);
