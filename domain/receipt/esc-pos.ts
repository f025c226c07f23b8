import type { CodePageChoice } from '../contract/printing.ts';
import { type Bitmap, type Cell, plainText, type Row } from './lay-out.ts';

/** Numbers of ESC t as Epson's printers have them (ESC/POS command reference, "Select character code table"). */
const CODE_PAGES = [
  { choice: 'western', number: 16, encoding: 'windows-1252' },
  { choice: 'central-european', number: 45, encoding: 'windows-1250' },
  { choice: 'cyrillic', number: 17, encoding: 'ibm866' },
  { choice: 'greek', number: 47, encoding: 'windows-1253' },
  { choice: 'turkish', number: 48, encoding: 'windows-1254' },
  { choice: 'baltic', number: 51, encoding: 'windows-1257' },
] as const;

const ESC = 0x1b;
const GS = 0x1d;
const LINE_FEED = 0x0a;
/** Rows of dots that one picture command carries: printers hold little at a time. */
const BAND = 128;

/** ESC @: forgets what the job before it set. */
const INITIALISE = [ESC, 0x40];
/** GS V 66 0: feeds to the knife and cuts, leaving one point. */
const CUT = [GS, 0x56, 66, 0];
/** ESC p 0: pulse at pin 2, 50 ms on, 500 ms off. */
export const DRAWER_PULSE: readonly number[] = [ESC, 0x70, 0, 25, 250];

type Table = ReadonlyMap<string, number>;
const tables = new Map<string, Table>();
/** The bytes above ASCII of a code page, by character. */
const tableOf = (encoding: string): Table => {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number>();
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (/^[^\p{Cc}\ufffd]$/u.test(character)) table.set(character, byte);
  }
  tables.set(encoding, table);
  return table;
};

/** The bytes of a text in one code page. @returns undefined when the page lacks one of its characters */
const encode = (text: string, encoding: string): number[] | undefined => {
  const table = tableOf(encoding);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code >= 0x20 && code <= 0x7e ? code : table.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return bytes;
};

export interface EscPosOptions {
  readonly codePage: CodePageChoice;
  /** Opens the drawer before the paper runs. */
  readonly pulse: boolean;
  /** Draws a row whose characters the printer does not hold. */
  readonly drawText: (cells: readonly Cell[], bold: boolean, large: boolean) => Bitmap;
}

/**
 * The bytes for a printer that understands ESC/POS. Text goes in the first code page that holds the whole row, otherwise as a picture;
 * nothing of the text can become a command, because only printable characters have a byte at all.
 */
export const toEscPos = (rows: readonly Row[], { codePage, pulse, drawText }: EscPosOptions): Uint8Array => {
  const bytes: number[] = [...INITIALISE, ...(pulse ? DRAWER_PULSE : [])];
  const pages = CODE_PAGES.filter(({ choice }) => codePage === 'auto' || choice === codePage);
  let page = -1;
  const text = ({ cells, bold, large }: Extract<Row, { kind: 'text' }>): void => {
    const line = plainText(cells);
    const isAscii = /^[\x20-\x7e]*$/.test(line);
    for (const { number, encoding } of isAscii && page < 0 ? [{ number: -1, encoding: 'windows-1252' }] : pages) {
      const encoded = encode(line, encoding);
      if (!encoded) continue;
      if (!isAscii && number !== page) {
        bytes.push(ESC, 0x74, number);
        page = number;
      }
      // GS ! with both doubled, ESC E for bold.
      if (large) bytes.push(GS, 0x21, 0x11);
      if (bold) bytes.push(ESC, 0x45, 1);
      bytes.push(...encoded, LINE_FEED);
      if (bold) bytes.push(ESC, 0x45, 0);
      if (large) bytes.push(GS, 0x21, 0);
      return;
    }
    picture(bytes, drawText(cells, bold, large), 'left');
  };
  for (const row of rows) {
    if (row.kind === 'text') text(row);
    else picture(bytes, row.bitmap, 'centre');
  }
  return Uint8Array.from([...bytes, ...CUT]);
};

/** The drawer alone, no paper. */
export const drawerOnly = (): Uint8Array => Uint8Array.from([...INITIALISE, ...DRAWER_PULSE]);

/** GS v 0 in bands, set to the middle by ESC a. */
const picture = (bytes: number[], { stride, height, bits }: Bitmap, align: 'left' | 'centre'): void => {
  if (align === 'centre') bytes.push(ESC, 0x61, 1);
  for (let top = 0; top < height; top += BAND) {
    const rows = Math.min(BAND, height - top);
    bytes.push(GS, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rows & 0xff, rows >> 8);
    for (const byte of bits.subarray(top * stride, (top + rows) * stride)) bytes.push(byte);
  }
  if (align === 'centre') bytes.push(ESC, 0x61, 0);
};
