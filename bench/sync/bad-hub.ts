import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { newId } from '../../domain/shared/ids.ts';

/**
 * `node bad-hub.ts slow|hanging|dripping|prompt`: a hub that pairs anybody, and takes three seconds for each batch, answers none, answers a byte a
 * second, or takes everything at once and keeps nothing.
 */
const manner = process.argv[2];

const [hubId, storeId] = [newId(), newId()];
const SECOND = 1000;

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

let source = '';
const paired = (body: Buffer) => {
  const { register } = JSON.parse(body.toString()) as { register: { id: string; incarnation: string; code: string } };
  source = `/registers/${register.id}/${register.incarnation}`;
  return { token: 'x'.repeat(40), hubId, storeId, storeName: 'Bench', registerCode: register.code, shop: null, replaces: null };
};
const capabilities = () => ({
  hub: { id: hubId, version: 'bench' },
  batch: { maxEvents: 500, maxBytes: 2 * 1024 * 1024 },
  maxEventBytes: 64 * 1024,
  register: { storeId, storeName: 'Bench', code: 'R1', source, lastSequence: 0, lastId: null },
});

const takeEvents = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const events = JSON.parse(gunzipSync(await read(request)).toString()) as { readonly id: string }[];
  if (manner === 'hanging') return;
  const body = JSON.stringify({ results: events.map(({ id }) => ({ id, outcome: 'accepted' })) });
  if (manner === 'prompt') return void response.end(body);
  if (manner === 'slow') return void setTimeout(() => response.end(body), 3 * SECOND);
  let at = 0;
  const drip = setInterval(() => response.write(body.charAt(at++)), SECOND);
  response.on('close', () => clearInterval(drip));
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/pair') return void response.end(JSON.stringify(paired(await read(request))));
  if (request.url?.startsWith('/capabilities')) return void response.end(JSON.stringify(capabilities()));
  if (request.url === '/events') return takeEvents(request, response);
  // Changes: none, and nobody is told so soon.
  setTimeout(() => response.end(JSON.stringify({ changes: [], cursor: '0', more: false })), 20 * SECOND);
};

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
