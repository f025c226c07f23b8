import type { MessagePort } from 'node:worker_threads';
import { openDatabase, type Sqlite } from '../../db/open.ts';
import { createOutboxQueue } from '../../db/sync/outbox-queue.ts';
import { createWriteTurn, type WriteTurn } from '../../db/write-turn.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { toCloudEvent } from '../../sync/cloud-event.ts';
import { createHttpRemote } from '../../sync/http-remote.ts';
import type { ChangeApplier } from '../../sync/remote.ts';
import { SyncLoop } from '../../sync/sync-loop.ts';
import type { SyncJob, SyncMessage, SyncOrder } from './sync-messages.ts';

const CACHE_KIB = 2000;

/** A page with so many changes leaves a log that would keep the clerk waiting who happens to copy it back. */
const LONG_PAGE = 100;

type CreateApplier = (sqlite: Sqlite, turn: WriteTurn) => ChangeApplier;

/**
 * Sends and pulls until it is told to stop, on whatever thread this is.
 * @param createApplier of what the hub sends back; without it nothing is pulled
 */
export const runSync = (job: SyncJob, port: MessagePort, createApplier?: CreateApplier): void => {
  // A mark that a power cut loses only sends an event again. The till's own thread goes on copying the log back.
  const sqlite = openDatabase(job.databaseFile, { synchronous: 'NORMAL', walAutocheckpoint: 0, cacheKiB: CACHE_KIB });
  const turn = createWriteTurn(job.turn);
  const { timing } = job;
  const queue = createOutboxQueue(sqlite, turn, systemClock, toCloudEvent);
  const apply = createApplier?.(sqlite, turn);
  const tell = (message: SyncMessage): void => port.postMessage(message);
  let loop: SyncLoop | undefined;

  const stop = async (): Promise<void> => {
    await loop?.stop();
    sqlite.close();
    port.close();
  };

  port.on('message', (order: SyncOrder) => {
    if (order.kind === 'wake') loop?.wake(order.reason);
    else if (order.kind === 'stop') void stop();
    else {
      loop = new SyncLoop({
        queue,
        remote: createHttpRemote({ ...order.remote, ...timing }),
        now: () => systemClock.now(),
        random: Math.random,
        tell: (state) => tell({ kind: 'exchange', state }),
        apply:
          apply &&
          ((changes) => {
            const areas = apply(changes);
            // Beside the till's own writing, which it never blocks.
            if (changes.length >= LONG_PAGE) sqlite.pragma('wal_checkpoint(PASSIVE)');
            return areas;
          }),
        applied: (areas) => tell({ kind: 'applied', areas }),
        // The message alone: a statement of SQLite may hold values.
        reportFault: (error) => console.error('fault in the sending thread:', error instanceof Error ? error.message : ''),
        ...timing,
      });
    }
  });
};
