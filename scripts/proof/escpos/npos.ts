import { createRequire } from 'node:module';
import { CHARACTER_TABLES, type Printed } from './interpreter.ts';

/** The package has no types: as far as a test asks. */
interface Npos {
  parser(): { parse(raw: Buffer): Promise<{ readonly tree: readonly Node[] }> };
  readonly codecs: {
    readonly raster: { decode(raw: Buffer, nodes: readonly Node[]): { getPixel(x: number, y: number): number } };
  };
}
const npos = createRequire(import.meta.url)('npos') as Npos;

/** What npos makes of one command or of one stretch of text. */
interface Node {
  readonly ascii: string;
  readonly fn: string;
  readonly offset: number;
  readonly length: number;
  readonly width?: number;
  readonly height?: number;
}

/**
 * The bytes cut into commands, text and pictures by npos, a reader of ESC/POS that was not written here. What is ours is the putting
 * together alone: the lines, by the character table that was chosen last.
 * @throws Error for bytes that npos knows no command for
 */
export const readIndependently = async (bytes: Uint8Array): Promise<Printed> => {
  const raw = Buffer.from(bytes);
  const { tree } = await npos.parser().parse(raw);
  const lines: string[] = [];
  const pictures: { width: number; height: number; dots: Uint8Array }[] = [];
  let [drawerPulses, cuts, table, line] = [0, 0, 'ascii', ''];
  for (const node of tree) {
    const command = `${node.ascii} ${node.fn}`;
    if (node.ascii === 'STX') {
      const parts = new TextDecoder(table).decode(raw.subarray(node.offset, node.offset + node.length)).split('\n');
      for (const part of parts.slice(0, -1)) {
        lines.push(line + part);
        line = '';
      }
      line += parts.at(-1) ?? '';
    } else if (command === 'ESC t') table = CHARACTER_TABLES[raw[node.offset + 2] ?? 0] ?? 'ascii';
    else if (command === 'ESC p') drawerPulses += 1;
    else if (command === 'GS V') cuts += 1;
    else if (command === 'GS v0') {
      const { width = 0, height = 0 } = node;
      const image = npos.codecs.raster.decode(raw, [node]);
      const dots = Uint8Array.from({ length: width * height }, (_, at) =>
        image.getPixel(at % width, Math.floor(at / width)) === 0 ? 1 : 0,
      );
      pictures.push({ width, height, dots });
      lines.push(`[picture ${width}x${height}]`);
    }
  }
  return { lines, pictures, drawerPulses, cuts };
};
