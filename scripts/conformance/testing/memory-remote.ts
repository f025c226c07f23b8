import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import { integrationEvents } from '../../../domain/contract/events.ts';
import { canonicalJson } from '../../../domain/shared/canonical-json.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { type Change, type CloudEvent, cloudEvent, type EventResult, MAX_EVENT_BYTES, sourceOf } from '../../../sync/wire.ts';

/** What a wrong remote does; each is a mistake that somebody could make. */
export type Mistake =
  | 'takes-known-id-with-other-body'
  | 'takes-known-sequence'
  | 'forgets-what-it-took'
  | 'calls-a-repeat-an-error'
  | 'says-duplicate-and-takes-it-again'
  | 'compares-bodies-as-text'
  | 'confirms-and-forgets'
  | 'skips-a-change'
  | 'shows-a-change-twice'
  | 'says-there-is-no-more'
  | 'ignores-the-wait'
  | 'waits-to-the-end'
  | 'takes-any-cursor'
  | 'gives-own-facts'
  | 'takes-any-source'
  | 'takes-any-token'
  | 'takes-any-type'
  | 'takes-any-shape'
  | 'takes-any-content-type'
  | 'takes-large-events'
  | 'takes-large-batches'
  | 'refuses-the-largest'
  | 'unpacks-without-end'
  | 'does-not-unpack'
  | 'one-bad-event-fails-all'
  | 'answers-out-of-order'
  | 'stores-out-of-order'
  | 'races-with-itself'
  | 'errs-at-nul'
  | 'answers-with-a-page';

export interface MemoryRemote {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

const MAX_EVENTS = 50;
const MAX_BYTES = 1024 * 1024;
const TOKEN = 'a token of the remote that keeps all in memory';
const SOURCE = sourceOf({ id: newId(), incarnation: newId() });

class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** A hub that keeps nothing, as small as the protocol lets it be; or a wrong one. */
export const startMemoryRemote = async (mistake?: Mistake): Promise<MemoryRemote> => {
  const makes = (one: Mistake): boolean => mistake === one;
  const log: Change[] = [];
  const byId = new Map<string, CloudEvent>();
  const bySequence = new Map<string, string>();
  const news = new EventEmitter().setMaxListeners(0);

  const write = (event: CloudEvent): void => {
    byId.set(`${event.source} ${event.id}`, event);
    bySequence.set(`${event.source} ${event.sequence}`, event.id);
    if (makes('confirms-and-forgets')) return;
    const change = { position: log.length + 1, event, conflicts: [] };
    const last = log.at(-1);
    if (makes('stores-out-of-order') && last?.event.partitionkey === event.partitionkey) {
      log.splice(-1, 1, { ...last, event }, { ...change, event: last.event });
    } else log.push(change);
    news.emit('change');
  };

  const rejectionOf = (value: unknown): EventResult['reason'] => {
    const read = cloudEvent.safeParse(value);
    if (!read.success) return 'invalid';
    const { type, source, data } = read.data;
    if (!makes('takes-large-events') && Buffer.byteLength(JSON.stringify(value)) > MAX_EVENT_BYTES) return 'too-large';
    if (makes('refuses-the-largest') && Buffer.byteLength(JSON.stringify(value)) === MAX_EVENT_BYTES) return 'too-large';
    if (!makes('takes-any-source') && source !== SOURCE) return 'foreign-source';
    const schema = Object.entries(integrationEvents).find(([name]) => name === type)?.[1];
    if (!schema) return makes('takes-any-type') ? undefined : 'unknown-type';
    return makes('takes-any-shape') || schema.safeParse(data).success ? undefined : 'invalid';
  };

  const take = async (value: unknown): Promise<EventResult> => {
    const id = String((value as { id?: unknown } | null)?.id);
    const reason = rejectionOf(value);
    if (reason !== undefined) return { id, outcome: 'rejected', reason };
    const event = value as CloudEvent;
    if (makes('errs-at-nul') && JSON.stringify(event).includes('\\u0000')) throw new Refusal(500);
    const known = byId.get(`${event.source} ${event.id}`);
    if (makes('races-with-itself')) await new Promise((resolve) => setTimeout(resolve, 5));
    if (known && !makes('forgets-what-it-took')) {
      if (makes('calls-a-repeat-an-error')) throw new Refusal(500);
      const asText = makes('compares-bodies-as-text') ? JSON.stringify : canonicalJson;
      const isSame = makes('takes-known-id-with-other-body') || asText(known) === asText(event);
      if (makes('says-duplicate-and-takes-it-again')) write(event);
      return isSame ? { id, outcome: 'duplicate' } : { id, outcome: 'rejected', reason: 'id-reused' };
    }
    const isTaken = bySequence.has(`${event.source} ${event.sequence}`) && !makes('forgets-what-it-took');
    if (isTaken && !makes('takes-known-sequence') && !makes('races-with-itself')) {
      return { id, outcome: 'rejected', reason: 'sequence-reused' };
    }
    write(event);
    return { id, outcome: 'accepted' };
  };

  const takeAll = async (values: readonly unknown[]): Promise<EventResult[]> => {
    if (values.length > MAX_EVENTS && !makes('takes-large-batches')) throw new Refusal(413);
    if (makes('one-bad-event-fails-all') && values.some((value) => rejectionOf(value) !== undefined)) throw new Refusal(422);
    const results: EventResult[] = [];
    for (const value of values) results.push(await take(value));
    return makes('answers-out-of-order') ? results.toReversed() : results;
  };

  const read = async (request: IncomingMessage): Promise<unknown> => {
    const isPacked = request.headers['content-encoding'] === 'gzip' && !makes('does-not-unpack');
    const parts: Buffer[] = [];
    let size = 0;
    try {
      for await (const part of isPacked ? request.pipe(createGunzip()) : request) {
        size += (part as Buffer).length;
        if (size > MAX_BYTES && !makes('takes-large-batches') && !makes('unpacks-without-end')) throw new Refusal(413);
        parts.push(part as Buffer);
      }
      return JSON.parse(Buffer.concat(parts).toString()) as unknown;
    } catch (error) {
      if (makes('unpacks-without-end') && size > MAX_BYTES) throw new Refusal(500);
      throw error instanceof Refusal ? error : new Refusal(400);
    }
  };

  const postEvents = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    const type = request.headers['content-type'] ?? '';
    const isBatch = type.startsWith('application/cloudevents-batch+json');
    if (!isBatch && !type.startsWith('application/cloudevents+json') && !makes('takes-any-content-type')) throw new Refusal(415);
    const value = await read(request);
    if (isBatch) {
      if (!Array.isArray(value)) throw new Refusal(400);
      return { status: 200, body: { results: await takeAll(value) } };
    }
    const result = await take(value);
    const refusals: Readonly<Record<string, number>> = { 'foreign-source': 403, 'too-large': 413, 'id-reused': 409 };
    return { status: result.outcome === 'rejected' ? (refusals[result.reason ?? ''] ?? 422) : 200, body: result };
  };

