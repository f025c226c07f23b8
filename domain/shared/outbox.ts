import type { IntegrationEvent } from './integration-event.ts';

/** Keeps integration events until the remote has confirmed them. */
export interface Outbox {
  /** Writes one row, inside the running unit of work, under the register's next sequence number (gap-free). */
  add(event: IntegrationEvent): void;
}
