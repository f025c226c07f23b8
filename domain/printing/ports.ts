import type { OrderView } from '../contract/ordering.ts';
import type { JobState, PrinterView, PrintFailure, PrintJobView, ReceiptLayout } from '../contract/printing.ts';
import type { ShiftReport } from '../contract/shifts.ts';

/** A job as it is kept: what to print is worked out when it is sent. */
export interface PrintJob extends PrintJobView {
  /** Opens the cash drawer with it. */
  readonly pulse: boolean;
  /** What a job of the kind `report` prints: an X report is gone when the next sale comes. */
  readonly report: ShiftReport | null;
}

export interface PrintingRepository {
  /** By name, the removed ones left out. */
  printers(): readonly PrinterView[];
  printer(id: string): PrinterView | undefined;
  putPrinter(printer: PrinterView): void;
  removePrinter(id: string): void;
  layout(): ReceiptLayout | undefined;
  putLayout(layout: ReceiptLayout): void;
  addJob(job: Omit<PrintJob, 'printerName'>): void;
  job(id: string): PrintJob | undefined;
  /** What waits, is being sent, or stopped; oldest first. */
  openJobs(): readonly PrintJob[];
  /** Whether a receipt with prices was asked for before and not given up. */
  hasReceipt(orderId: string): boolean;
  /** Whether a report of this number was asked for before and not given up. */
  hasReport(receiptNumber: string): boolean;
  setJob(id: string, change: { state: JobState; failure: PrintFailure | null; printerId: string; pulse: boolean }): void;
}

export interface OrdersToPrint {
  order(id: string): OrderView | undefined;
}
