import { once } from 'node:events';
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** What a network, a balancer and a captive portal do to an exchange. */
export const FAULTS = [
  'cut-before',
  'cut-in-request',
  'cut-after',
  'cut-in-answer',
  'delayed',
  'duplicated',
  'overtaken',
  'late',
  'answered-500',
  'answered-502',
  'answered-503',
  'answered-429',
  'answered-garbage',
  'answered-html',
] as const;
export type Fault = (typeof FAULTS)[number];

interface ChaosOptions {
  /** Origins of the remotes that run now, of which each exchange goes to one; they may come and go. */
  readonly targets: () => readonly string[];
  readonly random: Random;
  /** Of the exchanges, that meet a fault. */
  readonly share: number;
  /** Those to draw from. */
  readonly faults?: readonly Fault[];
  /** The longest that an exchange is kept back, in milliseconds. */
  readonly holdMs?: number;
  /** What a 429 asks for, in seconds. */
  readonly retryAfter?: number;
}

/** Stands between tills and hub on this computer. */
export interface ChaosProxy {
  readonly url: string;
  /** How often each fault came about, not only was drawn. */
  readonly counts: Readonly<Record<Fault, number>>;
  exchanges(): number;
  /** From now on everything passes as it is. */
  calm(): void;
  close(): Promise<void>;
}

interface Asked {
  /** The place among all exchanges, as they began. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Bytes after which the connection ends. */
  readonly cutAfter?: number;
}

const HOLD_MS = 200;
const HTML = '<!doctype html><title>Welcome to the guest network</title><form>I accept the terms</form>';
/** They are of one connection, and this makes another. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect', 'upgrade'];

const without = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));

const readWhole = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/**
 * Starts it on 127.0.0.1. Bodies are read whole before they go on: what is cut is cut where the fault says.
 * @throws what the server throws when it cannot listen
 */
export const startChaosProxy = async (options: ChaosOptions): Promise<ChaosProxy> => {
  const { targets, random, faults = FAULTS, holdMs = HOLD_MS, retryAfter = 1 } = options;
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const agent = new Agent({ keepAlive: true });
  const closing = new AbortController();
  let { share } = options;
  let exchanges = 0;
  /** Exchanges that are kept back until a later one was answered. */
  const held = new Map<number, () => void>();

  const send = (origin: string, asked: Asked, cutAfter?: number): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const headers = { ...without(asked.headers), 'content-length': asked.body.length };
      const outgoing = request(new URL(asked.path, origin), {
        method: asked.method,
        headers,
        agent: cutAfter === undefined ? agent : false,
      });
      outgoing.on('error', reject);
      outgoing.on('response', (response) => {
        readWhole(response).then(
          (body) => resolve({ status: response.statusCode ?? 502, headers: without(response.headers), body }),
          reject,
        );
      });
      if (cutAfter === undefined) outgoing.end(asked.body);
      else outgoing.write(asked.body.subarray(0, cutAfter), () => outgoing.destroy(new Error('cut')));
    });

  /** @throws when none of the remotes can be reached, or one went away before it had answered */
  const forward = async (asked: Asked): Promise<Reply> => {
    const running = targets();
    if (running.length === 0) throw new Error('no remote runs');
    const reply = await send(random.pick(running), asked);
    for (const [number, release] of held) if (number < asked.number) release();
    return reply;
  };

  /** Waits for a later exchange, but not for long. */
  const isOvertaken = async ({ number }: Asked): Promise<boolean> => {
    let wasOvertaken = false;
    const waiting = new AbortController();
    held.set(number, () => {
      wasOvertaken = true;
      waiting.abort();
    });
    await pause(holdMs, undefined, { signal: AbortSignal.any([waiting.signal, closing.signal]) }).catch(() => undefined);
    held.delete(number);
    return wasOvertaken;
  };

  const answer = (headers: IncomingHttpHeaders, status: number, body: string | Buffer): Reply => ({
    status,
    headers,
    body: Buffer.from(body),
  });

  /** As a gateway answers that has given up, or that never had asked. */
  const instead =
    (fault: Fault, reply: () => Reply) =>
    async (asked: Asked): Promise<Reply> => {
      if (random.chance(0.5)) await forward(asked).catch(() => undefined);
      counts[fault] += 1;
      return reply();
    };
  const sorry =
    (status: number, headers: IncomingHttpHeaders = {}) =>
    (): Reply =>
      answer({ 'content-type': 'text/html', ...headers }, status, '<h1>Sorry</h1>');

  /** Each gives what the till reads; nothing is a connection that ends. */
  const suffer: Readonly<Record<Fault, (asked: Asked, cut: () => void) => Promise<Reply | undefined>>> = {
    async 'cut-before'() {
      counts['cut-before'] += 1;
      return undefined;
    },
    async 'cut-in-request'(asked) {
      const running = targets();
      if (running.length === 0 || asked.body.length < 2) return forward(asked);
      await send(random.pick(running), asked, random.int(1, asked.body.length - 1)).catch(() => undefined);
      counts['cut-in-request'] += 1;
      return undefined;
    },
    async 'cut-after'(asked) {
      await forward(asked);
      counts['cut-after'] += 1;
      return undefined;
    },
    async 'cut-in-answer'(asked) {
      const reply = await forward(asked);
      if (reply.body.length < 2) return reply;
      counts['cut-in-answer'] += 1;
      return { ...reply, cutAfter: random.int(1, reply.body.length - 1) };
    },
    async delayed(asked) {
      await pause(random.int(1, holdMs), undefined, { signal: closing.signal });
      counts.delayed += 1;
      return forward(asked);
    },
    async duplicated(asked) {
      const replies = await Promise.all([forward(asked), forward(asked)]);
      counts.duplicated += 1;
      return random.pick(replies);
    },
    async overtaken(asked) {
      if (await isOvertaken(asked)) counts.overtaken += 1;
      return forward(asked);
    },
    async late(asked, cut) {
      cut();
      await isOvertaken(asked);
      await forward(asked);
      counts.late += 1;
      return undefined;
    },
    'answered-500': instead('answered-500', sorry(500)),
    'answered-502': instead('answered-502', sorry(502)),
    'answered-503': instead('answered-503', sorry(503)),
    'answered-429': instead('answered-429', sorry(429, { 'retry-after': String(retryAfter) })),
    'answered-garbage': instead('answered-garbage', () =>
      answer({ 'content-type': 'application/json' }, 200, Buffer.from(Array.from({ length: 64 }, () => random.int(0, 255)))),
    ),
    'answered-html': instead('answered-html', () => answer({ 'content-type': 'text/html; charset=utf-8' }, 200, HTML)),
  };

  const exchange = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const number = ++exchanges;
    const fault = random.chance(share) ? random.pick(faults) : null;
    const body = await readWhole(incoming);
    const { method = 'GET', url: path = '/', headers } = incoming;
    const asked = { number, method, path, headers, body };
    const cut = (): void => void response.destroy();
    const reply = fault === null ? await forward(asked) : await suffer[fault](asked, cut);
    if (!reply) return cut();
    response.writeHead(reply.status, { ...reply.headers, 'content-length': reply.body.length });
    if (reply.cutAfter === undefined) response.end(reply.body);
    else response.write(reply.body.subarray(0, reply.cutAfter), cut);
  };

  const server = createServer((incoming, response) => {
    response.on('error', () => undefined);
    // The remote is away, or the till is: either way nobody gets an answer.
    exchange(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    exchanges: () => exchanges,
    calm() {
      share = 0;
    },
    async close() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
};
