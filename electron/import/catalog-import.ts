import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { WriteTurn } from '../../db/write-turn.ts';
import type { ImportField, ImportState } from '../../domain/contract/imports.ts';
import { MAX_IMPORT_BYTES } from '../../domain/contract/imports.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { startWorker } from '../workers/start-worker.ts';
import { type AnyImportJob, type ImportJob, type ImportMessage, STOP } from './import-job.ts';

interface Parts {
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly turn: WriteTurn;
  /** The imports that nobody writes any more and whose rows are still there. */
  readonly staged: () => readonly number[];
  /** Whether imported items are still to be told to the remote. */
  readonly isUntold: () => boolean;
  /** Told when the thread begins and ends to write. */
  readonly isWriting: (isWriting: boolean) => void;
  readonly currency: () => string;
  readonly announce: (areas: readonly Area[]) => void;
}

interface Piece {
  readonly importId: string;
  readonly fileName: string;
  readonly offset: number;
  readonly base64: string;
}

/** The job that runs, and the way to end it. */
interface Running {
  readonly worker: Worker;
  readonly stop: Int32Array;
  readonly ended: Promise<void>;
}

const EMPTY = {
  progress: 0,
  columns: [],
  mapping: [],
  rows: 0,
  goodRows: 0,
  errors: [],
  errorCount: 0,
  warnings: [],
  warningCount: 0,
  newTypes: 0,
  newBrands: 0,
  written: 0,
  failure: null,
};

/** Jobs that leave out what is theirs to fill in here. */
type JobOf<T> = T extends ImportJob ? Omit<T, 'databaseFile' | 'turn' | 'stop'> : never;

