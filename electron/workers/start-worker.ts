import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of this folder by its file's name. In the build every worker is an entry beside the file that holds this function.
 * @param data what the thread finds as `workerData`
 * @param heapMiB the most that its objects may take; without a limit it collects its garbage late, and the process grows for nothing
 */
export const startWorker = (name: 'import-worker' | 'journal-worker' | 'sync-worker', data: unknown, heapMiB: number): Worker =>
  new Worker(new URL(`./${name}${extname(import.meta.filename)}`, import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 8 },
  });
