/**
 * Wide and full-width characters take two columns (Unicode Standard Annex #11, classes W and F, as whole blocks), emoji too.
 */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks sit on the character before them. */
const MARK = /[\p{Mn}\p{Me}\p{Cf}]/u;
const ASCII = /^[\x20-\x7e]*$/;

const widthOfCharacter = (character: string): number => (MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** The columns that a text takes on a receipt. */
export const textWidth = (text: string): number =>
  ASCII.test(text) ? text.length : [...text].reduce((width, character) => width + widthOfCharacter(character), 0);

/**
 * Text as it may be printed: no control characters, no characters that turn the direction of others, no halves of a character, one
 * form of each letter. A printer's commands all begin with a control character, so none can be typed.
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    // The joiners shape letters in several scripts; the others of their kind only hide or turn text.
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Cn}\p{Co}]/gu, '')
    .trim();

/** Cuts a text into lines of at most `columns`, at spaces where there are some. At least one line. */
export const wrap = (text: string, columns: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cut(word, columns);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
};

const cut = (word: string, columns: number): string[] => {
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of word) {
    const more = widthOfCharacter(character);
    if (width + more > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += more;
  }
  return [...pieces, piece];
};