/** The one import at a time: takes the file, has it read and written by a thread of its own, and tells how far it is. */
export class CatalogImport {
  readonly #parts: Parts;
  readonly #folder: string;
  #state: ImportState | undefined;
  #received = 0;
  #running: Running | undefined;
  #cleaning: Running | undefined;
  #telling: Running | undefined;
  #isClosing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#folder = join(parts.dataDir, 'imports');
    // What a killed till left.
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * Takes the next piece of a file. A piece that was taken before is answered again.
   * @throws DomainError `catalog/import-running`, `catalog/import-too-large`, `catalog/import-not-found` for a piece out of place
   */
  upload({ importId, fileName, offset, base64 }: Piece): { received: number } {
    const bytes = Buffer.from(base64, 'base64');
    if (this.#state?.importId !== importId || this.#state.phase !== 'uploading') {
      if (offset !== 0) throw importNotFound();
      this.#refuseWhileBusy();
      this.#forget();
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(this.#file(importId), '');
      this.#state = { importId, fileName, phase: 'uploading', ...EMPTY };
    }
    if (offset + bytes.length <= this.#received) return { received: this.#received };
    if (offset !== this.#received) throw importNotFound();
    if (offset + bytes.length > MAX_IMPORT_BYTES) {
      this.#forget();
      throw new DomainError('catalog/import-too-large', 'the file is larger than what is taken', { limit: MAX_IMPORT_BYTES });
    }
    appendFileSync(this.#file(importId), bytes);
    this.#received += bytes.length;
    return { received: this.#received };
  }

  /**
   * Has the file read; writes nothing.
   * @param mapping what each column means; null to guess
   * @throws DomainError `catalog/import-not-found`, `catalog/import-running`, `shared/invalid-input` for a meaning given twice
   */
  async preview(importId: string, mapping: readonly (ImportField | null)[] | null): Promise<ImportState> {
    const state = this.#stateOf(importId);
    if (state.phase === 'writing') throw new DomainError('catalog/import-running', 'this import is being written');
    if (state.phase === 'done' || state.phase === 'cancelled') throw importNotFound();
    const given = (mapping ?? []).filter((field) => field !== null && field !== 'barcode');
    if (new Set(given).size < given.length) {
      throw new DomainError('shared/invalid-input', 'two columns mean the same', { path: 'mapping' });
    }
    await stop(this.#running);
    this.#update({ ...EMPTY, phase: 'reading' });
    const currency = this.#parts.currency();
    this.#run({ kind: 'preview', file: this.#file(importId), currency, mapping });
    return this.#stateOf(importId);
  }

  /**
   * Has the previewed rows written: all or none. Started before, it is answered with how far it is.
   * @throws DomainError `catalog/import-not-found`, `catalog/import-not-ready`
   */
  start(importId: string, { userId, userName }: Actor): ImportState {
    const state = this.#stateOf(importId);
    if (state.phase === 'writing' || state.phase === 'done') return state;
    if (state.phase !== 'previewed' || state.goodRows === 0) {
      throw new DomainError('catalog/import-not-ready', 'there is no row to write', { phase: state.phase });
    }
    this.#update({ phase: 'writing', progress: 0 });
    const { mapping, rows, fileName } = state;
    const currency = this.#parts.currency();
    this.#run({ kind: 'write', file: this.#file(importId), currency, mapping, rows, importId, fileName, userId, userName });
    return this.#stateOf(importId);
  }

  /** @throws DomainError `catalog/import-not-found` */
  getState(importId: string): ImportState {
    return this.#stateOf(importId);
  }

  /** Stops it; nothing of it stays. One that is done stays done. @throws DomainError `catalog/import-not-found` */
  async cancel(importId: string): Promise<ImportState> {
    const { phase } = this.#stateOf(importId);
    if (phase === 'reading' || phase === 'writing') await stop(this.#running);
    else if (phase === 'uploading' || phase === 'previewed') this.#finished({ phase: 'cancelled' });
    return this.#stateOf(importId);
  }

  /** Takes away in the background what a killed or cancelled import has staged. */
  removeStaged(): void {
    const imports = this.#parts.staged();
    if (imports.length === 0) return;
    this.#cleaning = this.#startWorker({ kind: 'remove-staged', imports });
  }

  /** Tells the remote in the background of what was imported. */
  tellImported(): void {
    if (this.#telling || this.#isClosing || !this.#parts.isUntold()) return;
    const telling = this.#startWorker({ kind: 'tell' });
    this.#telling = telling;
    void telling.ended.then(() => {
      this.#telling = undefined;
      this.#parts.announce(['sync']);
    });
  }

  /** Ends the threads at their next row. What they leave is taken away at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([stop(this.#running), stop(this.#cleaning), stop(this.#telling)]);
  }

  #run(job: JobOf<AnyImportJob>): void {
    const running = this.#startWorker(job);
    this.#running = running;
    this.#parts.isWriting(job.kind === 'write');
    running.worker.on('message', (message: ImportMessage) => this.#take(message));
    void running.ended.then(() => {
      // Another job may run by now.
      if (this.#running !== running) return;
      this.#running = undefined;
      if (!this.#isClosing) this.#parts.isWriting(false);
      // A thread that ended without a word was killed from outside.
      if (isBusy(this.#state)) this.#take({ kind: 'failed', code: 'catalog/import-failed' });
      if (this.#isClosing) return;
      this.removeStaged();
      this.tellImported();
    });
  }

  #startWorker(job: JobOf<AnyImportJob>): Running {
    const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const { databaseFile, turn } = this.#parts;
    const worker = startWorker(
      'import-worker',
      { ...job, databaseFile, turn: turn.shared, stop: shared },
      heapFor(this.#received),
    );
    worker.on('error', (error) => console.error('fault in the import’s thread:', error));
    const ended = new Promise<void>((resolve) => worker.on('exit', () => resolve()));
    return { worker, stop: new Int32Array(shared), ended };
  }

  #take(message: ImportMessage): void {
    if (!isBusy(this.#state)) return;
    if (message.kind === 'progress') this.#update({ progress: message.progress });
    else if (message.kind === 'previewed') this.#update({ ...message.preview, phase: 'previewed', progress: 1 });
    else if (message.kind === 'cancelled') this.#finished({ phase: 'cancelled' });
    else if (message.kind === 'failed') this.#finished({ phase: 'failed', failure: message.code });
    else this.#finished({ ...message.findings, phase: 'done', progress: 1, written: message.written });
    const isDone = message.kind === 'written';
    this.#parts.announce(isDone ? ['imports', 'catalog', 'stock'] : ['imports']);
  }

  #finished(change: Partial<ImportState>): void {
    this.#update(change);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #update(change: Partial<ImportState>): void {
    if (this.#state) this.#state = { ...this.#state, ...change };
  }

  #forget(): void {
    this.#state = undefined;
    this.#received = 0;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #refuseWhileBusy(): void {
    if (isBusy(this.#state)) throw new DomainError('catalog/import-running', 'another import is running');
  }

  #stateOf(importId: string): ImportState {
    if (this.#state?.importId !== importId) throw importNotFound();
    return this.#state;
  }

  #file(importId: string): string {
    return join(this.#folder, `${importId}.part`);
  }
}

/** CSV is read piece by piece; JSON stands in memory as a whole, several times its size. In MiB, of bytes. */
const heapFor = (bytes: number): number => Math.max(64, Math.ceil((8 * bytes) / 2 ** 20));

const stop = async (running: Running | undefined): Promise<void> => {
  if (!running) return;
  Atomics.store(running.stop, 0, STOP);
  await running.ended;
};

const isBusy = (state: ImportState | undefined): boolean => state?.phase === 'reading' || state?.phase === 'writing';

const importNotFound = (): DomainError =>
  new DomainError('catalog/import-not-found', 'there is no such import; send the file again');
