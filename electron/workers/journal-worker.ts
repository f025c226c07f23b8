import { parentPort, workerData } from 'node:worker_threads';
import { judgeJournal } from '../journal/verify-journal.ts';

// A year's journal takes a second to read: it has a thread and a connection of its own, and the clerk's scan does not wait.
parentPort?.postMessage(judgeJournal(workerData as string));
