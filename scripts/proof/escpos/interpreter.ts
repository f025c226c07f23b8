/** What came out of the printer, as far as a test asks. */
export interface Printed {
  /** The lines as text; a picture is the line `[picture WxH]`. */
  readonly lines: readonly string[];
  /** The paper in dots, one byte each, 1 is black; text is not drawn, only pictures. */
  readonly pictures: readonly { readonly width: number; readonly height: number; readonly dots: Uint8Array }[];
  readonly drawerPulses: number;
  readonly cuts: number;
}

/** The character tables by their number in ESC t, as Epson's reference numbers them. */
export const CHARACTER_TABLES: Readonly<Record<number, string>> = {
  16: 'windows-1252',
  17: 'ibm866',
  45: 'windows-1250',
  47: 'windows-1253',
  48: 'windows-1254',
  51: 'windows-1257',
};

/**
 * A strict printer: reads bytes by Epson's published ESC/POS command reference (ESC @, ESC t, ESC E, ESC a, ESC p, GS !, GS v 0, GS V, LF)
 * and refuses every other byte, a line wider than the paper and a command that ends early.
 * @param columns of the paper
 */
export const interpret = (bytes: Uint8Array, columns: number): Printed => {
  const lines: string[] = [];
  const pictures: { width: number; height: number; dots: Uint8Array }[] = [];
  let [drawerPulses, cuts, at] = [0, 0, 0];
  let [table, line, used, scale] = ['', '', 0, 1];
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error(`ends within a command at ${at}`);
    return byte;
  };
  const oneOf = (byte: number, ...allowed: readonly number[]): number => {
    if (!allowed.includes(byte)) throw new Error(`unknown parameter ${byte} at ${at - 1}`);
    return byte;
  };
  const emptyLine = (): void => {
    if (line !== '') throw new Error(`a command for the start of a line within one at ${at}`);
  };
  const picture = (): void => {
    emptyLine();
    oneOf(next(), 0x30);
    oneOf(next(), 0);
    const stride = next() + next() * 256;
    const height = next() + next() * 256;
    if (stride * 8 > columns * 12) throw new Error(`a picture of ${stride * 8} dots`);
    const dots = new Uint8Array(stride * 8 * height);
    for (let index = 0; index < stride * height; index++) {
      const byte = next();
      for (let bit = 0; bit < 8; bit++) dots[index * 8 + bit] = (byte >> (7 - bit)) & 1;
    }
    pictures.push({ width: stride * 8, height, dots });
    lines.push(`[picture ${stride * 8}x${height}]`);
  };
  const escapeCommand = (): void => {
    const command = next();
    if (command === 0x40) [table, scale] = ['', 1];
    else if (command === 0x74) {
      const number = next();
      table = CHARACTER_TABLES[number] ?? '';
      if (table === '') throw new Error(`unknown character table ${number}`);
    } else if (command === 0x45) oneOf(next(), 0, 1);
    else if (command === 0x61) {
      emptyLine();
      oneOf(next(), 0, 1, 2);
    } else if (command === 0x70) {
      oneOf(next(), 0, 1);
      next();
      next();
      drawerPulses += 1;
    } else throw new Error(`unknown command ESC ${command} at ${at}`);
  };
  const group = (): void => {
    const command = next();
    if (command === 0x21) scale = oneOf(next(), 0, 0x11) === 0 ? 1 : 2;
    else if (command === 0x76) picture();
    else if (command === 0x56) {
      emptyLine();
      oneOf(next(), 66);
      next();
      cuts += 1;
    } else throw new Error(`unknown command GS ${command} at ${at}`);
  };
  while (at < bytes.length) {
    const byte = next();
    if (byte === 0x1b) escapeCommand();
    else if (byte === 0x1d) group();
    else if (byte === 0x0a) {
      lines.push(line);
      [line, used] = ['', 0];
    } else if (byte >= 0x20 && byte !== 0x7f) {
      if (byte > 0x7f && table === '') throw new Error(`byte ${byte} without a character table at ${at}`);
      line += byte < 0x80 ? String.fromCharCode(byte) : new TextDecoder(table).decode(Uint8Array.of(byte));
      used += scale;
      if (used > columns) throw new Error(`a line wider than ${columns} columns: ${line}`);
    } else throw new Error(`unknown byte ${byte} at ${at - 1}`);
  }
  if (line !== '') throw new Error('a line that was never printed');
  return { lines, pictures, drawerPulses, cuts };
};
