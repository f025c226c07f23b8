import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { ReceiptLayout, ReceiptPicture, ReceiptVariant } from '../../domain/contract/printing.ts';
import type { ShiftReport } from '../../domain/contract/shifts.ts';
import type { PrintingRepository, PrintJob } from '../../domain/printing/ports.ts';
import type { PrintingService } from '../../domain/printing/printing-service.ts';
import { drawerOnly } from '../../domain/receipt/esc-pos.ts';
import { receiptOfOrder } from '../../domain/receipt/from-order.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { PrintError } from './print-error.ts';
import type { SetReceipt } from './render-receipt.ts';
import { sendDevice, writeWhole } from './send-file.ts';
import { sendTcp } from './send-tcp.ts';

/** Prints through the printers that the operating system knows; only a host with windows has one. */
export interface SystemPrinter {
  /** @param svg one receipt @param paperWidth millimetres */
  print(printerName: string, svg: string, paperWidth: number): Promise<void>;
}

export interface PrintingHostParts {
  readonly dataDir: string;
  readonly service: PrintingService;
  readonly repository: PrintingRepository;
  readonly shop: () => { readonly name: string; readonly currency: string };
  /** The codes on a receipt: what another till needs to take the goods back. */
  readonly codesOf: (order: OrderView) => readonly string[];
  readonly now: () => number;
  /** What was left of its voucher after a payment, in minor units. */
  readonly balanceAfter: (paymentId: string) => number;
  readonly systemPrinter: SystemPrinter | undefined;
}

type Wanted = { readonly orderId: string; readonly variant: 'receipt' | 'gift' };

// Drawing brings a native library of 30 MB along: it is loaded with the first receipt, not with the till.
const drawing = () => import('./render-receipt.ts');

/** Makes receipts and brings them where they belong. */
export const createPrintingHost = (parts: PrintingHostParts) => {
  const { service, repository, shop } = parts;

  const set = async (order: OrderView, variant: ReceiptVariant, paperWidth: 58 | 80): Promise<SetReceipt> =>
    (await drawing()).setReceipt(
      receiptOfOrder(order, shop().name, parts.codesOf(order), parts.balanceAfter),
      service.layout(),
      variant,
      paperWidth,
    );

  return {
    /** @throws PrintError, or the system's error */
    async send(job: PrintJob): Promise<void> {
      const printer = repository.printer(job.printerId);
      if (!printer) throw new PrintError('not-found');
      const { kind, address } = printer;
      const takesBytes = kind === 'tcp' || kind === 'device';
      if (job.kind === 'drawer') {
        // A pulse that came too late is not sent at all.
        if (!job.pulse) return;
        if (!takesBytes) throw new PrintError('not-supported');
        await (kind === 'tcp' ? sendTcp(address, drawerOnly()) : sendDevice(address, drawerOnly()));
        return;
      }
      const { bytesFor, pictureOf, setReport, setTestPage, toPdf } = await drawing();
      const { paperWidth } = printer;
      const receipt = job.report
        ? await setReport(job.report, service.layout(), job.variant, paperWidth)
        : job.orderId === null
          ? await setTestPage(printer, shop().name)
          : await set(service.paidOrder(job.orderId), job.variant, paperWidth);
      if (kind === 'tcp') await sendTcp(address, bytesFor(receipt, printer, job.pulse));
      else if (kind === 'device') await sendDevice(address, bytesFor(receipt, printer, job.pulse));
      else if (kind === 'pdf-folder') {
        const name = `${job.receiptNumber ?? 'test'}-${job.variant}-${job.id.slice(-6)}.pdf`;
        await writeWhole(address, name, toPdf(receipt.rows, receipt.columns));
      } else if (parts.systemPrinter) await parts.systemPrinter.print(address, pictureOf(receipt).svg, paperWidth);
      else throw new PrintError('not-supported');
    },

    async saveLayout(layout: ReceiptLayout, by: Actor): Promise<ReceiptLayout> {
      if (layout.logo !== null) await (await drawing()).drawLogo(layout.logo, 576);
      return service.saveLayout(layout, by);
    },

    async previewLayout(layout: ReceiptLayout, paperWidth: 58 | 80): Promise<ReceiptPicture> {
      const { name, currency } = shop();
      const { pictureOf, sampleSale, setReceipt } = await drawing();
      return pictureOf(await setReceipt(sampleSale(name, currency, parts.now()), layout, 'original', paperWidth));
    },

    async preview(wanted: Wanted & { readonly paperWidth: 58 | 80 }): Promise<ReceiptPicture> {
      const { pictureOf } = await drawing();
      return pictureOf(await set(service.paidOrder(wanted.orderId), service.variantOf(wanted), wanted.paperWidth));
    },

    async previewReport(report: ShiftReport, paperWidth: 58 | 80): Promise<ReceiptPicture> {
      const { pictureOf, setReport } = await drawing();
      return pictureOf(await setReport(report, service.layout(), service.variantOfReport(report), paperWidth));
    },

    async savePdf(wanted: Wanted, by: Actor): Promise<{ path: string; fileName: string; base64: string }> {
      const order = service.paidOrder(wanted.orderId);
      const variant = wanted.variant === 'gift' ? 'gift' : 'copy';
      const { rows, columns } = await set(order, variant, 80);
      const { toPdf } = await drawing();
      const pdf = toPdf(rows, columns);
      const folder = join(parts.dataDir, 'receipts');
      mkdirSync(folder, { recursive: true });
      const fileName = `${order.receiptNumber}-${variant}.pdf`;
      if (variant === 'copy') service.receiptSaved(order, by);
      const path = await writeWhole(folder, fileName, pdf);
      return { path, fileName, base64: pdf.toString('base64') };
    },
  };
};

export type PrintingHost = ReturnType<typeof createPrintingHost>;
