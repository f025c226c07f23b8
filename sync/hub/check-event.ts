import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type IntegrationEventType, integrationEvents } from '../../domain/contract/events.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';
import { type CloudEvent, cloudEvent, MAX_EVENT_BYTES, type Rejection } from '../wire.ts';

type DataOf = {
  readonly [T in IntegrationEventType]: { readonly type: T; readonly data: z.output<(typeof integrationEvents)[T]> };
};

/** An event whose shape and data are what its type says, with what the hub keeps of it. */
export interface CheckedEvent {
  readonly event: CloudEvent;
  /** The type with its data, for a `switch`. */
  readonly told: DataOf[IntegrationEventType];
  readonly sequence: number;
  readonly bytes: number;
  /** SHA-256 over the canonical JSON of the whole event. */
  readonly hash: Buffer;
}

export interface RefusedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly reason: Rejection;
  readonly message: string;
}

const MESSAGE_LENGTH = 300;

/**
 * Looks at one event by itself: its shape, its size, its register and its data by the public schema of its type (domain/contract/events.ts).
 * @param raw as it was parsed
 * @param registerId whose events are taken
 */
export const checkEvent = (raw: unknown, registerId: string): CheckedEvent | RefusedEvent => {
  const refuse = (reason: Rejection, message: string): RefusedEvent => ({
    id: textOf(raw, 'id'),
    source: textOf(raw, 'source'),
    type: textOf(raw, 'type'),
    reason,
    message: message.slice(0, MESSAGE_LENGTH),
  });
  let text: string;
  try {
    text = canonicalJson(raw);
  } catch {
    return refuse('invalid', 'nested too deep, or a number without an end');
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_EVENT_BYTES) return refuse('too-large', `${bytes} bytes; at most ${MAX_EVENT_BYTES}`);
  const shape = cloudEvent.safeParse(raw);
  if (!shape.success) return refuse('invalid', inWords(shape.error));
  const event = shape.data;
  if (!event.source.startsWith(`/registers/${registerId}/`)) return refuse('foreign-source', 'this is no event of the register');
  const sequence = Number(event.sequence);
  if (sequence < 1 || !Number.isSafeInteger(sequence)) return refuse('invalid', 'sequence: no number from 1');
  // PostgreSQL keeps neither in text, and no till writes them.
  if (text.includes('\\u') && holdsBroken(raw)) return refuse('invalid', 'a NUL or half a character in a text');
  if (!isKnown(event.type)) return refuse('unknown-type', 'this hub does not know the type; a newer one may');
  const data = integrationEvents[event.type].safeParse(event.data);
  if (!data.success) return refuse('invalid', inWords(data.error));
  const told = { type: event.type, data: event.data } as DataOf[IntegrationEventType];
  return { event, told, sequence, bytes, hash: createHash('sha256').update(text).digest() };
};

export const isRefused = (checked: CheckedEvent | RefusedEvent): checked is RefusedEvent => 'reason' in checked;

const isKnown = (type: string): type is IntegrationEventType => Object.hasOwn(integrationEvents, type);

/** Where and what, never the value: it goes into logs and lists. */
const inWords = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');

const textOf = (raw: unknown, name: 'id' | 'source' | 'type'): string => {
  const value = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().slice(0, 120) : '';
};

const holdsBroken = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, part]) => holdsBroken(name) || holdsBroken(part));
};
