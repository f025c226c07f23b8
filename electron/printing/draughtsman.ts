import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import bwip from 'bwip-js/node';
import { MAX_LOGO_BYTES } from '../../domain/contract/printing.ts';
import { type Bitmap, type Cell, DOTS_PER_COLUMN, DOTS_PER_LINE } from '../../domain/receipt/lay-out.ts';
import { DomainError } from '../../domain/shared/errors.ts';

const FONT = '"DejaVu Sans Mono", "Liberation Mono", Consolas, Menlo, monospace';
const MAX_LOGO_SIDE = 2000;
/** Quiet enough to be scanned from thermal paper. */
/** Dots of one module, the largest that fits: a QR code of a long receipt is finer. At 203 dpi three dots are 0.375 mm, which scanners still read. */
const MODULE_DOTS = { qrcode: [5, 4, 3], code128: [2] };
const CODE128_HEIGHT = 72;

const emptyBitmap = (width: number, height: number) => {
  const stride = Math.ceil(width / 8);
  return { width, height, stride, bits: new Uint8Array(stride * height) };
};

const blacken = ({ stride, bits }: Bitmap, x: number, y: number): void => {
  const at = y * stride + (x >> 3);
  bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
};

const CANVAS = { width: 16, height: 24 };
const shapeOf = (character: string): string => {
  const canvas = createCanvas(CANVAS.width * 2, CANVAS.height);
  const context = canvas.getContext('2d');
  context.font = `20px ${FONT}`;
  context.fillText(character, 4, 18);
  return Buffer.from(context.getImageData(0, 0, CANVAS.width * 2, CANVAS.height).data.buffer).toString('latin1');
};

/** The box that fonts draw for what they do not hold. */
let box: string | undefined;
const drawable = new Map<string, boolean>();
/** Whether any font of this computer holds a character. */
const hasGlyph = (character: string): boolean => {
  if (/^[\s\x20-\x7e\p{M}\p{Cf}]$/u.test(character)) return true;
  const known = drawable.get(character);
  if (known !== undefined) return known;
  box ??= shapeOf('\u{10fffd}');
  const has = shapeOf(character) !== box;
  drawable.set(character, has);
  return has;
};

/** The characters of a text that no font here holds. */
export const missingGlyphs = (text: string): string => [...new Set(text)].filter((character) => !hasGlyph(character)).join('');

/** The text with `?` for what no font here holds. */
const drawableText = (text: string): string => [...text].map((character) => (hasGlyph(character) ? character : '?')).join('');

/** Draws the cells of one row at their columns. */
export const drawCells = (
  context: SKRSContext2D,
  cells: readonly Cell[],
  { bold, large, top, scale }: { bold: boolean; large: boolean; top: number; scale: number },
): void => {
  const size = (large ? 2 : 1) * scale;
  context.font = `${bold ? 'bold ' : ''}${20 * size}px ${FONT}`;
  for (const { at, text } of cells) context.fillText(drawableText(text), at * DOTS_PER_COLUMN * size, top + 18 * size);
};

/** A row of text as dots, for a printer that does not hold its characters. */
export const drawText = (columns: number, cells: readonly Cell[], bold: boolean, large: boolean): Bitmap => {
  const width = columns * DOTS_PER_COLUMN;
  // Letters of some scripts reach below the line of Latin ones.
  const height = (DOTS_PER_LINE + 4) * (large ? 2 : 1);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  drawCells(context, cells, { bold, large, top: 0, scale: 1 });
  const { data } = context.getImageData(0, 0, width, height);
  const bitmap = emptyBitmap(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if ((data[(y * width + x) * 4 + 3] ?? 0) > 110) blacken(bitmap, x, y);
  return bitmap;
};

/** What bwip-js works out before it draws: a matrix of modules, or the widths of bars and spaces in turn. */
type RawSymbol =
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number }
  | { readonly sbs: readonly number[] };

/** A QR code or Code 128. @returns undefined where it does not fit the paper or the text has no such code */
export const drawCode = (symbology: 'qrcode' | 'code128', text: string, maxDots: number): Bitmap | undefined => {
  let symbol: RawSymbol | undefined;
  try {
    [symbol] = bwip.raw(symbology, text, '') as readonly RawSymbol[];
  } catch {
    return undefined;
  }
  if (!symbol) return undefined;
  const modules = 'pixs' in symbol ? symbol.pixx : symbol.sbs.reduce((sum, bar) => sum + bar, 0);
  const module = MODULE_DOTS[symbology].find((dots) => modules * dots <= maxDots);
  if (module === undefined) return undefined;
  if ('pixs' in symbol) {
    const { pixs, pixx, pixy } = symbol;
    const bitmap = emptyBitmap(pixx * module, pixy * module);
    for (let y = 0; y < bitmap.height; y++)
      for (let x = 0; x < bitmap.width; x++)
        if (pixs[Math.floor(y / module) * pixx + Math.floor(x / module)] === 1) blacken(bitmap, x, y);
    return bitmap;
  }
  const bars = symbol.sbs;
  const width = modules * module;
  const bitmap = emptyBitmap(width, CODE128_HEIGHT);
  let x = 0;
  bars.forEach((bar, index) => {
    for (let dot = 0; dot < bar * module; dot++, x++)
      if (index % 2 === 0) for (let y = 0; y < CODE128_HEIGHT; y++) blacken(bitmap, x, y);
  });
  return bitmap;
};

/** Width and height as the head of a PNG tells them (RFC 2083, IHDR comes first). */
const sizeOfPng = (png: Buffer): { width: number; height: number } | undefined =>
  png.length > 24 && png.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' && png.toString('latin1', 12, 16) === 'IHDR'
    ? { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }
    : undefined;

/**
 * The shop's logo in black and white, at most as wide as the paper, its greys spread by Floyd and Steinberg's method.
 * @throws DomainError `printing/logo-invalid`
 */
export const drawLogo = async (base64: string, maxDots: number): Promise<Bitmap> => {
  const invalid = new DomainError('printing/logo-invalid', 'a logo is a PNG of at most 256 KiB and 2000 by 2000 pixels');
  const png = Buffer.from(base64, 'base64');
  // The size is read before the picture is: a small file can hold a huge one.
  const size = sizeOfPng(png);
  if (
    !size ||
    png.length > MAX_LOGO_BYTES ||
    Math.max(size.width, size.height) > MAX_LOGO_SIDE ||
    Math.min(size.width, size.height) === 0
  )
    throw invalid;
  const image = await loadImage(png).catch(() => {
    throw invalid;
  });
  const scale = Math.min(1, maxDots / size.width, 300 / size.height);
  const width = Math.max(1, Math.floor(size.width * scale));
  const height = Math.max(1, Math.floor(size.height * scale));
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  return dither(context.getImageData(0, 0, width, height).data, width, height);
};

const dither = (data: Uint8ClampedArray, width: number, height: number): Bitmap => {
  const grey = Float32Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  const bitmap = emptyBitmap(width, height);
  const spread = (x: number, y: number, error: number): void => {
    if (x >= 0 && x < width && y < height) grey[y * width + x] = (grey[y * width + x] ?? 0) + error;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = grey[y * width + x] ?? 255;
      const black = value < 128;
      if (black) blacken(bitmap, x, y);
      const error = value - (black ? 0 : 255);
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
  }
  return bitmap;
};
