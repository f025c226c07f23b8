import { parentPort, workerData } from 'node:worker_threads';
import { createChangeApplier } from '../../db/sync/apply-changes.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { runSync } from '../sync/run-sync.ts';
import type { SyncJob } from '../sync/sync-messages.ts';

// A network hangs for half a minute at a time, and packing a batch takes milliseconds: the till's thread stays free for the clerk.
if (parentPort) runSync(workerData as SyncJob, parentPort, (sqlite, turn) => createChangeApplier(sqlite, turn, systemClock));
