import type { Block } from './blocks.ts';
import { textWidth, wrap } from './text-width.ts';

/** A text at a column of its row, counted from 0. */
export interface Cell {
  readonly at: number;
  readonly text: string;
}

/** One black-and-white picture: a row of dots is `stride` bytes, the left dot in the highest bit, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly bits: Uint8Array;
}

/** One row of the paper. `large` characters are twice as wide and high: their columns count double. */
export type Row =
  | { readonly kind: 'text'; readonly cells: readonly Cell[]; readonly bold: boolean; readonly large: boolean }
  | { readonly kind: 'picture'; readonly bitmap: Bitmap };

/** Draws what is not text. */
export interface Draughtsman {
  /** @returns undefined where there is no logo */
  logo(maxDots: number): Bitmap | undefined;
  /** @returns undefined where the code does not fit the paper */
  code(symbology: 'qrcode' | 'code128', text: string, maxDots: number): Bitmap | undefined;
}

/** Columns of a paper, in millimetres, with characters of 12 × 24 dots (203 dpi). */
export const columnsOf = (paperWidth: 58 | 80): number => (paperWidth === 58 ? 32 : 48);
export const DOTS_PER_COLUMN = 12;
export const DOTS_PER_LINE = 24;

/** Sets the blocks on rows of a paper. @param columns of a small character */
export const layOut = (blocks: readonly Block[], columns: number, draughtsman: Draughtsman): readonly Row[] =>
  blocks.flatMap((block) => rowsOf(block, columns, draughtsman));

const rowsOf = (block: Block, columns: number, draughtsman: Draughtsman): Row[] => {
  switch (block.kind) {
    case 'logo':
      return pictureRow(draughtsman.logo(columns * DOTS_PER_COLUMN));
    case 'code': {
      const bitmap = draughtsman.code(block.symbology, block.text, columns * DOTS_PER_COLUMN);
      // A number can be typed; what a QR code says is for scanners alone.
      const isNumber = block.symbology === 'code128';
      const spelt = isNumber ? wrap(block.text, columns).map((line) => row([{ at: middle(line, columns), text: line }])) : [];
      return bitmap ? [row([]), ...pictureRow(bitmap), ...spelt] : spelt;
    }
    case 'space':
      return [row([])];
    case 'rule':
      return [row([{ at: 0, text: '-'.repeat(columns) }])];
    case 'text': {
      const width = block.large ? Math.floor(columns / 2) : columns;
      const indent = /^ */.exec(block.text)?.[0].length ?? 0;
      return wrap(block.text.slice(indent), width - indent).map((line) =>
        row([{ at: block.align === 'centre' ? middle(line, width) : indent, text: line }], block.bold, block.large),
      );
    }
    case 'pair':
      return pairRows(block, block.large ? Math.floor(columns / 2) : columns);
    case 'table':
      return tableRows(block.rows, columns);
  }
};

const row = (cells: readonly Cell[], bold = false, large = false): Row => ({ kind: 'text', cells, bold, large });
const pictureRow = (bitmap: Bitmap | undefined): Row[] => (bitmap ? [{ kind: 'picture', bitmap }] : []);
const middle = (line: string, columns: number): number => Math.max(0, Math.floor((columns - textWidth(line)) / 2));

/** The right part stands in the last row of the left one; where both do not fit, below it. */
const pairRows = (block: Extract<Block, { kind: 'pair' }>, columns: number): Row[] => {
  const { left, right, bold, large } = block;
  const indent = /^ */.exec(left)?.[0].length ?? 0;
  const rightLines = wrap(right, columns);
  const lastRight = rightLines[0] ?? '';
  const room = columns - textWidth(lastRight) - 1;
  const atRight = (line: string): Cell => ({ at: columns - textWidth(line), text: line });
  if (rightLines.length > 1 || room < Math.min(8, textWidth(left))) {
    return [
      ...wrap(left.slice(indent), columns - indent).map((line) => row([{ at: indent, text: line }], bold, large)),
      ...rightLines.map((line) => row([atRight(line)], bold, large)),
    ];
  }
  const lines = wrap(left.slice(indent), Math.max(1, room - indent));
  return lines.map((line, index) =>
    row([{ at: indent, text: line }, ...(index === lines.length - 1 ? [atRight(lastRight)] : [])], bold, large),
  );
};

/** The first column to the left, the others to the right. A row that is too wide goes on over several. */
const tableRows = (rows: readonly (readonly string[])[], columns: number): Row[] => {
  const count = Math.max(...rows.map((cells) => cells.length));
  const widths = Array.from({ length: count }, (_, index) => Math.max(...rows.map((cells) => textWidth(cells[index] ?? ''))));
  const needed = widths.reduce((sum, width) => sum + width, 0) + count - 1;
  if (needed > columns)
    return rows.flatMap((cells) => wrap(cells.join(' '), columns).map((line) => row([{ at: 0, text: line }])));
  const gap = Math.floor((columns - needed) / Math.max(1, count - 1)) + 1;
  return rows.map((cells) => {
    let end = widths[0] ?? 0;
    return row(
      cells.map((text, index) => {
        if (index === 0) return { at: 0, text };
        // What does not divide evenly is left before the last column.
        end = index === count - 1 ? columns : end + gap + (widths[index] ?? 0);
        return { at: end - textWidth(text), text };
      }),
    );
  });
};

/** A row as plain text, spaces between its cells. */
export const plainText = (cells: readonly Cell[]): string => {
  let line = '';
  for (const { at, text } of cells) line += ' '.repeat(Math.max(0, at - textWidth(line))) + text;
  return line;
};
