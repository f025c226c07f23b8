import { z } from 'zod';
import { command, query } from './operation.ts';
import { at, id, name, noCardNumber, nothing, soughtText, text } from './schemas.ts';

export const PRINTER_KINDS = ['tcp', 'device', 'system', 'pdf-folder'] as const;
export const PAPER_WIDTHS = [58, 80] as const;
/** Which characters the printer holds itself; whatever it does not hold is sent as a picture. */
export const CODE_PAGES = ['auto', 'western', 'central-european', 'cyrillic', 'greek', 'turkish', 'baltic', 'picture'] as const;
export type CodePageChoice = (typeof CODE_PAGES)[number];
export const RECEIPT_LANGUAGES = ['en', 'de', 'fr'] as const;
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number];
export const RECEIPT_VARIANTS = ['original', 'copy', 'gift'] as const;
export type ReceiptVariant = (typeof RECEIPT_VARIANTS)[number];
export const JOB_KINDS = ['receipt', 'test', 'drawer', 'report'] as const;
export const JOB_STATES = ['waiting', 'sending', 'done', 'failed', 'unsure', 'skipped'] as const;
export type JobState = (typeof JOB_STATES)[number];
/** Why a job did not come out. */
export const PRINT_FAILURES = [
  'refused',
  'unreachable',
  'timed-out',
  'paper-out',
  'cover-open',
  'cut-off',
  'disk-full',
  'permission',
  'not-found',
  'not-supported',
  'interrupted',
  'unknown',
] as const;
export type PrintFailure = (typeof PRINT_FAILURES)[number];

const printerFields = {
  id,
  name,
  kind: z.enum(PRINTER_KINDS),
  address: soughtText(300)
    .trim()
    .refine(...noCardNumber)
    .meta({ description: 'host or host:port, device file, name of the system’s printer, or folder' }),
  paperWidth: z.literal(PAPER_WIDTHS).meta({ description: 'millimetres' }),
  codePage: z.enum(CODE_PAGES),
  autoPrint: z.boolean().meta({ description: 'prints the receipt of every sale by itself' }),
  opensDrawer: z.boolean().meta({ description: 'the cash drawer hangs on it' }),
};
export const printerView = z.strictObject(printerFields);
export type PrinterView = z.infer<typeof printerView>;

/** The largest logo file, in bytes. */
export const MAX_LOGO_BYTES = 256 * 1024;
const lines = z.array(text(200)).max(10);
const base64 = z.base64().max(Math.ceil((MAX_LOGO_BYTES * 4) / 3) + 4);

export const receiptLayout = z.strictObject({
  logo: base64.nullable().meta({ description: 'PNG as base64, or none' }),
  header: lines,
  footer: lines,
  language: z.enum(RECEIPT_LANGUAGES),
  taxTable: z.boolean(),
  code: z.boolean(),
});
export type ReceiptLayout = z.infer<typeof receiptLayout>;

export const printJobView = z.strictObject({
  id,
  kind: z.enum(JOB_KINDS),
  variant: z.enum(RECEIPT_VARIANTS),
  orderId: id.nullable(),
  receiptNumber: z.string().nullable(),
  printerId: id,
  printerName: z.string(),
  state: z.enum(JOB_STATES),
  failure: z.enum(PRINT_FAILURES).nullable(),
  at,
});
export type PrintJobView = z.infer<typeof printJobView>;

export const receiptPicture = z.strictObject({
  svg: z.string(),
  text: z.string().meta({ description: 'the same in plain lines' }),
  missing: z.string().meta({ description: 'characters that no font of this computer holds; they print as ?' }),
});
export type ReceiptPicture = z.infer<typeof receiptPicture>;
const byJob = z.strictObject({ jobId: id });
const changes = ['printing'] as const;
const variant = z.enum(['receipt', 'gift']).meta({ description: 'a receipt that was printed before comes out as a copy' });

export const printing = {
  getPrinters: query({
    access: 'clerk',
    summary: 'The printers of this register',
    input: nothing,
    output: z.array(printerView),
  }),
  savePrinter: command({
    access: 'manager',
    summary: 'Adds a printer or changes the one with this id',
    input: printerView,
    output: printerView,
    changes,
  }),
  removePrinter: command({
    access: 'manager',
    summary: 'Forgets a printer; what still waits for it is skipped',
    input: z.strictObject({ printerId: id }),
    output: nothing,
    changes,
  }),
  printTestPage: command({
    access: 'manager',
    summary: 'Prints a page that shows width, characters, code and cut',
    input: z.strictObject({ id, printerId: id }),
    output: printJobView,
    changes,
  }),
  getLayout: query({ access: 'clerk', summary: 'How this shop’s receipts look', input: nothing, output: receiptLayout }),
  saveLayout: command({
    access: 'manager',
    summary: 'Changes how this shop’s receipts look',
    input: receiptLayout,
    output: receiptLayout,
    changes,
  }),
  previewLayout: query({
    access: 'manager',
    summary: 'A made-up receipt in a layout that is not saved yet',
    input: z.strictObject({ layout: receiptLayout, paperWidth: z.literal(PAPER_WIDTHS) }),
    output: receiptPicture,
  }),
  getReceiptPreview: query({
    access: 'clerk',
    summary: 'The receipt of an order as it would be printed',
    input: z.strictObject({ orderId: id, variant, paperWidth: z.literal(PAPER_WIDTHS).default(80) }),
    output: receiptPicture,
  }),
  printReceipt: command({
    access: 'clerk',
    summary: 'Prints the receipt of an order; a second one says COPY. A gift receipt shows no prices',
    input: z.strictObject({ id, orderId: id, variant, printerId: id.nullable().default(null) }),
    output: printJobView,
    changes,
  }),
  saveReceiptPdf: command({
    access: 'clerk',
    summary: 'Writes the receipt as a PDF into the data folder, ready to be sent',
    input: z.strictObject({ orderId: id, variant }),
    output: z.strictObject({ path: z.string(), fileName: z.string(), base64: z.string() }),
    changes: [],
  }),
  getPrintJobs: query({
    access: 'clerk',
    summary: 'What is being printed, and what someone has to decide about, oldest first',
    input: nothing,
    output: z.array(printJobView),
  }),
  retryJob: command({ access: 'clerk', summary: 'Tries a failed job again', input: byJob, output: printJobView, changes }),
  skipJob: command({ access: 'clerk', summary: 'Gives a failed job up', input: byJob, output: printJobView, changes }),
  moveJob: command({
    access: 'clerk',
    summary: 'Sends a failed job to another printer',
    input: z.strictObject({ jobId: id, printerId: id }),
    output: printJobView,
    changes,
  }),
  openDrawer: command({
    access: 'clerk',
    summary: 'Opens the cash drawer without a sale',
    input: z.strictObject({ id }),
    output: printJobView,
    changes,
  }),
};
