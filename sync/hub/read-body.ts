import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseRequest } from './refusals.ts';

const unpack = promisify(gunzip);

const TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];

/** Reads JSON, plain or gzip. The route's `bodyLimit` bounds what it comes to unpacked: a small body that swells is refused before it does. */
export const readJsonBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TYPES, async (request: FastifyRequest, payload: AsyncIterable<Buffer>) =>
    parse(await read(payload, request.headers['content-encoding'], request.routeOptions.bodyLimit)),
  );
};

const read = async (payload: AsyncIterable<Buffer>, encoding: string | undefined, limit: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of payload) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  const body = Buffer.concat(parts);
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw refuseRequest(415, 'unsupported', 'a body is plain or gzip');
  try {
    return await unpack(body, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limit);
    throw refuseRequest(400, 'invalid', 'this is no gzip');
  }
};

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw refuseRequest(400, 'invalid', 'the body is no JSON');
  }
};

const tooLarge = (limit: number) => refuseRequest(413, 'too-large', `at most ${limit} bytes, unpacked`);
