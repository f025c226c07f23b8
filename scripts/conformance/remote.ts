import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { newId } from '../../domain/shared/ids.ts';
import {
  BATCH,
  type Capabilities,
  type Change,
  type ChangesPage,
  type CloudEvent,
  capabilities,
  changesPage,
  type EventResult,
  eventResult,
  eventResults,
  type PairRequest,
  pairReply,
  SINGLE,
  sequenceText,
  sourceOf,
} from '../../sync/wire.ts';

/** What came back, read whole. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** `undefined`: it is no JSON. */
  readonly json: unknown;
}

interface Sending {
  readonly token?: string | null;
  readonly contentType?: string;
  /** Packs the body. */
  readonly gzip?: boolean;
  /** The body is packed already, or says so. */
  readonly isPacked?: boolean;
}

const TIMEOUT_MS = 60_000;
const MOST_RETRIES = 20;

/** A remote as a till sees it, with a register of the kit's own behind it. */
export class Remote {
  readonly url: string;
  readonly token: string | null;
  /** null: a plain receiver. */
  readonly capabilities: Capabilities | null;
  readonly source: string;
  /** Where the changes ended when the kit came. */
  #start: string | null = null;
  #sequence: number;

  constructor(url: string, token: string | null, offered: Capabilities | null) {
    this.url = url;
    this.token = token;
    this.capabilities = offered;
    this.source = offered?.register?.source ?? sourceOf({ id: newId(), incarnation: newId() });
    this.#sequence = offered?.register?.lastSequence ?? 0;
  }

  /** The next event of this register: a shift that was opened, which changes no money and no goods. */
  event(openedBy = 'conformance'): CloudEvent {
    this.#sequence += 1;
    return {
      specversion: '1.0',
      id: newId(),
      source: this.source,
      type: 'app.tillwright.till.shift-opened.v1',
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      sequence: sequenceText(this.#sequence),
      partitionkey: newId(),
      data: { number: this.#sequence, openedAt: Date.now(), openedBy },
    };
  }

  events(count: number): CloudEvent[] {
    return Array.from({ length: count }, () => this.event());
  }

  /** One event by itself. */
  async send(event: CloudEvent, sending: Sending = {}): Promise<Reply & { readonly result: EventResult | null }> {
    const reply = await this.post(JSON.stringify(event), { contentType: SINGLE, ...sending });
    return { ...reply, result: resultOf(reply, event.id) };
  }

  /** Several events in one request. `results` is null when the answer does not name them. */
  async sendBatch(events: readonly CloudEvent[], sending: Sending = {}): Promise<Reply & { results: EventResult[] | null }> {
    const reply = await this.post(JSON.stringify(events), { contentType: BATCH, ...sending });
    const read = eventResults.safeParse(reply.json);
    return { ...reply, results: reply.status < 300 && read.success ? read.data.results : null };
  }

  async post(body: string | Buffer, { token = this.token, contentType, gzip = false, isPacked = gzip }: Sending): Promise<Reply> {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    };
    return exchange(this.url, 'events', { method: 'POST', headers, body: gzip ? gzipSync(body) : body });
  }

  async get(path: string, token = this.token): Promise<Reply> {
    return exchange(this.url, path, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  }

  /** @throws when the answer is no page of changes */
  async page(cursor: string | null, { limit = 500, wait = 0 } = {}): Promise<ChangesPage> {
    const asked = new URLSearchParams({ limit: String(limit), wait: String(wait), own: 'true' });
    if (cursor !== null) asked.set('cursor', cursor);
    const reply = await this.get(`changes?${asked.toString()}`);
    if (reply.status !== 200) throw new Error(`changes answered ${reply.status}`);
    return changesPage.parse(reply.json);
  }

  /** Passes by what was there before. */
  async begin(): Promise<void> {
    this.#start = (await this.changesFrom(null)).cursor;
  }

  /** What stands in the changes since the kit came. */
  async written(): Promise<Change[]> {
    return (await this.changesFrom(this.#start)).changes;
  }

  /** From a cursor to the present end. */
  async changesFrom(cursor: string | null, limit = 500): Promise<{ changes: Change[]; cursor: string }> {
    const changes: Change[] = [];
    let at = cursor;
    for (;;) {
      const page = await this.page(at, { limit });
      changes.push(...page.changes);
      if (!page.more) return { changes, cursor: page.cursor };
      if (page.cursor === at) throw new Error('there is more, and the cursor stays where it is');
      at = page.cursor;
    }
  }
}

/** Of a single event: its result, or what the status says where the body says nothing. */
const resultOf = ({ status, type, json }: Reply, id: string): EventResult | null => {
  const read = eventResult.safeParse(json);
  if (read.success) return read.data;
  if (status >= 400 && status < 500) return { id, outcome: 'rejected' };
  return status >= 200 && status < 300 && !type.includes('html') ? { id, outcome: 'accepted' } : null;
};

const exchange = async (url: string, path: string, init: RequestInit): Promise<Reply> => {
  const target = new URL(path, url.endsWith('/') ? url : `${url}/`);
  for (let retry = 0; ; retry += 1) {
    const response = await fetch(target, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (response.status !== 429 || retry === MOST_RETRIES) {
      return { status: response.status, type: response.headers.get('content-type') ?? '', text, json: parsed(text) };
    }
    await pause(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Asks what the remote offers, pairing first where a code is given.
 * @throws when it answers neither as a hub nor as a receiver
 */
export const connect = async (url: string, access: { readonly token?: string; readonly code?: string }): Promise<Remote> => {
  const token = access.code === undefined ? (access.token ?? null) : await pair(url, access.code);
  const reply = await new Remote(url, token, null).get('capabilities');
  if ([404, 405, 501].includes(reply.status)) return new Remote(url, token, null);
  const read = capabilities.safeParse(reply.json);
  if (reply.status !== 200 || !read.success)
    throw new Error(`capabilities answered ${reply.status}: ${reply.text.slice(0, 200)}`);
  if (read.data.register === null)
    throw new Error('the hub does not know this token: give one of a paired register, or a pairing code');
  const remote = new Remote(url, token, read.data);
  await remote.begin();
  return remote;
};

const pair = async (url: string, code: string): Promise<string> => {
  const register = { id: newId(), incarnation: newId(), code: 'CONF', receiptKey: null };
  const handIn = (shop: PairRequest['shop']): Promise<Reply> => {
    const body = JSON.stringify({ code: code.replace('-', '').toUpperCase(), register, shop });
    return exchange(url, 'pair', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
  let reply = await handIn(null);
  // A store that no till has brought a shop to.
  if (reply.status === 409) reply = await handIn({ id: newId(), name: 'Conformance', currency: 'EUR', pricesIncludeTax: true });
  const read = pairReply.safeParse(reply.json);
  if (!read.success) throw new Error(`pair answered ${reply.status}: ${reply.text.slice(0, 200)}`);
  return read.data.token;
};
