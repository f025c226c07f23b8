import type { PrinterView, ReceiptLayout, ReceiptPicture, ReceiptVariant } from '../../domain/contract/printing.ts';
import type { ShiftReport } from '../../domain/contract/shifts.ts';
import type { Block } from '../../domain/receipt/blocks.ts';
import { toEscPos } from '../../domain/receipt/esc-pos.ts';
import { columnsOf, layOut, plainText, type Row } from '../../domain/receipt/lay-out.ts';
import { composeReceipt } from '../../domain/receipt/receipt.ts';
import type { ReceiptInput } from '../../domain/receipt/receipt-input.ts';
import { composeReport } from '../../domain/receipt/report.ts';
import { toSvg } from '../../domain/receipt/svg.ts';
import { drawCode, drawLogo, drawText, missingGlyphs } from './draughtsman.ts';

export { drawLogo } from './draughtsman.ts';
export { toPdf } from './pdf.ts';

/** A receipt that is set on paper of one width. */
export interface SetReceipt {
  readonly rows: readonly Row[];
  readonly columns: number;
}

/** Sets blocks on paper. @throws DomainError `printing/logo-invalid` */
const setBlocks = async (blocks: readonly Block[], paperWidth: 58 | 80, logo: string | null): Promise<SetReceipt> => {
  const columns = columnsOf(paperWidth);
  const drawnLogo = logo === null ? undefined : await drawLogo(logo, columns * 12);
  return { rows: layOut(blocks, columns, { logo: () => drawnLogo, code: drawCode }), columns };
};

/** @throws DomainError `printing/logo-invalid` */
export const setReceipt = (
  input: ReceiptInput,
  layout: ReceiptLayout,
  variant: ReceiptVariant,
  paperWidth: 58 | 80,
): Promise<SetReceipt> => setBlocks(composeReceipt(input, layout, variant), paperWidth, layout.logo);

/** An X or Z report, in the shop's language. */
export const setReport = (
  report: ShiftReport,
  layout: ReceiptLayout,
  variant: ReceiptVariant,
  paperWidth: 58 | 80,
): Promise<SetReceipt> => setBlocks(composeReport(report, layout.language, variant === 'copy'), paperWidth, null);

const ruler = (columns: number): string => '1234567890'.repeat(5).slice(0, columns);

/** The page that shows what a printer can do. */
export const setTestPage = (printer: PrinterView, shopName: string): Promise<SetReceipt> => {
  const text = (line: string, large = false): Block => ({ kind: 'text', text: line, align: 'left', bold: large, large });
  return setBlocks(
    [
      text('Tillwright', true),
      text(shopName),
      text(printer.name),
      { kind: 'rule' },
      text(ruler(columnsOf(printer.paperWidth))),
      text('ÄÖÜß éèêç ñ € – western'),
      text('Łódź Příliš žluťoučký – central'),
      text('Привет – Cyrillic'),
      text('Ελληνικά – Greek'),
      { kind: 'pair', left: 'Total', right: '1234.56', bold: true, large: true },
      { kind: 'rule' },
      { kind: 'code', symbology: 'qrcode', text: 'TILLWRIGHT TEST' },
      { kind: 'code', symbology: 'code128', text: 'R1-000000' },
    ],
    printer.paperWidth,
    null,
  );
};

/** Bytes for a printer that understands ESC/POS. */
export const bytesFor = ({ rows, columns }: SetReceipt, { codePage }: PrinterView, pulse: boolean): Uint8Array =>
  toEscPos(rows, { codePage, pulse, drawText: (cells, bold, large) => drawText(columns, cells, bold, large) });

export const pictureOf = ({ rows, columns }: SetReceipt): ReceiptPicture => {
  const text = rows.map((row) => (row.kind === 'text' ? plainText(row.cells) : '')).join('\n');
  return { svg: toSvg(rows, columns), text, missing: missingGlyphs(text.replaceAll('\n', '')) };
};

/** A sale that never was, to show a layout with. */
export const sampleSale = (shopName: string, currency: string, at: number): ReceiptInput => ({
  shopName,
  receiptNumber: 'R1-000042',
  at,
  clerk: 'Alex',
  buyer: null,
  currency,
  lines: [
    { name: 'Coffee beans 500 g', units: 2, unitPrice: 899, discounts: [], total: 1798 },
    { name: 'Notebook, ruled', units: 1, unitPrice: 450, discounts: [{ name: '', amount: 50 }], total: 400 },
  ],
  returned: [],
  credits: [],
  subtotal: 2198,
  discounts: [],
  total: 2198,
  cashRounding: 0,
  taxIncluded: true,
  taxes: [
    { letter: 'A', name: '', ratePpm: 190_000, net: 336, tax: 64, gross: 400 },
    { letter: 'B', name: '', ratePpm: 70_000, net: 1680, tax: 118, gross: 1798 },
  ],
  payments: [{ kind: 'cash', name: '', amount: 2198, tendered: 2500, change: 302, tip: 0, reference: '', balance: null }],
  codes: [],
});
