import type { JobState, PrinterView, PrintFailure, ReceiptLayout } from '../../domain/contract/printing.ts';
import type { ShiftReport } from '../../domain/contract/shifts.ts';
import type { PrintingRepository, PrintJob } from '../../domain/printing/ports.ts';
import type { Database } from '../database.ts';

interface PrinterRow {
  id: string;
  name: string;
  kind: PrinterView['kind'];
  address: string;
  paper_width: 58 | 80;
  code_page: PrinterView['codePage'];
  auto_print: number;
  opens_drawer: number;
}

interface JobRow {
  id: string;
  kind: PrintJob['kind'];
  variant: PrintJob['variant'];
  order_id: string | null;
  receipt_number: string | null;
  printer_id: string;
  printer_name: string;
  pulse: number;
  state: JobState;
  failure: PrintFailure | null;
  report: string | null;
  at: number;
}

interface LayoutRow {
  logo: Buffer | null;
  header: string;
  footer: string;
  language: ReceiptLayout['language'];
  tax_table: number;
  code: number;
}

const toPrinter = (row: PrinterRow): PrinterView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  address: row.address,
  paperWidth: row.paper_width,
  codePage: row.code_page,
  autoPrint: row.auto_print === 1,
  opensDrawer: row.opens_drawer === 1,
});

const toJob = (row: JobRow): PrintJob => ({
  id: row.id,
  kind: row.kind,
  variant: row.variant,
  orderId: row.order_id,
  receiptNumber: row.receipt_number,
  printerId: row.printer_id,
  printerName: row.printer_name,
  state: row.state,
  failure: row.failure,
  at: row.at,
  pulse: row.pulse === 1,
  report: row.report === null ? null : (JSON.parse(row.report) as ShiftReport),
});

const JOBS = 'SELECT print_job.*, printer.name AS printer_name FROM print_job JOIN printer ON printer.id = print_job.printer_id';
const OPEN = "state IN ('waiting', 'sending', 'failed', 'unsure')";

/** Printers, the receipt's layout and the print queue in the shop's file. */
export const createSqlitePrintingRepository = ({ sqlite }: Database): PrintingRepository => {
  const printers = sqlite.prepare<[], PrinterRow>('SELECT * FROM printer WHERE removed = 0 ORDER BY name, id');
  const printer = sqlite.prepare<[string], PrinterRow>('SELECT * FROM printer WHERE id = ?');
  const putPrinter = sqlite.prepare(
    `INSERT INTO printer (id, name, kind, address, paper_width, code_page, auto_print, opens_drawer)
     VALUES (:id, :name, :kind, :address, :paperWidth, :codePage, :autoPrint, :opensDrawer)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, address = excluded.address,
       paper_width = excluded.paper_width, code_page = excluded.code_page, auto_print = excluded.auto_print,
       opens_drawer = excluded.opens_drawer, removed = 0`,
  );
  const remove = sqlite.prepare('UPDATE printer SET removed = 1 WHERE id = ?');
  const layout = sqlite.prepare<[], LayoutRow>('SELECT * FROM receipt_layout');
  const putLayout = sqlite.prepare(
    `INSERT OR REPLACE INTO receipt_layout (singleton, logo, header, footer, language, tax_table, code)
     VALUES (1, :logo, :header, :footer, :language, :taxTable, :code)`,
  );
  const addJob = sqlite.prepare(
    `INSERT INTO print_job (id, kind, variant, order_id, receipt_number, printer_id, pulse, state, failure, report, at)
     VALUES (:id, :kind, :variant, :orderId, :receiptNumber, :printerId, :pulse, :state, :failure, :report, :at)`,
  );
  const job = sqlite.prepare<[string], JobRow>(`${JOBS} WHERE print_job.id = ?`);
  const openJobs = sqlite.prepare<[], JobRow>(`${JOBS} WHERE ${OPEN} ORDER BY seq`);
  const hasReceipt = sqlite
    .prepare<[string], number>(
      "SELECT 1 FROM print_job WHERE order_id = ? AND kind = 'receipt' AND variant <> 'gift' AND state <> 'skipped' LIMIT 1",
    )
    .pluck();
  const hasReport = sqlite
    .prepare<[string], number>(
      "SELECT 1 FROM print_job WHERE receipt_number = ? AND kind = 'report' AND state <> 'skipped' LIMIT 1",
    )
    .pluck();
  const setJob = sqlite.prepare(
    'UPDATE print_job SET state = :state, failure = :failure, printer_id = :printerId, pulse = :pulse WHERE id = :id',
  );
  return {
    printers: () => printers.all().map(toPrinter),
    printer: (id) => {
      const row = printer.get(id);
      return row && toPrinter(row);
    },
    putPrinter: (saved) => {
      putPrinter.run({ ...saved, autoPrint: Number(saved.autoPrint), opensDrawer: Number(saved.opensDrawer) });
    },
    removePrinter: (id) => {
      remove.run(id);
    },
    layout: () => {
      const row = layout.get();
      return (
        row && {
          logo: row.logo?.toString('base64') ?? null,
          header: JSON.parse(row.header) as string[],
          footer: JSON.parse(row.footer) as string[],
          language: row.language,
          taxTable: row.tax_table === 1,
          code: row.code === 1,
        }
      );
    },
    putLayout: (saved) => {
      putLayout.run({
        logo: saved.logo === null ? null : Buffer.from(saved.logo, 'base64'),
        header: JSON.stringify(saved.header),
        footer: JSON.stringify(saved.footer),
        language: saved.language,
        taxTable: Number(saved.taxTable),
        code: Number(saved.code),
      });
    },
    addJob: (added) => {
      addJob.run({ ...added, pulse: Number(added.pulse), report: added.report && JSON.stringify(added.report) });
    },
    job: (id) => {
      const row = job.get(id);
      return row && toJob(row);
    },
    openJobs: () => openJobs.all().map(toJob),
    hasReceipt: (orderId) => hasReceipt.get(orderId) === 1,
    hasReport: (receiptNumber) => hasReport.get(receiptNumber) === 1,
    setJob: (id, { state, failure, printerId, pulse }) => {
      setJob.run({ id, state, failure, printerId, pulse: Number(pulse) });
    },
  };
};
