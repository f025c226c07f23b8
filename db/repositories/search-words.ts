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
 * What FTS5's `unicode61` takes as part of a word: letters, digits, and the accents it knows. Other marks end a word there,
 * the vowel signs of Hindi and Thai too, and so do letters that were marks in its Unicode (6.1).
 */
const WORDS =
  /[[\p{L}\p{N}\p{Co}\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]--[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]]+/gv;

/**
 * What a person typed as an FTS5 query: every word begins some word of the item, in any order. Nothing of it is read as
 * FTS5 syntax.
 * @returns undefined when nothing can be searched for
 */
export const searchQuery = (text: string): string | undefined => {
  // A word that the tokenizer splits would be a phrase, and the index keeps no positions to answer it from.
  const words = text.normalize('NFC').match(WORDS) ?? [];
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' ');
};

/** A telephone number as people type it, alone. */
const TYPED_PHONE = /^[+(]?[0-9][0-9 ()./-]*$/;

/**
 * As {@link searchQuery}, for customers: a telephone number is one word however it is grouped, and one with a leading 0 is found behind a
 * country code too.
 */
export const buyerQuery = (text: string): string | undefined => {
  const typed = text.trim();
  if (!TYPED_PHONE.test(typed)) return searchQuery(typed);
  const digits = typed.replace(/[^0-9]/g, '');
  const bare = digits.replace(/^0+(?=[0-9])/, '');
  return bare === digits ? `"${digits}"*` : `"${digits}"* OR "${bare}"*`;
};
