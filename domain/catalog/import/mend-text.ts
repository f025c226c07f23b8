const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  pound: '£',
  yen: '¥',
  deg: '°',
  reg: '®',
  copy: '©',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  frac12: '½',
  frac14: '¼',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  atilde: 'ã',
  auml: 'ä',
  aring: 'å',
  aelig: 'æ',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  ntilde: 'ñ',
  ograve: 'ò',
  oacute: 'ó',
  ocirc: 'ô',
  otilde: 'õ',
  ouml: 'ö',
  oslash: 'ø',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  szlig: 'ß',
  yuml: 'ÿ',
};

/** What windows-1252 shows for the bytes 0x80 to 0x9f; the five that it leaves out stand as themselves. */
const HIGH_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text as a shop wants to read it, and whether more than its blanks was changed. */
export interface MendedText {
  readonly text: string;
  readonly isMended: boolean;
}

/**
 * Mends what exports do to text: HTML entities, UTF-8 that was read as windows-1252, control and invisible characters. Blanks are made
 * single and cut at the ends, which counts as no change.
 * @param raw any text, broken characters included
 */
export const mendText = (raw: string): MendedText => {
  const mended = withoutInvisible(reread(decodeEntities(raw.toWellFormed())));
  return { text: singleBlanks(mended), isMended: mended !== raw };
};

const singleBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim();

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]+\d*);/gi, (whole, entity: string) => decoded(entity) ?? whole)
    : text;

const decoded = (entity: string): string | undefined => {
  if (!entity.startsWith('#')) return namedEntity(entity);
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
};

/** `&Eacute;` is the capital of `&eacute;`. */
const namedEntity = (name: string): string | undefined => {
  const lower = ENTITIES[name.toLowerCase()];
  return lower !== undefined && name[0] !== name[0]?.toLowerCase() ? lower.toUpperCase() : lower;
};

/** `CafÃ©` is `Café` whose bytes were read one by one. Text in which the bytes make no UTF-8 stays as it is. */
const reread = (text: string): string => {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ\u017d‘’“”•–—˜™š›œ\u017e\u0178]/.test(text)) return text;
  let bytes = '';
  for (const character of text) {
    const high = HIGH_CONTROLS.indexOf(character);
    const code = high >= 0 ? 0x80 + high : (character.codePointAt(0) ?? 0);
    if (code > 0xff) return text;
    bytes += `%${code.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(bytes);
  } catch {
    return text;
  }
};

/** Line breaks and tabs are blanks; other controls, soft hyphens and zero-width characters are nothing. */
const withoutInvisible = (text: string): string =>
  text.replace(/[\t\n\r\v\f]+/g, ' ').replace(/[\p{Cc}\u00ad\u200b\u200e\u200f\u2060\ufeff]/gu, '');
