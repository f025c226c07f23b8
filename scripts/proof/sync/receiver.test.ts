import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../domain/shared/ids.ts';
import { type CloudEvent, cloudEvent, SINGLE, sequenceText, sourceOf } from '../../../sync/wire.ts';
import { RECEIVER, startReceiver } from './start-receiver.ts';

const TOKEN = 'a token';

let folder: string;
let file: string;
let running: Awaited<ReturnType<typeof startReceiver>> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-receiver-'));
  file = join(folder, 'events.jsonl');
});

afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<string> => {
  running = await startReceiver(file, TOKEN);
  return running.url;
};

const stop = async (): Promise<void> => {
  await running?.kill();
  running = undefined;
};

const source = sourceOf({ id: newId(), incarnation: newId() });
const eventOf = (sequence: number, data: Record<string, unknown> = { openedBy: 'Zoë 🏪\n' }): CloudEvent =>
  cloudEvent.parse({
    specversion: '1.0',
    id: newId(),
    source,
    type: 'app.tillwright.till.shift-opened.v1',
    time: new Date(sequence).toISOString(),
    datacontenttype: 'application/json',
    sequence: sequenceText(sequence),
    partitionkey: `shift ${sequence}`,
    data: { number: sequence, openedAt: sequence, ...data },
  });

const post = async (url: string, body: string, headers: Record<string, string> = {}): Promise<number> => {
  const all = { authorization: `Bearer ${TOKEN}`, 'content-type': SINGLE, ...headers };
  return (await fetch(`${url}events`, { method: 'POST', headers: all, body })).status;
};
const send = (url: string, event: CloudEvent): Promise<number> => post(url, JSON.stringify(event));
const kept = (): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));

describe('the receiver of the documents', () => {
  it('is no longer than it says', () => {
    const source = readFileSync(RECEIVER, 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect([...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['node:fs', 'node:http']);
  });

  it('takes each event once, in the order it came, across restarts', async () => {
    const events = Array.from({ length: 12 }, (_, at) => eventOf(at + 1));
    let url = await start();
    for (const event of events.slice(0, 6)) expect(await send(url, event)).toBe(201);
    expect(await send(url, events[2]!)).toBe(200);
    await stop();
    url = await start();
    // A till that saw no answer to the last ones begins there again.
    for (const event of events.slice(4, 6)) expect(await send(url, event)).toBe(200);
    for (const event of events.slice(6)) expect(await send(url, event)).toBe(201);
    await stop();
    url = await start();
    for (const event of events) expect(await send(url, event)).toBe(200);
    expect(kept()).toEqual(events);
  });

  it('keeps events of two sources apart that have the same id', async () => {
    const url = await start();
    const event = eventOf(1);
    const other = { ...event, source: sourceOf({ id: newId(), incarnation: newId() }) };
    expect([await send(url, event), await send(url, other)]).toEqual([201, 201]);
    expect(kept()).toEqual([event, other]);
  });

  it('drops a line that a power cut left half written, and takes that event when it comes again', async () => {
    const [first, second] = [eventOf(1), eventOf(2)];
    let url = await start();
    await send(url, first);
    await stop();
    const torn = Buffer.from(JSON.stringify(second));
    appendFileSync(file, torn.subarray(0, torn.indexOf('🏪') + 2));
    url = await start();
    expect([await send(url, second), await send(url, first)]).toEqual([201, 200]);
    expect(kept()).toEqual([first, second]);
  });

  it('takes the same event once when it comes many times at once', async () => {
    const url = await start();
    const event = eventOf(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(url, event)));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(kept()).toEqual([event]);
  });

  it('answers what is wrong so that the till does the right thing', async () => {
    const url = await start();
    const right = JSON.stringify(eventOf(1));
    expect(await post(url, right, { authorization: 'Bearer another' })).toBe(401);
    expect(await post(url, right, { 'content-type': 'application/json' })).toBe(415);
    expect(await post(url, right.slice(0, -1))).toBe(400);
    for (const body of ['null', '7', '[]', '{}', '{"specversion":"1.0"}']) expect(await post(url, body)).toBe(422);
    expect(await post(url, JSON.stringify(eventOf(1, { openedBy: 'x'.repeat(70_000) })))).toBe(413);
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await fetch(`${url}capabilities`, { headers })).status).toBe(404);
    expect(kept()).toEqual([]);
  });

  it('lives on when a till goes away in the middle of an event', async () => {
    const url = await start();
    const cut = new AbortController();
    const parts = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(JSON.stringify(eventOf(1)).slice(0, 50)));
      },
    });
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': SINGLE };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: parts, headers, duplex: 'half', signal: cut.signal };
    const half = fetch(`${url}events`, init);
    setTimeout(() => cut.abort(), 100);
    await expect(half).rejects.toThrow();
    expect(await send(url, eventOf(2))).toBe(201);
    expect(kept()).toHaveLength(1);
  });
});
