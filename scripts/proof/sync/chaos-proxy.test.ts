import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { type ChaosProxy, FAULTS, type Fault, startChaosProxy } from './chaos-proxy.ts';

/** What the far side was asked: bodies, `cut` for one that never came whole. */
let heard: string[];
let target: string;
let stop: () => Promise<void>;
const opened: ChaosProxy[] = [];

const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    let body = '';
    for await (const part of request) body += String(part);
    heard.push(body);
    response.writeHead(200, { 'content-type': 'application/json', 'x-path': request.url ?? '' }).end(JSON.stringify({ body }));
  } catch {
    heard.push('cut');
  }
};

beforeEach(async () => {
  heard = [];
  const server = createServer((request, response) => void hear(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((proxy) => proxy.close()));
  await stop();
});

const proxyWith = async (faults: readonly Fault[], share = 1, seed = 1): Promise<ChaosProxy> => {
  const options = { targets: () => [target], random: seededRandom(seed), share, faults, holdMs: 300, retryAfter: 7 };
  const proxy = await startChaosProxy(options);
  opened.push(proxy);
  return proxy;
};

const post = (proxy: ChaosProxy, body: string): Promise<Response> =>
  fetch(`${proxy.url}/events?a=b`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

describe('the proxy between tills and hub', () => {
  it('passes on what meets no fault as it is', async () => {
    const proxy = await proxyWith(FAULTS, 0);
    const response = await post(proxy, 'hello');
    expect([response.status, response.headers.get('x-path'), await response.json()]).toEqual([
      200,
      '/events?a=b',
      { body: 'hello' },
    ]);
    expect(heard).toEqual(['hello']);
    expect(Object.values(proxy.counts).every((count) => count === 0)).toBe(true);
  });

  it('cuts before the remote has the request', async () => {
    const proxy = await proxyWith(['cut-before']);
    await expect(post(proxy, 'hello')).rejects.toThrow();
    expect(heard).toEqual([]);
    expect(proxy.counts['cut-before']).toBe(1);
  });

  it('cuts after the remote took the request', async () => {
    const proxy = await proxyWith(['cut-after']);
    await expect(post(proxy, 'hello')).rejects.toThrow();
    expect(heard).toEqual(['hello']);
    expect(proxy.counts['cut-after']).toBe(1);
  });

  it('cuts in the middle of a request', async () => {
    const proxy = await proxyWith(['cut-in-request']);
    await expect(post(proxy, 'a longer hello')).rejects.toThrow();
    await expect.poll(() => heard).toEqual(['cut']);
    expect(proxy.counts['cut-in-request']).toBe(1);
  });

  it('cuts in the middle of an answer', async () => {
    const proxy = await proxyWith(['cut-in-answer']);
    const response = await post(proxy, 'hello');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(heard).toEqual(['hello']);
    expect(proxy.counts['cut-in-answer']).toBe(1);
  });

  it('keeps an exchange back for a while', async () => {
    const proxy = await proxyWith(['delayed']);
    expect((await post(proxy, 'hello')).status).toBe(200);
    expect([heard, proxy.counts.delayed]).toEqual([['hello'], 1]);
  });

  it('sends a request twice and answers once', async () => {
    const proxy = await proxyWith(['duplicated']);
    expect(await (await post(proxy, 'hello')).json()).toEqual({ body: 'hello' });
    expect(heard).toEqual(['hello', 'hello']);
    expect(proxy.counts.duplicated).toBe(1);
  });

  it('lets a later request overtake an earlier one, and gives both their answer', async () => {
    const proxy = await proxyWith(['overtaken']);
    const first = post(proxy, 'first');
    await expect.poll(() => proxy.exchanges()).toBe(1);
    proxy.calm();
    await post(proxy, 'second');
    expect(await (await first).json()).toEqual({ body: 'first' });
    expect(heard).toEqual(['second', 'first']);
    expect(proxy.counts.overtaken).toBe(1);
  });

  it('counts nothing as overtaken when nothing came', async () => {
    const proxy = await proxyWith(['overtaken']);
    expect((await post(proxy, 'alone')).status).toBe(200);
    expect(proxy.counts.overtaken).toBe(0);
  });

  it('delivers a request after the till gave up on it and sent others', async () => {
    const proxy = await proxyWith(['late']);
    await expect(post(proxy, 'first')).rejects.toThrow();
    proxy.calm();
    await post(proxy, 'second');
    await expect.poll(() => heard).toEqual(['second', 'first']);
    await expect.poll(() => proxy.counts.late).toBe(1);
  });

  it.each([500, 502, 503, 429] as const)('answers %i, with and without having asked', async (status) => {
    const proxy = await proxyWith([`answered-${status}`]);
    for (let round = 0; round < 20; round += 1) {
      const response = await post(proxy, 'hello');
      expect([response.status, response.headers.get('retry-after')]).toEqual([status, status === 429 ? '7' : null]);
    }
    expect(proxy.counts[`answered-${status}`]).toBe(20);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThan(20);
  });

  it('answers 200 with what is no JSON', async () => {
    const proxy = await proxyWith(['answered-garbage']);
    const response = await post(proxy, 'hello');
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow();
  });

  it('answers 200 with a page of HTML, as a guest network does', async () => {
    const proxy = await proxyWith(['answered-html']);
    const response = await post(proxy, 'hello');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<!doctype html>');
  });

  it('ends the connection when no remote can be reached', async () => {
    const proxy = await startChaosProxy({ targets: () => [], random: seededRandom(1), share: 0 });
    opened.push(proxy);
    await expect(post(proxy, 'hello')).rejects.toThrow();
  });

  it('meets the share of the exchanges that was asked for, with every fault among them', async () => {
    const proxy = await proxyWith(FAULTS, 0.2, 4);
    const ask = async (number: number): Promise<void> => {
      await post(proxy, `number ${number}`)
        .then((response) => response.text())
        .catch(() => undefined);
    };
    for (let round = 0; round < 60; round += 1) await Promise.all(Array.from({ length: 10 }, (_, at) => ask(round * 10 + at)));
    await pause(400);
    const met = Object.values(proxy.counts).reduce((sum, count) => sum + count, 0);
    expect(proxy.exchanges()).toBe(600);
    expect(met).toBeGreaterThan(600 * 0.12);
    expect(met).toBeLessThan(600 * 0.28);
    expect(FAULTS.filter((fault) => proxy.counts[fault] === 0)).toEqual([]);
  });
});
