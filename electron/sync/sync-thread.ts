import type { Worker } from 'node:worker_threads';
import type { WriteTurn } from '../../db/write-turn.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { WakeReason } from '../../sync/pause.ts';
import type { ExchangeState } from '../../sync/remote.ts';
import { startWorker } from '../workers/start-worker.ts';
import type { RemoteAddress, SyncJob, SyncMessage, SyncOrder, SyncTiming } from './sync-messages.ts';

interface Parts {
  readonly databaseFile: string;
  readonly turn: WriteTurn;
  readonly timing: SyncTiming;
  /** Told when what {@link SyncThread.state} says has changed. */
  readonly changed: () => void;
  readonly applied: (areas: readonly Area[]) => void;
}

/** A batch, its packed copy and a page of changes. In MiB. */
const HEAP_MIB = 96;
/** One that dies is started again after this; it keeps nothing. */
const AGAIN_MS = 5000;
/** A thread that hangs must not keep the till from closing. */
const PATIENCE_MS = 5000;

const AT_REST: ExchangeState = { trouble: null, nextTryAt: null, sending: false, pulling: false };

/** The thread that sends and pulls; there is one while there is a remote. */
export class SyncThread {
  readonly #parts: Parts;
  #remote: RemoteAddress | undefined;
  #worker: Worker | undefined;
  #ended: Promise<void> = Promise.resolve();
  #again: NodeJS.Timeout | undefined;
  #state = AT_REST;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Where the exchange with the remote stands. */
  get state(): ExchangeState {
    return this.#state;
  }

  begin(remote: RemoteAddress): void {
    this.#remote = remote;
    this.#start(remote);
  }

  wake(reason: WakeReason): void {
    this.#order({ kind: 'wake', reason });
  }

  /** Settles when it has let go of the file. */
  async stop(): Promise<void> {
    this.#remote = undefined;
    clearTimeout(this.#again);
    const worker = this.#worker;
    if (!worker) return;
    this.#order({ kind: 'stop' });
    const patience = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    await this.#ended;
    clearTimeout(patience);
  }

  #start(remote: RemoteAddress): void {
    const { databaseFile, turn, timing } = this.#parts;
    const job: SyncJob = { databaseFile, turn: turn.shared, timing };
    const worker = startWorker('sync-worker', job, HEAP_MIB);
    this.#worker = worker;
    worker.on('message', (message: SyncMessage) => {
      if (this.#worker === worker) this.#take(message);
    });
    worker.on('error', (error) => console.error('fault in the sending thread:', error));
    this.#ended = new Promise((resolve) =>
      worker.on('exit', () => {
        this.#worker = undefined;
        this.#state = AT_REST;
        if (this.#remote === remote) this.#again = setTimeout(() => this.#start(remote), AGAIN_MS);
        resolve();
      }),
    );
    this.#order({ kind: 'begin', remote });
  }

  #order(order: SyncOrder): void {
    this.#worker?.postMessage(order);
  }

  #take(message: SyncMessage): void {
    if (message.kind === 'applied') {
      this.#parts.applied(message.areas);
    } else {
      this.#state = message.state;
      this.#parts.changed();
    }
  }
}
