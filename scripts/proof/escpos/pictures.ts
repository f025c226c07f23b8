import jsqr from 'jsqr';
import type { Printed } from './interpreter.ts';

type Picture = Printed['pictures'][number];

/** Printers take a tall picture in bands, one right below the other. */
export const joined = ({ lines, pictures }: Pick<Printed, 'lines' | 'pictures'>): Picture[] => {
  const whole: Picture[] = [];
  let [at, isOpen] = [0, false];
  for (const line of lines) {
    const band = line.startsWith('[picture') ? pictures[at++] : undefined;
    const above = whole.at(-1);
    if (band && isOpen && above) {
      whole[whole.length - 1] = {
        ...above,
        height: above.height + band.height,
        dots: new Uint8Array(Buffer.concat([above.dots, band.dots])),
      };
    } else if (band) whole.push(band);
    isOpen = band !== undefined;
  }
  return whole;
};

/** What a reader of QR codes, which knows nothing of this project, makes of a printed picture. */
export const readQr = ({ width, height, dots }: Picture): string | undefined => {
  const quiet = 24;
  const [wide, high] = [width + 2 * quiet, height + 2 * quiet];
  const pixels = new Uint8ClampedArray(wide * high * 4).fill(255);
  for (let at = 0; at < dots.length; at++) {
    const pixel = ((Math.floor(at / width) + quiet) * wide + (at % width) + quiet) * 4;
    if (dots[at] === 1) pixels.fill(0, pixel, pixel + 3);
  }
  return jsqr.default(pixels, wide, high)?.data;
};
