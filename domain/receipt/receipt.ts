import type { ReceiptLayout, ReceiptVariant } from '../contract/printing.ts';
import { type Block, centred, dateOf, isSaid, large, numberOf, pair, percent, text } from './blocks.ts';
import { LABELS } from './labels.ts';
import type { ReceiptCredit, ReceiptInput, ReceiptLine } from './receipt-input.ts';
import { printable } from './text-width.ts';

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
  const credit = ({ kind, amount, reference, balance }: ReceiptCredit): Block[] => {
    const name = kind === 'voucher' ? label.voucher : label.settled;
    if (!shown) return [text(name), ...(isSaid(reference) ? [text(`  ${reference}`)] : [])];
    return [
      pair(name, number(amount)),
      ...(isSaid(reference) ? [text(`  ${reference}`, true)] : []),
      ...(balance === null ? [] : [pair(`  ${label.balance}`, number(balance))]),
    ];
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
    ...input.credits.flatMap(credit),
    { kind: 'rule' },
    ...(shown ? amounts(input, layout, number) : []),
    ...(layout.code ? codesOf(input) : []),
    ...layout.footer.filter(isSaid).map(centred),
    ...(variant === 'copy' ? mark : []),
  ];
};

const amounts = (input: ReceiptInput, layout: ReceiptLayout, number: (amount: number) => string): Block[] => {
  const label = LABELS[layout.language];
  const { discounts, cashRounding, taxes, payments, currency } = input;
  const addedTax = input.taxIncluded ? 0 : taxes.reduce((sum, { tax }) => sum + tax, 0);
  const hasSteps = discounts.length > 0 || addedTax !== 0;
  return [
    ...(hasSteps ? [pair(label.subtotal, number(input.subtotal))] : []),
    ...discounts.map(({ name, amount }) => pair(printable(name) || label.discount, number(-amount))),
    ...(addedTax === 0 ? [] : [pair(label.tax, number(addedTax))]),
    { kind: 'pair', left: `${label.total} ${currency}`, right: number(input.total), bold: true, large: true },
    ...(cashRounding === 0 ? [] : [pair(label.rounding, number(cashRounding))]),
    ...payments.flatMap(({ kind, name, tendered, change, tip, reference, balance }) => [
      pair(printable(name) || label[kind], number(tendered)),
      ...(isSaid(reference) ? [text(`  ${reference}`)] : []),
      ...(balance === null ? [] : [pair(`  ${label.balance}`, number(balance))]),
      ...(tip === 0 ? [] : [pair(`  ${label.tip}`, number(tip))]),
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

const codesOf = ({ codes, receiptNumber }: ReceiptInput): Block[] =>
  codes.length === 0
    ? [{ kind: 'code', symbology: 'code128', text: receiptNumber }]
    : codes.map((text) => ({ kind: 'code', symbology: 'qrcode', text }));