  const number = (text: string, most: number): number => {
    if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), most);
    if (makes('takes-any-cursor')) return 0;
    throw new Refusal(400);
  };

  const getChanges = async (asked: URLSearchParams): Promise<unknown> => {
    const cursor = number(asked.get('cursor') ?? '0', log.length);
    const limit = Math.max(1, number(asked.get('limit') ?? '100', 500));
    const wait = number(asked.get('wait') ?? '0', 30);
    const isOwn = asked.get('own') === 'true' || makes('gives-own-facts');
    if (cursor === log.length && wait > 0 && !makes('ignores-the-wait')) {
      const signal = AbortSignal.timeout(wait * 1000);
      const change = once(news, 'change', { signal }).catch(() => undefined);
      await (makes('waits-to-the-end') ? once(signal, 'abort') : change);
    }
    const found = log.slice(cursor, cursor + limit);
    const end = cursor + found.length;
    const shown =
      makes('skips-a-change') && found.length > 2
        ? found.slice(0, -1)
        : makes('shows-a-change-twice')
          ? found.flatMap((one) => [one, one])
          : found;
    return { changes: isOwn ? shown : [], cursor: String(end), more: end < log.length && !makes('says-there-is-no-more') };
  };

  const capabilities = (isKnown: boolean): unknown => ({
    hub: { id: newId(), version: 'memory' },
    batch: { maxEvents: MAX_EVENTS, maxBytes: MAX_BYTES },
    maxEventBytes: MAX_EVENT_BYTES,
    register: isKnown
      ? {
          storeId: newId(),
          storeName: 'Memory',
          code: 'R1',
          source: SOURCE,
          lastSequence: log.length,
          lastId: log.at(-1)?.event.id ?? null,
        }
      : null,
  });

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
    const url = new URL(request.url ?? '/', 'http://hub');
    const isKnown = request.headers.authorization === `Bearer ${TOKEN}` || makes('takes-any-token');
    if (url.pathname === '/capabilities') return { status: 200, body: capabilities(isKnown) };
    if (!isKnown) throw new Refusal(401);
    if (url.pathname === '/changes') return { status: 200, body: await getChanges(url.searchParams) };
    return postEvents(request);
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answer(request).catch((error: unknown) => {
      if (error instanceof Refusal) return { status: error.status, body: { error: { code: 'refused', message: error.message } } };
      throw error;
    });
    if (makes('answers-with-a-page') && request.method === 'POST') {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    }
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
    request.resume();
  };

  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
