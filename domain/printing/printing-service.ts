import type { OrderView } from '../contract/ordering.ts';
import type { PrinterView, PrintFailure, PrintJobView, ReceiptLayout, ReceiptVariant } from '../contract/printing.ts';
import type { ShiftReport } from '../contract/shifts.ts';
import type { Actor, By } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import type { Limits } from '../shared/limits.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { OrdersToPrint, PrintingRepository, PrintJob } from './ports.ts';

export interface PrintingParts {
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
  readonly repository: PrintingRepository;
  readonly limits: Limits;
  readonly orders: OrdersToPrint;
  /** Told that jobs wait, possibly before their transaction has ended. */
  readonly wake: () => void;
}

/** A receipt or a Z report that had been printed before was asked for again. Told inside the transaction. */
export interface Reprinted extends DomainEvent {
  readonly type: 'printing/reprinted';
  /** null: of a report. */
  readonly orderId: string | null;
  readonly receiptNumber: string;
  readonly by: By;
}

/** The drawer was told to open, by a cash sale or by hand. Told inside the transaction. */
export interface DrawerOpened extends DomainEvent {
  readonly type: 'printing/drawer-opened';
  /** null: by hand, without a sale. */
  readonly orderId: string | null;
  readonly by: By;
}

/** A printer was added, changed or removed. Told inside the transaction. */
export interface PrinterChanged extends DomainEvent {
  readonly type: 'printing/printer-changed';
  readonly before: PrinterView | null;
  readonly after: PrinterView | null;
  readonly by: By;
}

/** Receipts look different from now on. Told inside the transaction. */
export interface LayoutChanged extends DomainEvent {
  readonly type: 'printing/layout-changed';
  readonly before: ReceiptLayout;
  readonly after: ReceiptLayout;
  readonly by: By;
}

/** How a shop's receipts look before anyone chose. */
export const FIRST_LAYOUT: ReceiptLayout = { logo: null, header: [], footer: [], language: 'en', taxTable: true, code: true };

/** A drawer that opens by itself long after its sale invites theft: after this time the pulse is left out. */
const PULSE_STALE_MS = 30_000;

const ADDRESSES: Readonly<Record<PrinterView['kind'], RegExp>> = {
  tcp: /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/,
  device: /^(\/|[A-Za-z]:\\|\\\\)/,
  'pdf-folder': /^(\/|[A-Za-z]:\\|\\\\)/,
  system: /./,
};

