import type { PrintFailure } from '../../domain/contract/printing.ts';
import type { PrintJob } from '../../domain/printing/ports.ts';
import { failureOf } from './print-error.ts';

export interface PrintQueueParts {
  /** Takes the next job whose printer is free, marked as being sent. */
  readonly take: (isBusy: (printerId: string) => boolean) => PrintJob | undefined;
  readonly send: (job: PrintJob) => Promise<void>;
  readonly ended: (job: PrintJob, failure: PrintFailure | null) => void;
  readonly announce: () => void;
}

/** Sends what waits, one job at a time to each printer, beside the sales. */
export class PrintQueue {
  readonly #parts: PrintQueueParts;
  readonly #sending = new Map<string, Promise<void>>();
  #scheduled = false;
  #closed = false;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
  }

  /** Looks for work once the transaction that may be running has ended. */
  wake(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  /** Takes no new job; what is being sent is sent to its end or its time limit. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#sending.values());
  }

  #start(): void {
    while (!this.#closed) {
      let job: PrintJob | undefined;
      try {
        job = this.#parts.take((printerId) => this.#sending.has(printerId));
      } catch (error) {
        // The file cannot be written now; the job still waits and the next sale or person wakes the queue.
        console.error('the print queue could not go on:', error);
      }
      if (!job) return;
      const { printerId } = job;
      this.#sending.set(
        printerId,
        this.#send(job).finally(() => {
          this.#sending.delete(printerId);
          this.wake();
        }),
      );
    }
  }

  async #send(job: PrintJob): Promise<void> {
    let failure: PrintFailure | null = null;
    try {
      await this.#parts.send(job);
    } catch (error) {
      failure = failureOf(error);
      if (failure === 'unknown') console.error('a print failed:', error instanceof Error ? error.message : error);
    }
    try {
      this.#parts.ended(job, failure);
    } catch (error) {
      console.error('the end of a print could not be written down:', error);
    }
    this.#parts.announce();
  }
}
