import type { ReceiptLayout, ReceiptVariant } from '../contract/printing.ts';
import { toDecimal } from '../shared/money.ts';
import { LABELS } from './labels.ts';
import type { ReceiptInput, ReceiptLine } from './receipt-input.ts';
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

/**
 * The receipt of a sale. A copy says so at its top and its end; a gift receipt holds no amount at all, nor how it was paid.
 * @param layout of the shop; its language chooses the words and the form of numbers
 */
export const composeReceipt = (input: ReceiptInput, layout: ReceiptLayout, variant: ReceiptVariant): readonly Block[] => {
  const label = LABELS[layout.language];
  const number = numberOf(layout.language, input.currency);
  const shown = variant !== 'gift';
  const mark = variant === 'copy' ? [large(label.copy)] : variant === 'gift' ? [large(label.gift)] : [];
  const line = (sold: ReceiptLine): Block[] => {
    const units = sold.units === 1 ? '' : `${sold.units} × `;
    if (!shown) return [text(`${units}${sold.name}`)];
    const each = sold.units === 1 ? [] : [text(`  ${number(sold.unitPrice)}`)];
    const discounts = sold.discounts.map(({ name, amount }) =>
      pair(`  ${printable(name) || label.discount}`, `(${number(-amount)})`),
    );
    return [pair(`${units}${sold.name}`, number(sold.total)), ...each, ...discounts];
  };
  return [
    ...(layout.logo === null ? [] : [{ kind: 'logo' } as const]),
    large(input.shopName),
    ...layout.header.filter(isSaid).map(centred),
    ...mark,
    { kind: 'space' },
    pair(label.receipt, input.receiptNumber),
    pair(label.date, dateOf(layout.language, input.at)),
    pair(label.clerk, input.clerk),
    ...(input.buyer === null ? [] : [pair(label.buyer, input.buyer)]),
    { kind: 'rule' },
    ...input.lines.flatMap(line),
    ...(input.returned.length === 0 ? [] : [text(label.returned, true), ...input.returned.flatMap(line)]),
    { kind: 'rule' },
    ...(shown ? amounts(input, layout, number) : []),
    ...(layout.code ? [code(input)] : []),
    ...layout.footer.filter(isSaid).map(centred),
    ...(variant === 'copy' ? mark : []),
  ];
};

const amounts = (input: ReceiptInput, layout: ReceiptLayout, number: (amount: number) => string): Block[] => {
  const label = LABELS[layout.language];
  const { discounts, cashRounding, taxes, payments, currency } = input;
  const addedTax = input.taxIncluded ? 0 : taxes.reduce((sum, { tax }) => sum + tax, 0);
  const hasSteps = discounts.length > 0 || cashRounding !== 0 || addedTax !== 0;
  return [
    ...(hasSteps ? [pair(label.subtotal, number(input.subtotal))] : []),
    ...discounts.map(({ name, amount }) => pair(printable(name) || label.discount, number(-amount))),
    ...(addedTax === 0 ? [] : [pair(label.tax, number(addedTax))]),
    ...(cashRounding === 0 ? [] : [pair(label.rounding, number(cashRounding))]),
    { kind: 'pair', left: `${label.total} ${currency}`, right: number(input.total), bold: true, large: true },
    ...payments.flatMap(({ kind, name, amount, tendered, change, reference }) => [
      pair(printable(name) || label[kind], number(kind === 'cash' ? tendered : amount)),
      ...(isSaid(reference) ? [text(`  ${reference}`)] : []),
      ...(change === 0 ? [] : [pair(label.change, number(change))]),
    ]),
    ...(layout.taxTable && taxes.length > 0
      ? [
          { kind: 'rule' } as const,
          {
            kind: 'table',
            rows: [
              [label.rate, label.net, label.tax, label.gross],
              ...taxes.map(({ letter, ratePpm, net, tax, gross }) => [
                `${letter} ${percent(layout.language, ratePpm)}`,
                number(net),
                number(tax),
                number(gross),
              ]),
            ],
          } as const,
        ]
      : []),
    { kind: 'rule' },
  ];
};

const code = ({ code: given, receiptNumber }: ReceiptInput): Block =>
  given === null
    ? { kind: 'code', symbology: 'code128', text: receiptNumber }
    : { kind: 'code', symbology: 'qrcode', text: given };

const isSaid = (line: string): boolean => printable(line) !== '';
/** Spaces at the front are ours and stay. */
const clean = (line: string): string => (/^ */.exec(line)?.[0] ?? '') + printable(line);
const text = (line: string, bold = false): Block => ({ kind: 'text', text: clean(line), align: 'left', bold, large: false });
const centred = (line: string): Block => ({ kind: 'text', text: printable(line), align: 'centre', bold: false, large: false });
const large = (line: string): Block => ({ kind: 'text', text: printable(line), align: 'centre', bold: true, large: true });
const pair = (left: string, right: string): Block => ({
  kind: 'pair',
  left: clean(left),
  right: printable(right),
  bold: false,
  large: false,
});

const numberOf = (language: string, currency: string) => {
  const digits = (toDecimal({ amount: 0, currency }).split('.')[1] ?? '').length;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (amount: number): string => format.format(toDecimal({ amount, currency }) as Intl.StringNumericLiteral);
};
const percent = (language: string, ppm: number): string =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(ppm / 10_000)}%`;
const dateOf = (language: string, at: number): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'short', timeStyle: 'short' }).format(at);
