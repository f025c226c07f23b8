import { deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { DOTS_PER_COLUMN, DOTS_PER_LINE, type Row } from '../../domain/receipt/lay-out.ts';
import { drawCells } from './draughtsman.ts';

/** Finer than the printer, so that it reads well on a screen. */
const SCALE = 2;
const MARGIN = 24;
/** Points to an inch, over the dots to an inch of a receipt printer. */
const POINTS_PER_DOT = 72 / 203;

/** A PDF of one page, as long as the receipt. Every script of this computer's fonts can stand in it: it is a picture in black and white. */
export const toPdf = (rows: readonly Row[], columns: number): Buffer => {
  const height = rows.reduce((sum, row) => sum + heightOf(row), 2 * MARGIN);
  const width = columns * DOTS_PER_COLUMN + 2 * MARGIN;
  const canvas = createCanvas(width * SCALE, height * SCALE);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  let top = MARGIN * SCALE;
  for (const row of rows) {
    context.save();
    if (row.kind === 'text') {
      context.translate(MARGIN * SCALE, 0);
      drawCells(context, row.cells, { bold: row.bold, large: row.large, top, scale: SCALE });
    } else {
      const { bitmap } = row;
      const left = Math.floor((width - bitmap.stride * 8) / 2) * SCALE;
      for (let y = 0; y < bitmap.height; y++)
        for (let x = 0; x < bitmap.width; x++)
          if (((bitmap.bits[y * bitmap.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0)
            context.fillRect(left + x * SCALE, top + y * SCALE, SCALE, SCALE);
    }
    context.restore();
    top += heightOf(row) * SCALE;
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const grey = Buffer.alloc(canvas.width * canvas.height);
  for (let at = 0; at < grey.length; at++) grey[at] = data[at * 4] ?? 255;
  return onePage(grey, canvas, { width: width * POINTS_PER_DOT, height: height * POINTS_PER_DOT });
};

const heightOf = (row: Row): number => (row.kind === 'picture' ? row.bitmap.height : DOTS_PER_LINE * (row.large ? 2 : 1));

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The file format: ISO 32000-1, one grey image that fills its page. */
const onePage = (grey: Buffer, pixels: Size, page: Size): Buffer => {
  const image = deflateSync(grey);
  const [width, height] = [page.width.toFixed(2), page.height.toFixed(2)];
  const content = Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /P Do Q`);
  const stream = (dictionary: string, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`<<${dictionary} /Length ${bytes.length}>>\nstream\n`), bytes, Buffer.from('\nendstream')]);
  const objects = [
    Buffer.from('<</Type /Catalog /Pages 2 0 R>>'),
    Buffer.from('<</Type /Pages /Kids [3 0 R] /Count 1>>'),
    Buffer.from(
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources <</XObject <</P 5 0 R>>>>>>`,
    ),
    stream('', content),
    stream(
      `/Type /XObject /Subtype /Image /Width ${pixels.width} /Height ${pixels.height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
      image,
    ),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let size = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(size);
    size += part.length;
    parts.push(part);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1} /Root 1 0 R>>\nstartxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};
