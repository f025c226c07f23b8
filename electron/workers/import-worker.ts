import { parentPort, workerData } from 'node:worker_threads';
import type { AnyImportJob, ImportMessage } from '../import/import-job.ts';
import { runImportJob } from '../import/run-import-job.ts';

// An import reads and writes for seconds: it has a thread and a connection of its own, and the till's thread stays free for the clerk.
runImportJob(workerData as AnyImportJob, (message: ImportMessage) => parentPort?.postMessage(message));
