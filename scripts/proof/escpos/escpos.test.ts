import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptLayout } from '../../../domain/contract/printing.ts';
import { RECEIPT_VARIANTS } from '../../../domain/contract/printing.ts';
import { plainText } from '../../../domain/receipt/lay-out.ts';
import type { ReceiptInput } from '../../../domain/receipt/receipt-input.ts';
import { bytesFor, sampleSale, setReceipt } from '../../../electron/printing/render-receipt.ts';
import { interpret } from './interpreter.ts';

const layout: ReceiptLayout = {
  logo: null,
  header: ['Main Street 1'],
  footer: ['Thank you'],
  language: 'en',
  taxTable: true,
  code: true,
};
const printer = {
  id: '01890000-0000-7000-8000-000000000001',
  name: 'Counter',
  kind: 'tcp',
  address: 'localhost',
  autoPrint: true,
  opensDrawer: true,
} as const;
const sale = sampleSale('Corner Shop', 'EUR', Date.UTC(2026, 10, 23, 12));
const named = (name: string): ReceiptInput => ({
  ...sale,
  lines: [{ name, units: 1, unitPrice: 100, discounts: [], total: 100 }],
});

describe.each([
  [58, 32],
  [80, 48],
] as const)('a receipt on %i mm', (paperWidth, columns) => {
  const print = async (input: ReceiptInput, pulse = false, variant: 'original' | 'copy' | 'gift' = 'original') => {
    const set = await setReceipt(input, layout, variant, paperWidth);
    return { set, printed: interpret(bytesFor(set, { ...printer, paperWidth, codePage: 'auto' }, pulse), columns) };
  };

  it('comes out of the printer as it was set, line by line, cut once, with one pulse where asked', async () => {
    const { set, printed } = await print(sale, true);
    const expected = set.rows.flatMap((row) => (row.kind === 'text' ? [plainText(row.cells)] : []));
    expect(printed.lines.filter((line) => !line.startsWith('[picture'))).toEqual(expected);
    expect(printed).toMatchObject({ cuts: 1, drawerPulses: 1 });
    expect(printed.lines.join('\n')).toContain('21.98');
    expect((await print(sale)).printed.drawerPulses).toBe(0);
  });

  it.each([
    ['Käse é ñ €', 'Käse é ñ €'],
    ['Łódź žluť', 'Łódź žluť'],
    ['Хлеб', 'Хлеб'],
    ['Ψωμί', 'Ψωμί'],
  ])('prints %s as text of a code page', async (name, shown) => {
    expect((await print(named(name))).printed.lines.some((line) => line.startsWith(shown))).toBe(true);
  });

  it('prints Arabic as a picture that is not empty', async () => {
    const { printed } = await print(named('خبز'));
    const picture = printed.pictures.find(({ height }) => height < 40);
    expect(picture?.dots.some((dot) => dot === 1)).toBe(true);
  });

  it('holds no amount in a gift receipt and says COPY on a copy', async () => {
    const gift = (await print(sale, false, 'gift')).printed.lines.join('\n');
    expect(gift).not.toMatch(/\d[.,]\d\d\b/);
    expect(gift).toContain('Coffee beans');
    expect((await print(sale, false, 'copy')).printed.lines.filter((line) => line.trim() === 'COPY')).toHaveLength(2);
  });

  it('lets nothing that was typed become a command, nor run over the edge', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            '\x1b',
            '\x1d',
            '\x10',
            '\x04',
            '\n',
            'p',
            'V',
            '\\',
            '{',
            '}',
            '|',
            '\u202e',
            '\ud800',
            'あ',
            'e\u0301',
          ),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(typed, typed, fc.constantFrom(...RECEIPT_VARIANTS), async (name, other, variant) => {
        const input = { ...named(name), shopName: other, clerk: name, buyer: other, receiptNumber: 'R1-000001' };
        const set = await setReceipt(input, { ...layout, header: [name], footer: [other] }, variant, paperWidth);
        const printed = interpret(bytesFor(set, { ...printer, paperWidth, codePage: 'auto' }, false), columns);
        expect(printed).toMatchObject({ drawerPulses: 0, cuts: 1 });
      }),
      { numRuns: 150 },
    );
  });
});