/** Printers, the look of receipts, and the queue of what is to be printed. Nothing here waits for a printer. */
export class PrintingService {
  readonly #parts: PrintingParts;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
  }

  /** @throws DomainError `printing/address-invalid` when the address does not fit the kind */
  savePrinter(printer: PrinterView, by: By): PrinterView {
    const { unitOfWork, repository } = this.#parts;
    if (!ADDRESSES[printer.kind].test(printer.address)) {
      throw new DomainError('printing/address-invalid', 'the address does not fit this kind of printer', { kind: printer.kind });
    }
    unitOfWork.run(() => {
      const before = repository.printers().find(({ id }) => id === printer.id) ?? null;
      repository.putPrinter(printer);
      this.#tellPrinter(before, printer, by);
    });
    return printer;
  }

  /** Its open jobs are skipped. @throws DomainError `printing/printer-not-found` */
  removePrinter(printerId: string, by: By): void {
    const { unitOfWork, repository } = this.#parts;
    unitOfWork.run(() => {
      const before = this.#printer(printerId);
      for (const job of repository.openJobs().filter((open) => open.printerId === printerId && open.state !== 'sending')) {
        repository.setJob(job.id, { ...job, state: 'skipped' });
      }
      repository.removePrinter(printerId);
      this.#tellPrinter(before, null, by);
    });
  }

  #tellPrinter(before: PrinterView | null, after: PrinterView | null, by: By): void {
    const { eventBus, clock } = this.#parts;
    const told: PrinterChanged = { type: 'printing/printer-changed', occurredOn: clock.now(), before, after, by };
    eventBus.publish(told);
  }

  layout(): ReceiptLayout {
    return this.#parts.repository.layout() ?? FIRST_LAYOUT;
  }

  /** @param layout whose logo was looked at before */
  saveLayout(layout: ReceiptLayout, by: By): ReceiptLayout {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    unitOfWork.run(() => {
      const told: LayoutChanged = {
        type: 'printing/layout-changed',
        occurredOn: clock.now(),
        before: this.layout(),
        after: layout,
        by,
      };
      repository.putLayout(layout);
      eventBus.publish(told);
    });
    return layout;
  }

  /** @throws DomainError `printing/printer-not-found`, `shared/command-id-reused` */
  printTestPage({ id, printerId }: { readonly id: string; readonly printerId: string }): PrintJobView {
    return this.#once('printing.printTestPage', id, { id, printerId }, () => {
      this.#printer(printerId);
      this.#add({ id, kind: 'test', printerId });
    });
  }

  /**
   * The first receipt of an order is the original, every later one a copy.
   * @throws DomainError `ordering/order-not-found`, `printing/order-not-paid`, `printing/no-printer`, `printing/printer-not-found`,
   * `shared/approval-needed` for a copy
   */
  printReceipt(
    input: { id: string; orderId: string; variant: 'receipt' | 'gift'; printerId: string | null },
    by: Actor,
  ): PrintJobView {
    return this.#once('printing.printReceipt', input.id, input, () => {
      const order = this.paidOrder(input.orderId);
      const printer = this.#printerFor(input.printerId);
      const variant = this.variantOf(input);
      if (variant === 'copy') this.#reprint(order.id, order.receiptNumber, by);
      this.#add({ id: input.id, kind: 'receipt', printerId: printer.id, order, variant });
    });
  }

  /** A copy for the customer's mail: not on paper, so that no limit stands in its way, but noted like one. */
  receiptSaved({ id, receiptNumber }: OrderView, by: By): void {
    this.#parts.unitOfWork.run(() => this.#tellReprint(id, receiptNumber, by));
  }

  #reprint(orderId: string | null, receiptNumber: string, by: Actor): void {
    this.#parts.limits.require(by, 'reprint');
    this.#tellReprint(orderId, receiptNumber, by);
  }

  #tellReprint(orderId: string | null, receiptNumber: string, by: By): void {
    const { eventBus, clock } = this.#parts;
    const told: Reprinted = { type: 'printing/reprinted', occurredOn: clock.now(), orderId, receiptNumber, by };
    eventBus.publish(told);
  }

  /**
   * Prints a report as it is now; a Z that was printed before is a copy.
   * @throws DomainError `printing/no-printer`, `printing/printer-not-found`, `shared/command-id-reused`, `shared/approval-needed` for a
   * copy
   */
  printReport({ id, printerId, report }: { id: string; printerId: string | null; report: ShiftReport }, by: Actor): PrintJobView {
    // An X report is another one a moment later: a repeat of the command is known by its number.
    return this.#once('shifts.printReport', id, { printerId, report: reportNumber(report) }, () => {
      const printer = this.#printerFor(printerId);
      const variant = this.variantOfReport(report);
      if (variant === 'copy') this.#reprint(null, reportNumber(report), by);
      this.#add({ id, kind: 'report', printerId: printer.id, report, variant });
    });
  }

  /** What a report that is asked for now would be. */
  variantOfReport(report: ShiftReport): ReceiptVariant {
    return report.closing && this.#parts.repository.hasReport(reportNumber(report)) ? 'copy' : 'original';
  }

  /**
   * Within the transaction in which coins and notes go into the drawer or out of it: it opens, once for each order.
   * @param orderId null: without a sale
   */
  cashMoved(orderId: string | null, by: By): void {
    const printer = this.#parts.repository.printers().find(opensDrawer);
    if (!printer || (orderId !== null && this.#opening(orderId))) return;
    this.#tellDrawer(orderId, by);
    this.#add({ id: newId(), kind: 'drawer', printerId: printer.id, orderId, pulse: true });
  }

  /** What a receipt that is asked for now would be. */
  variantOf({ orderId, variant }: { readonly orderId: string; readonly variant: 'receipt' | 'gift' }): ReceiptVariant {
    if (variant === 'gift') return 'gift';
    return this.#parts.repository.hasReceipt(orderId) ? 'copy' : 'original';
  }

  /** @throws DomainError `ordering/order-not-found`, `printing/order-not-paid` */
  paidOrder(orderId: string): OrderView {
    const order = this.#parts.orders.order(orderId);
    if (!order) throw new DomainError('ordering/order-not-found', 'there is no such order');
    if (order.status !== 'Paid' && order.status !== 'Shipped') throw new DomainError('printing/order-not-paid', 'it is not paid');
    return order;
  }

  /** The drawer has yet to open for this order. */
  #opening(orderId: string): PrintJob | undefined {
    const isOpening = (job: PrintJob): boolean => job.kind === 'drawer' && job.state === 'waiting' && job.orderId === orderId;
    return this.#parts.repository.openJobs().find(isOpening);
  }

  /** Within the transaction of the sale: writes what is to be printed. Where the drawer opens too, the receipt opens it. */
  orderPaid(order: OrderView): void {
    const { repository } = this.#parts;
    for (const printer of repository.printers().filter(({ autoPrint }) => autoPrint)) {
      const opening = opensDrawer(printer) ? this.#opening(order.id) : undefined;
      const pulse = opening?.printerId === printer.id;
      if (opening && pulse) repository.setJob(opening.id, { ...opening, state: 'skipped' });
      this.#add({ id: newId(), kind: 'receipt', printerId: printer.id, order, pulse });
    }
  }

  /** @throws DomainError `printing/no-drawer`, `shared/approval-needed` */
  openDrawer({ id }: { readonly id: string }, by: Actor): PrintJobView {
    return this.#once('printing.openDrawer', id, { id }, () => {
      this.#parts.limits.require(by, 'drawer-opening');
      const printer = this.#parts.repository.printers().find(opensDrawer);
      if (!printer) throw new DomainError('printing/no-drawer', 'no printer opens a drawer');
      this.#tellDrawer(null, by);
      this.#add({ id, kind: 'drawer', printerId: printer.id, pulse: true });
    });
  }

  #tellDrawer(orderId: string | null, { userId, userName }: By): void {
    const { eventBus, clock } = this.#parts;
    const told: DrawerOpened = { type: 'printing/drawer-opened', occurredOn: clock.now(), orderId, by: { userId, userName } };
    eventBus.publish(told);
  }

  /** @throws DomainError `printing/job-not-found`, `printing/job-not-stopped` */
  retryJob(jobId: string): PrintJobView {
    return this.#resolve(jobId, (job) => ({ ...job, state: 'waiting', failure: null, pulse: job.kind === 'drawer' }));
  }

  /** @throws DomainError `printing/job-not-found`, `printing/job-not-stopped` */
  skipJob(jobId: string): PrintJobView {
    return this.#resolve(jobId, (job) => ({ ...job, state: 'skipped' }));
  }

  /** @throws DomainError `printing/job-not-found`, `printing/job-not-stopped`, `printing/printer-not-found` */
  moveJob({ jobId, printerId }: { readonly jobId: string; readonly printerId: string }): PrintJobView {
    return this.#resolve(jobId, (job) => ({
      ...job,
      state: 'waiting',
      failure: null,
      pulse: job.kind === 'drawer',
      printerId: this.#printer(printerId).id,
    }));
  }

  /** At the start: nobody knows what came out of a job that was being sent when the till stopped, so a person is asked. */
  resume(): void {
    const { unitOfWork, repository } = this.#parts;
    const sent = repository.openJobs().filter(({ state }) => state === 'sending');
    if (sent.length === 0) return;
    unitOfWork.run(() => {
      for (const job of sent) repository.setJob(job.id, { ...job, state: 'unsure', failure: 'interrupted' });
    });
  }

  /** Takes the oldest waiting job of a printer and marks it as being sent. What was cancelled meanwhile is no receipt any more. */
  takeNext(isBusy: (printerId: string) => boolean): PrintJob | undefined {
    const { unitOfWork, repository, orders, clock } = this.#parts;
    const next = repository.openJobs().find(({ state, printerId }) => state === 'waiting' && !isBusy(printerId));
    if (!next) return undefined;
    if (next.kind === 'receipt' && next.orderId !== null && orders.order(next.orderId)?.status === 'Cancelled') {
      unitOfWork.run(() => repository.setJob(next.id, { ...next, state: 'skipped' }));
      return this.takeNext(isBusy);
    }
    const isStale = clock.now() - next.at > PULSE_STALE_MS;
    const job: PrintJob = { ...next, state: 'sending', pulse: next.pulse && !isStale };
    unitOfWork.run(() => repository.setJob(job.id, job));
    return job;
  }

  /** @param failure null when it came out */
  ended(job: PrintJob, failure: PrintFailure | null): void {
    const { unitOfWork, repository } = this.#parts;
    const state = failure === null ? 'done' : failure === 'cut-off' ? 'unsure' : 'failed';
    unitOfWork.run(() => repository.setJob(job.id, { ...job, state, failure }));
  }

  #once(operation: string, id: string, body: unknown, work: () => void): PrintJobView {
    const view = (): PrintJobView => viewOf(this.#job(id));
    return this.#parts.unitOfWork.once<PrintJobView>(
      { id, operation, body },
      () => {
        work();
        return view();
      },
      view,
    );
  }

  #add(job: {
    readonly id: string;
    readonly kind: PrintJob['kind'];
    readonly printerId: string;
    readonly order?: OrderView;
    readonly orderId?: string | null;
    readonly report?: ShiftReport;
    readonly variant?: ReceiptVariant;
    readonly pulse?: boolean;
  }): void {
    const { repository, clock, wake } = this.#parts;
    const { id, kind, printerId, order, orderId = order?.id ?? null, report = null, variant = 'original', pulse = false } = job;
    const number = report ? reportNumber(report) : (order?.receiptNumber ?? null);
    const of = { orderId, receiptNumber: number };
    repository.addJob({ id, kind, printerId, variant, pulse, report, ...of, state: 'waiting', failure: null, at: clock.now() });
    wake();
  }

  #resolve(jobId: string, change: (job: PrintJob) => PrintJob): PrintJobView {
    const { unitOfWork, repository, wake } = this.#parts;
    return unitOfWork.run<PrintJobView>(() => {
      const job = this.#job(jobId);
      if (job.state !== 'failed' && job.state !== 'unsure') {
        throw new DomainError('printing/job-not-stopped', 'only a job that stopped can be decided about', { state: job.state });
      }
      repository.setJob(jobId, change(job));
      wake();
      return viewOf(this.#job(jobId));
    });
  }

  #job(id: string): PrintJob {
    const job = this.#parts.repository.job(id);
    if (!job) throw new DomainError('printing/job-not-found', 'there is no such job');
    return job;
  }

  /** The one that was named, or the usual one. */
  #printerFor(id: string | null): PrinterView {
    const printers = this.#parts.repository.printers();
    const usual = printers.find(({ autoPrint }) => autoPrint) ?? printers[0];
    const printer = id === null ? usual : this.#printer(id);
    if (!printer) throw new DomainError('printing/no-printer', 'add a printer first');
    return printer;
  }

  #printer(id: string): PrinterView {
    const printer = this.#parts.repository.printers().find((other) => other.id === id);
    if (!printer) throw new DomainError('printing/printer-not-found', 'there is no such printer');
    return printer;
  }
}

/** Only printers that take bytes carry a pulse. */
const opensDrawer = ({ kind, opensDrawer: has }: PrinterView): boolean => has && (kind === 'tcp' || kind === 'device');

/** How a report is called on paper and in the queue: `R1-Z12`. */
const reportNumber = ({ registerCode, number, closing }: ShiftReport): string =>
  `${registerCode}-${closing ? 'Z' : 'X'}${number}`;

/** A job as the screens see it. */
export const viewOf = ({ pulse: _pulse, report: _report, ...view }: PrintJob): PrintJobView => view;
