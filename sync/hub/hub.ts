import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifySwagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Clock, systemClock } from '../../domain/shared/clock.ts';
import { ChangeWatch } from './change-watch.ts';
import { type Database, openEmbedded, openPostgres } from './database.ts';
import { identify } from './identity.ts';
import { HUB_VERSION } from './limits.ts';
import { createMetrics } from './metrics.ts';
import { migrate } from './migrate.ts';
import { officeRoutes } from './office/office-routes.ts';
import { readJsonBodies } from './read-body.ts';
import { RequestRefusal } from './refusals.ts';
import { tillRoutes } from './till-routes.ts';

/** Where everything is kept: a PostgreSQL server, a folder for an embedded one, or one that is open already. */
export type HubStorage = { readonly databaseUrl: string } | { readonly dataDir: string } | { readonly database: Database };

export interface HubOptions {
  readonly storage: HubStorage;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any that is free. */
  readonly port?: number;
  /** PEM. Without it the hub speaks plain HTTP, which tills take from this computer alone. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The folder of the built office page; without it the hub has none. */
  readonly officeDir?: string;
  readonly clock?: Clock;
  /** Lines of JSON on the standard output. Default false. */
  readonly logs?: boolean;
  /** Behind a balancer that says whom it speaks for. Default false. */
  readonly trustProxy?: boolean;
  /** How often one token or address may call in a minute. */
  readonly requestsPerMinute?: number;
  /** How often one address may try a pairing code or the office key in a minute. */
  readonly attemptsPerMinute?: number;
}

export interface Hub {
  /** Without a slash at its end. */
  readonly url: string;
  readonly hubId: string;
  readonly app: FastifyInstance;
  readonly database: Database;
  /** Told once, by the hub that made the database. */
  readonly officeKey: string | null;
  /** SHA-256 of the certificate in capitals, for pairing codes; null without TLS. */
  readonly fingerprint: string | null;
  /** Answers who waits, finishes what runs, and lets go of the database. */
  close(): Promise<void>;
}

const REQUESTS_PER_MINUTE = 6000;
const ATTEMPTS_PER_MINUTE = 10;
const MINUTE_MS = 60_000;
const INTERNAL = 500;

/**
 * The reference remote: takes events, orders them and hands changes out (docs/sync.md). It keeps nothing of its own: any number of them may
 * run on one PostgreSQL.
 * @throws Error when the database cannot be reached or is of a newer hub, or the port is taken
 */
export const createHub = async (options: HubOptions): Promise<Hub> => {
  const { clock = systemClock, tls } = options;
  const database = await open(options.storage);
  const watch = new ChangeWatch(database);
  try {
    await migrate(database);
    const { hubId, officeKey } = await identify(database);
    const metrics = createMetrics(database);
    const fingerprint = tls ? fingerprintOf(tls.cert) : null;
    const attemptsPerMinute = options.attemptsPerMinute ?? ATTEMPTS_PER_MINUTE;

    const app = fastify({
      ...(tls && { https: { key: tls.key, cert: tls.cert } }),
      logger: options.logs === true ? LOGS : false,
      trustProxy: options.trustProxy ?? false,
      forceCloseConnections: 'idle',
      return503OnClosing: true,
    }) as unknown as FastifyInstance;
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.setErrorHandler(answerError);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: { code: 'not-found', message: 'no such path' } }));
    readJsonBodies(app);
    app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
      metrics.observeRequest(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
    });
    // Before the server stops taking connections: those that are held back would keep it.
    app.addHook('preClose', async () => {
      watch.stop();
    });
    app.addHook('onSend', async (_request, reply) => {
      // Kept open for a next call, a connection would keep the server from closing.
      if (watch.stopped) void reply.header('connection', 'close');
    });
    await app.register(fastifyHelmet, {
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      hsts: tls !== undefined,
    });
    await app.register(fastifyRateLimit, {
      max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
      timeWindow: MINUTE_MS,
      keyGenerator: callerOf,
    });
    await app.register(fastifySwagger, { openapi: DOCUMENT, transform: jsonSchemaTransform });

    await app.register(tillRoutes({ database, hubId, clock, watch, metrics, attemptsPerMinute }));
    const { officeDir } = options;
    await app.register(
      officeRoutes({ database, hubId, clock, watch, attemptsPerMinute, fingerprint, officeDir, secure: tls !== undefined }),
    );
    app.get('/healthz', { schema: { summary: 'Whether the hub reaches its database' } }, async (_request, reply) => {
      await database.query('SELECT 1');
      return reply.send({ ok: true });
    });
    app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.text()),
    );
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());

    const host = options.host ?? '127.0.0.1';
    await app.listen({ host, port: options.port ?? 0 });
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
      hubId,
      app,
      database,
      officeKey,
      fingerprint,
      async close() {
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    watch.stop();
    await database.close();
    throw error;
  }
};

const open = async (storage: HubStorage): Promise<Database> => {
  if ('database' in storage) return storage.database;
  if ('databaseUrl' in storage) return openPostgres(storage.databaseUrl);
  mkdirSync(storage.dataDir, { recursive: true });
  return openEmbedded(storage.dataDir);
};

const fingerprintOf = (pem: string): string =>
  createHash('sha256').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();

/** One register is one caller, wherever it calls from; the token itself is kept nowhere. */
const callerOf = ({ headers: { authorization }, ip }: FastifyRequest): string =>
  authorization === undefined ? ip : createHash('sha256').update(authorization).digest('base64url');

/** Neither bodies nor headers are logged; what is said of an error comes from the hub's own words. */
const LOGS = {
  level: 'info',
  redact: ['req.headers', 'res.headers'],
  serializers: {
    req: ({ method, url, ip }: { method: string; url: string; ip: string }) => ({ method, path: url.split('?')[0], ip }),
    err: ({ name, stack, code }: Error & { code?: string }) => ({
      type: name,
      message: '',
      stack: placesOf(stack),
      code: code ?? '',
    }),
  },
};

/** Where an error came from, without its message: a database quotes the values that it did not like. */
const placesOf = (stack = ''): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');

const answerError = (error: FastifyError | RequestRefusal, request: FastifyRequest, reply: FastifyReply): void => {
  const told = tellError(error);
  if (told.status >= INTERNAL) request.log.error({ err: error }, 'a request failed');
  void reply
    .code(told.status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code: told.code, message: told.message } }));
};

const tellError = (error: FastifyError | RequestRefusal): { status: number; code: string; message: string } => {
  if (error instanceof RequestRefusal) return error;
  if (error.validation) return { status: 400, code: 'invalid', message: error.message };
  const status = error.statusCode ?? INTERNAL;
  if (status === 429) return { status, code: 'too-many-requests', message: 'too often; wait as long as Retry-After says' };
  if (status < INTERNAL) return { status, code: 'invalid', message: error.message };
  return { status: status === 503 ? 503 : INTERNAL, code: 'internal', message: 'something went wrong on our side' };
};

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Tillwright hub',
    version: HUB_VERSION,
    description: 'What tills and the office say to the hub. The rules behind it: docs/sync.md.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  components: {
    securitySchemes: {
      register: { type: 'http' as const, scheme: 'bearer', description: 'the token that a register got at pairing' },
      office: {
        type: 'apiKey' as const,
        in: 'cookie' as const,
        name: 'office',
        description: 'set by signing in with the office key',
      },
    },
  },
};
