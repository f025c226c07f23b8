import type { z } from 'zod';
import { classify, type Reply } from './classify.ts';
import { createHttpExchange, type ExchangeOptions, type HttpRequest } from './http-exchange.ts';
import type { Outcome, Remote } from './remote.ts';
import {
  BATCH,
  capabilities,
  changesPage,
  type EventResult,
  eventResult,
  eventResults,
  type IncarnationReply,
  type IncarnationRequest,
  incarnationReply,
  JOURNAL_HEADER,
  type PairReply,
  type PairRequest,
  pairReply,
  SINGLE,
} from './wire.ts';

export interface RemoteOptions extends ExchangeOptions {
  /** A hub's address without the paths of the protocol; a receiver's whole address. */
  readonly url: string;
  readonly kind: 'hub' | 'receiver';
  /** Empty: none is sent. */
  readonly token: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: () => number;
}

/** What a receiver that is no hub says when it is asked for its capabilities (docs/sync.md): it has no such path, or no such method. */
const SAYS_NOTHING: readonly number[] = [404, 405, 501];

/**
 * The remote over HTTP: a hub with its paths, or any receiver of CloudEvents at its one address.
 * @param options the address was checked by `isSafeAddress`
 */
export const createHttpRemote = ({ url, kind, token, now = Date.now, ...options }: RemoteOptions): Remote => {
  const http = createHttpExchange(options);
  const base = url.replace(/\/+$/, '');
  const at = (path: string): URL => new URL(`${base}${path}`);
  const events = kind === 'hub' ? at('/events') : new URL(url);
  const headers = bearer(token);

  const ask = async <T>(
    request: Omit<HttpRequest, 'headers'> & { readonly headers?: HttpRequest['headers'] },
    read: (reply: Reply) => T | undefined,
  ): Promise<Outcome<T>> =>
    classify(await http.exchange({ ...request, headers: { ...headers, ...request.headers } }), read, now());

  const about = (journal: string | null): Record<string, string> => (journal === null ? {} : { [JOURNAL_HEADER]: journal });

  return {
    async capabilities(source) {
      const address = at('/capabilities');
      if (kind === 'hub') address.searchParams.set('source', source);
      const exchange = await http.exchange({ method: 'GET', url: address, headers });
      if (kind === 'receiver' && exchange.kind === 'reply' && SAYS_NOTHING.includes(exchange.reply.status)) {
        return { outcome: 'delivered', value: null };
      }
      return classify(exchange, jsonAs(capabilities), now());
    },

    sendBatch(outgoing, journal) {
      const body = { text: `[${outgoing.map(({ text }) => text).join(',')}]`, gzip: true };
      const request = { method: 'POST', url: events, headers: { ...about(journal), 'Content-Type': BATCH }, body } as const;
      return ask(request, (reply) => jsonAs(eventResults)(reply)?.results);
    },

    sendOne({ id, text }, journal) {
      // Whether a receiver unpacks what it gets is not known.
      const body = { text, gzip: kind === 'hub' };
      const request = { method: 'POST', url: events, headers: { ...about(journal), 'Content-Type': SINGLE }, body } as const;
      // Any 2xx of a receiver that is no page is its confirmation.
      return ask<EventResult>(request, kind === 'hub' ? jsonAs(eventResult) : () => ({ id, outcome: 'accepted' }));
    },

    carry: (part) =>
      ask(
        {
          method: 'POST',
          url: at('/carried'),
          headers: { 'Content-Type': 'application/json' },
          body: { text: JSON.stringify(part), gzip: true },
        },
        (reply) => (jsonAs(eventResults)(reply) ? null : undefined),
      ),

    changes(cursor, limit, waitSeconds) {
      const address = at('/changes');
      if (cursor !== null) address.searchParams.set('cursor', cursor);
      address.searchParams.set('limit', String(limit));
      address.searchParams.set('wait', String(waitSeconds));
      return ask({ method: 'GET', url: address }, jsonAs(changesPage));
    },

    close: () => http.close(),
  };
};

/** Hands a one-time code in for a token. */
export const pairWith = (hub: Omit<RemoteOptions, 'kind' | 'token'>, request: PairRequest): Promise<Outcome<PairReply>> =>
  askOnce({ ...hub, token: '' }, '/pair', request, pairReply);

/** Says that the register goes on from an old copy of its file. */
export const startIncarnation = (
  hub: Omit<RemoteOptions, 'kind'>,
  request: IncarnationRequest,
): Promise<Outcome<IncarnationReply>> => askOnce(hub, '/incarnation', request, incarnationReply);

/** One question to a hub, outside of the exchange. */
const askOnce = async <T>(
  { url, token, now = Date.now, ...options }: Omit<RemoteOptions, 'kind'>,
  path: string,
  request: object,
  reply: z.ZodType<T>,
): Promise<Outcome<T>> => {
  const http = createHttpExchange(options);
  try {
    const exchange = await http.exchange({
      method: 'POST',
      url: new URL(`${url.replace(/\/+$/, '')}${path}`),
      headers: { 'Content-Type': 'application/json', ...bearer(token) },
      body: { text: JSON.stringify(request), gzip: false },
    });
    return classify(exchange, jsonAs(reply), now());
  } finally {
    http.close();
  }
};

const bearer = (token: string): Record<string, string> => (token === '' ? {} : { Authorization: `Bearer ${token}` });

/** Reads a body that has the shape; undefined for every other. */
const jsonAs =
  <T>(schema: z.ZodType<T>) =>
  ({ body }: Reply): T | undefined => {
    try {
      return schema.safeParse(JSON.parse(body)).data;
    } catch {
      return undefined;
    }
  };
