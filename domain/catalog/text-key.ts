/** A name as it is compared and sorted: lower case, accents off, single spaces. */
export const textKey = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
