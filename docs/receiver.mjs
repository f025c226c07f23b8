// node docs/receiver.mjs FILE PORT TOKEN: takes in what tills send, each event as one line of the file (docs/receiver.md).
import { appendFileSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [path = 'events.jsonl', port = '8080', token = ''] = process.argv.slice(2);
const MOST = 64 * 1024;

const file = openSync(path, 'a+');
// A last line that a power cut left without its end was never confirmed: it comes again.
const kept = readFileSync(path, 'utf8').split('\n').slice(0, -1);
ftruncateSync(file, Buffer.byteLength(kept.map((line) => `${line}\n`).join('')));
const nameOf = (event) => JSON.stringify([event.source, event.id]);
const seen = new Set(kept.map((line) => nameOf(JSON.parse(line))));

const take = (text) => {
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    return 400;
  }
  if (event?.specversion !== '1.0' || !event.source || !event.id || !event.type) return 422;
  if (seen.has(nameOf(event))) return 200;
  // Confirmed only when it lies on the disk. Where it cannot be written, the process ends, and the till tries until it runs again.
  appendFileSync(file, `${JSON.stringify(event)}\n`);
  fsyncSync(file);
  seen.add(nameOf(event));
  return 201;
};

const server = createServer((request, response) => {
  const answer = (status) => response.writeHead(status).end();
  if (token && request.headers.authorization !== `Bearer ${token}`) return answer(401);
  if (request.method !== 'POST') return answer(404);
  if (!request.headers['content-type']?.startsWith('application/cloudevents+json')) return answer(415);
  let text = '';
  request.setEncoding('utf8').on('data', (part) => (text += text.length > MOST ? '' : part));
  request.on('end', () => answer(text.length > MOST ? 413 : take(text)));
});
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
