import { type Bitmap, DOTS_PER_COLUMN, DOTS_PER_LINE, type Row } from './lay-out.ts';
import { textWidth } from './text-width.ts';

const MARGIN = 24;
const FONT = "'DejaVu Sans Mono','Liberation Mono',Consolas,Menlo,monospace";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** The picture of a receipt for a screen, in dots of the printer. @returns an SVG document that loads nothing */
export const toSvg = (rows: readonly Row[], columns: number): string => {
  const width = columns * DOTS_PER_COLUMN;
  let y = MARGIN;
  const parts = rows.map((row) => {
    const top = y;
    if (row.kind === 'picture') {
      y += row.bitmap.height;
      return dots(row.bitmap, MARGIN + Math.floor((width - row.bitmap.stride * 8) / 2), top);
    }
    const scale = row.large ? 2 : 1;
    y += DOTS_PER_LINE * scale;
    return row.cells
      .map(({ at, text }) => {
        const x = MARGIN + at * DOTS_PER_COLUMN * scale;
        const length = textWidth(text) * DOTS_PER_COLUMN * scale;
        const weight = row.bold ? ' font-weight="700"' : '';
        return `<text x="${x}" y="${top + 18 * scale}" font-size="${20 * scale}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${weight}>${escaped(text)}</text>`;
      })
      .join('');
  });
  const size = `width="${width + 2 * MARGIN}" height="${y + MARGIN}" viewBox="0 0 ${width + 2 * MARGIN} ${y + MARGIN}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONT}"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>`;
};

/** Black dots side by side make one stroke. */
const dots = ({ width, height, stride, bits }: Bitmap, left: number, top: number): string => {
  let path = '';
  for (let y = 0; y < height; y++) {
    let start = -1;
    for (let x = 0; x <= width; x++) {
      const black = x < width && ((bits[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
      if (black && start < 0) start = x;
      if (!black && start >= 0) {
        path += `M${left + start} ${top + y}h${x - start}v1h${start - x}z`;
        start = -1;
      }
    }
  }
  return `<path d="${path}"/>`;
};
