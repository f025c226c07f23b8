import type { OutgoingEvent } from './remote.ts';
import { sequenceText } from './wire.ts';

/** An event as the outbox keeps it. */
export interface StoredEvent {
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly partitionKey: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  /** JSON. */
  readonly data: string;
}

/**
 * A CloudEvents 1.0 event in JSON format, with `sequence` and `partitionkey` of its documented extensions. The stored data goes in as it
 * is: parsing and writing it again would cost more than sending it.
 * @param source of the register, see `sourceOf`
 */
export const toCloudEvent = (source: string, { sequence, id, type, partitionKey, time, data }: StoredEvent): OutgoingEvent => {
  const envelope = JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type,
    time: new Date(time).toISOString(),
    datacontenttype: 'application/json',
    sequence: sequenceText(sequence),
    partitionkey: partitionKey,
  });
  const text = `${envelope.slice(0, -1)},"data":${data}}`;
  return { sequence, id, partitionKey, text, bytes: Buffer.byteLength(text) };
};
