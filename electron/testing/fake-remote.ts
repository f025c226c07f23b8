import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import type { Capabilities, CloudEvent, EventResult, PairRequest } from '../../sync/wire.ts';

/** A request as it arrived, its body unpacked. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly packedBytes: number;
}

/** What the remote does with one request: an answer, or a way to leave it without one. */
export type Trick =
  | 'cut'
  | 'hang'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer };

const HELD_BACK_MS = 300;

export const TOKEN = 'secret-token-0123456789-0123456789-abcdef';

/** A remote that keeps what it takes, and that a test tells how to behave. */
export const setUpFakeRemote = () => {
  const servers: Server[] = [];
  const state = {
    heard: [] as Heard[],
    /** Every event that was taken, in the order of its arrival, repeats and all. */
    arrived: [] as CloudEvent[],
    pairRequests: [] as PairRequest[],
    batch: { maxEvents: 100, maxBytes: 1024 * 1024 } as Capabilities['batch'],
    /** Asked before each request is served; undefined: it is served. */
    trick: (_heard: Heard): Trick | undefined => undefined,
    judge: ({ id }: CloudEvent): EventResult => ({ id, outcome: 'accepted' }),
    known: {} as Partial<NonNullable<Capabilities['register']>>,
    registerCode: 'R7',
    isHub: true,
  };
  const seen = new Set<string>();
  const ids = { hub: newId(), store: newId() };

  const take = (event: CloudEvent): EventResult => {
    state.arrived.push(event);
    const result = state.judge(event);
    if (result.outcome !== 'accepted') return result;
    const isKnown = seen.has(event.id);
    seen.add(event.id);
    return isKnown ? { id: event.id, outcome: 'duplicate' } : result;
  };

  const serve = (heard: Heard): Exclude<Trick, string> => {
    const json = (body: unknown, status = 200) => ({
      status,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { pathname, searchParams } = new URL(heard.path, 'http://remote');
    if (!state.isHub) {
      if (heard.method !== 'POST') return { status: 405 };
      take(JSON.parse(heard.body) as CloudEvent);
      return { status: 204 };
    }
    if (pathname === '/pair') {
      state.pairRequests.push(JSON.parse(heard.body) as PairRequest);
      const reply = { token: TOKEN, hubId: ids.hub, storeId: ids.store, storeName: 'High Street' };
      return json({ ...reply, registerCode: state.registerCode, shop: null, replaces: null });
    }
    if (heard.headers.authorization !== `Bearer ${TOKEN}`)
      return json({ error: { code: 'not-authorised', message: 'who?' } }, 401);
    if (pathname === '/capabilities') {
      const source = searchParams.get('source') ?? '';
      const last = state.arrived
        .filter((event) => event.source === source)
        .reduce<CloudEvent | null>((newest, event) => (newest && newest.sequence > event.sequence ? newest : event), null);
      const register = {
        ...{ storeId: ids.store, storeName: 'High Street', code: state.registerCode, source },
        ...{ lastSequence: Number(last?.sequence ?? 0), lastId: last?.id ?? null, ...state.known },
      };
      return json({ hub: { id: ids.hub, version: '1' }, batch: state.batch, maxEventBytes: 64 * 1024, register });
    }
    if (pathname === '/changes') return json({ changes: [], cursor: searchParams.get('cursor') ?? '0', more: false });
    if (pathname === '/carried') {
      const { events } = JSON.parse(heard.body) as { events: string };
      return json({ results: (JSON.parse(events) as CloudEvent[]).map(take) });
    }
    const body = JSON.parse(heard.body) as CloudEvent | CloudEvent[];
    if (Array.isArray(body)) return json({ results: body.map(take) });
    const result = take(body);
    if (result.outcome !== 'rejected') return json(result);
    return json({ error: { code: result.reason ?? 'invalid', message: result.message ?? '' } }, 422);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const packed = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed;
    const { method = '', url = '', headers } = request;
    const heard = { method, path: url, headers, body: body.toString(), packedBytes: packed.length };
    state.heard.push(heard);
    const trick = state.trick(heard);
    // There is never anything to tell, so the answer is held back a while.
    if (url.startsWith('/changes')) await sleep(HELD_BACK_MS);
    if (trick === 'hang') return;
    if (trick === 'cut') {
      // The hub had taken it; its word is lost.
      serve(heard);
      request.socket.destroy();
      return;
    }
    const { status, headers: own = {}, body: reply = '' } = trick ?? serve(heard);
    response.writeHead(status, own).end(reply);
  };

  const listen = async (server: Server, protocol: string): Promise<string> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    // A test that is over has taken the connection away.
    answer(request, response).catch(() => response.destroy());
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  return {
    state,
    /** Listens on this computer. @returns its address */
    start: () => listen(createServer(handle), 'http'),
    startTls: (key: string, cert: string) => listen(createTlsServer({ key, cert }, handle), 'https'),
  };
};
