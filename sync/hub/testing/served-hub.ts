import { gzipSync } from 'node:zlib';
import type { Clock } from '../../../domain/shared/clock.ts';
import { newId } from '../../../domain/shared/ids.ts';
import {
  BATCH,
  type ChangesPage,
  type CloudEvent,
  type EventResult,
  type PairReply,
  type PairRequest,
  SINGLE,
} from '../../wire.ts';
import { createHub, type Hub, type HubOptions } from '../hub.ts';
import type { OfficeInput, OfficeOperation, OfficeOutput } from '../office-api.ts';
import type { TestDatabase } from './databases.ts';
import { AT, FakeTill } from './events.ts';

export interface Reply {
  readonly status: number;
  readonly body: { readonly error?: { readonly code: string; readonly message: string } } & Record<string, unknown>;
  readonly headers: Headers;
}

/** A hub on loopback, with an office that has signed in and tills that are paired by its codes. */
export class ServedHub {
  readonly hub: Hub;
  readonly clock: Clock & { at: number };
  readonly #cookie: string;

  private constructor(hub: Hub, clock: Clock & { at: number }, cookie: string) {
    this.hub = hub;
    this.clock = clock;
    this.#cookie = cookie;
  }

  static async start(
    { database }: Pick<TestDatabase, 'database'>,
    options: Partial<HubOptions> = {},
    cookie?: string,
  ): Promise<ServedHub> {
    const clock = { at: AT, now: () => clock.at };
    const many = { requestsPerMinute: 1_000_000, attemptsPerMinute: 1_000_000 };
    const hub = await createHub({ storage: { database }, clock, ...many, ...options });
    if (cookie !== undefined) return new ServedHub(hub, clock, cookie);
    const signedIn = await fetch(`${hub.url}/office/api/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: hub.officeKey }),
    });
    return new ServedHub(hub, clock, signedIn.headers.get('set-cookie')?.split(';')[0] ?? '');
  }

  get cookie(): string {
    return this.#cookie;
  }

  async call(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(this.hub.url + path, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, body: parsed(text), headers: response.headers };
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  askOffice(operation: OfficeOperation, input: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.post(`/office/api/${operation}`, input, { cookie: this.#cookie, ...headers });
  }

  async office<N extends OfficeOperation>(operation: N, input: OfficeInput<N>): Promise<OfficeOutput<N>> {
    const { status, body } = await this.askOffice(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`);
    return body as OfficeOutput<N>;
  }

  /** A pairing code, without the dash. */
  async code(
    input: OfficeInput<'createPairingCode'> = { for: 'new-store', name: 'Corner' },
  ): Promise<{ code: string; storeId: string }> {
    const { code, storeId } = await this.office('createPairingCode', input);
    return { code: code.replace('-', ''), storeId };
  }

  async pairTill(
    input?: OfficeInput<'createPairingCode'>,
    more: Partial<PairRequest['register']> = {},
    shop: PairRequest['shop'] = SHOP,
  ): Promise<PairedTill> {
    const { code } = await this.code(input);
    const till = new FakeTill();
    const register = { id: till.id, incarnation: till.incarnation, code: 'R1', receiptKey: null, ...more };
    const { status, body } = await this.post('/pair', { code, register, shop });
    if (status !== 200) throw new Error(`pair: ${status} ${JSON.stringify(body)}`);
    return new PairedTill(this, till, body as unknown as PairReply);
  }
}

export const SHOP = { id: newId(), name: 'Corner Shop', currency: 'EUR', pricesIncludeTax: true };

export class PairedTill {
  readonly served: ServedHub;
  readonly till: FakeTill;
  readonly reply: PairReply;

  constructor(served: ServedHub, till: FakeTill, reply: PairReply) {
    this.served = served;
    this.till = till;
    this.reply = reply;
  }

  get storeId(): string {
    return this.reply.storeId;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.reply.token}` };
  }

  batch(events: readonly unknown[], headers: Record<string, string> = {}): Promise<Reply> {
    return this.served.call('/events', {
      method: 'POST',
      headers: { ...this.headers, 'content-type': BATCH, 'content-encoding': 'gzip', ...headers },
      body: new Uint8Array(gzipSync(JSON.stringify(events))),
    });
  }

  single(event: unknown): Promise<Reply> {
    return this.served.post('/events', event, { ...this.headers, 'content-type': SINGLE });
  }

  /** Sends a batch that must be answered. */
  async send(...events: readonly CloudEvent[]): Promise<EventResult[]> {
    const { status, body } = await this.batch(events);
    if (status !== 200) throw new Error(`events: ${status} ${JSON.stringify(body)}`);
    return body['results'] as EventResult[];
  }

  async changes(query: Record<string, string | number | boolean> = {}): Promise<ChangesPage> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
    const { status, body } = await this.served.call(`/changes?${search.toString()}`, { headers: this.headers });
    if (status !== 200) throw new Error(`changes: ${status} ${JSON.stringify(body)}`);
    return body as unknown as ChangesPage;
  }
}

const parsed = (text: string): Reply['body'] => {
  try {
    return JSON.parse(text) as Reply['body'];
  } catch {
    return { text };
  }
};
