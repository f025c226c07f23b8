import type { Migration } from './index.ts';

/** Holds the place of what the outbox needs to be sent. */
export const sync: Migration = { version: 12, sql: 'ALTER TABLE outbox ADD COLUMN discarded_at INTEGER;' };
