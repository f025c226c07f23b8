/** The shortest part of a barcode that finds it. */
const SHORTEST_PART = 4;

/** Every barcode and its endings: FTS5 finds beginnings of words, and any part of a code begins one of its endings. */
export const barcodeWords = (codes: readonly string[]): string =>
  codes
    .flatMap((code) => {
      const bare = code.replace(/[^0-9A-Za-z]/g, '');
      const endings = Math.max(1, bare.length - SHORTEST_PART + 1);
      return Array.from({ length: endings }, (_, start) => bare.slice(start));
    })
    .join(' ');

/**
 * What a person typed as an FTS5 query: every word begins some word of the item, in any order. Nothing of it is read as
 * FTS5 syntax.
 * @returns undefined when nothing can be searched for
 */
export const searchQuery = (text: string): string | undefined => {
  // The tokenizer splits at everything but letters and digits; so must the words, or they would become phrases.
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' ');
};
