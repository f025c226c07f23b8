import { toDecimal } from '../shared/money.ts';
import { printable } from './text-width.ts';

/** A receipt as a list of things one below the other, before anything is known of paper. */
export type Block =
  | { readonly kind: 'logo' }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'centre';
      readonly bold: boolean;
      readonly large: boolean;
    }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly bold: boolean; readonly large: boolean }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'space' }
  | { readonly kind: 'code'; readonly symbology: 'qrcode' | 'code128'; readonly text: string };

/** Whether anything of a line can be printed. */
export const isSaid = (line: string): boolean => printable(line) !== '';
/** Spaces at the front are ours and stay. */
const clean = (line: string): string => (/^ */.exec(line)?.[0] ?? '') + printable(line);
/** A line at the left; blanks before it indent it. */
export const text = (line: string, bold = false): Block => ({
  kind: 'text',
  text: clean(line),
  align: 'left',
  bold,
  large: false,
});
export const centred = (line: string): Block => ({
  kind: 'text',
  text: printable(line),
  align: 'centre',
  bold: false,
  large: false,
});
export const large = (line: string): Block => ({ kind: 'text', text: printable(line), align: 'centre', bold: true, large: true });
/** Something at the left and something at the right of one line. */
export const pair = (left: string, right: string): Block => ({
  kind: 'pair',
  left: clean(left),
  right: printable(right),
  bold: false,
  large: false,
});

/** Writes amounts of minor units as the language does. */
export const numberOf = (language: string, currency: string) => {
  const digits = (toDecimal({ amount: 0, currency }).split('.')[1] ?? '').length;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (amount: number): string => format.format(toDecimal({ amount, currency }) as Intl.StringNumericLiteral);
};
/** @param ppm parts per million */
export const percent = (language: string, ppm: number): string =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(ppm / 10_000)}%`;
/** @param at milliseconds since 1970-01-01 UTC */
export const dateOf = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'short', timeStyle: 'short' }).format(at);
