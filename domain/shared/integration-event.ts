import type { DomainEvent } from './domain-event.ts';
import { newId } from './ids.ts';

/**
 * An event whose schema is public (`contract/events.ts`): it leaves the till as a CloudEvents 1.0 event with this `id`,
 * `time` from `occurredOn`, `type`, `data`, and `partitionkey` from `aggregateId`.
 */
export interface IntegrationEvent<T extends string = string, D = unknown> extends DomainEvent {
  readonly id: string;
  readonly type: T;
  readonly aggregateId: string;
  readonly data: D;
}

/**
 * @param occurredOn milliseconds since 1970-01-01 UTC
 * @param data plain JSON, at most 64 KiB as text
 */
export const integrationEvent = <T extends string, D>(
  type: T,
  aggregateId: string,
  occurredOn: number,
  data: D,
): IntegrationEvent<T, D> => ({ id: newId(), type, aggregateId, occurredOn, data });
