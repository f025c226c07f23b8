import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Clock } from '../../domain/shared/clock.ts';
import {
  capabilities,
  carriedPart,
  changesPage,
  cloudEvent,
  type EventResult,
  eventResult,
  eventResults,
  incarnationReply,
  incarnationRequest,
  JOURNAL_HEADER,
  MAX_EVENT_BYTES,
  pairReply,
  pairRequest,
  refusal,
  source,
  sourceOf,
} from '../wire.ts';
import type { ChangeWatch } from './change-watch.ts';
import type { Database } from './database.ts';
import { HUB_VERSION, MAX_BATCH_BYTES, MAX_BATCH_EVENTS, MAX_CARRIED_BYTES, MAX_CHANGES, MAX_WAIT_SECONDS } from './limits.ts';
import type { HubMetrics } from './metrics.ts';
import { pair, startIncarnation } from './pairing.ts';
import { readChanges } from './read-changes.ts';
import { refuseRequest } from './refusals.ts';
import { findRegister, type Register, requireRegister } from './registers.ts';
import { takeCarried } from './take-carried.ts';
import { takeEvents } from './take-events.ts';

export interface TillParts {
  readonly database: Database;
  readonly hubId: string;
  readonly clock: Clock;
  readonly watch: ChangeWatch;
  readonly metrics: HubMetrics;
  /** How often one address may try a code or a key in a minute. */
  readonly attemptsPerMinute: number;
}

/** What a refusal of a single event is in HTTP. */
const STATUS: Readonly<Record<string, number>> = {
  'id-reused': 409,
  'sequence-reused': 409,
  'too-large': 413,
  'foreign-source': 403,
  'foreign-store': 403,
};
const INVALID = 422;

const BATCH_TYPE = 'application/cloudevents-batch+json';
const SINGLE_TYPE = 'application/cloudevents+json';
const SECOND = 1000;
/** A register that only asks is noted as seen this often. */
const SEEN_EVERY_MS = 30_000;

const security = [{ register: [] }];
const refusals = { '4xx': refusal };
const cursor = z.string().regex(/^[0-9]{0,15}$/);

/** What tills call. All but `/pair`, and `/capabilities` for its limits, need the token of a register. */
export const tillRoutes =
  ({ database, hubId, clock, watch, metrics, attemptsPerMinute }: TillParts): FastifyPluginAsyncZod =>
  async (app) => {
    const registers = new WeakMap<FastifyRequest, Register>();
    /** Before the body is read: who has no token sends none. */
    const identify = async (request: FastifyRequest): Promise<void> => {
      registers.set(request, await requireRegister(database, request.headers.authorization));
    };
    const registerOf = (request: FastifyRequest): Register => {
      const register = registers.get(request);
      if (!register) throw refuseRequest(401, 'not-authorised', 'no token');
      return register;
    };
    const taken = (storeId: string, results: readonly EventResult[]): void => {
      metrics.countEvents(results);
      if (results.some(({ outcome }) => outcome === 'accepted')) watch.told(storeId);
    };

    app.get(
      '/capabilities',
      {
        schema: {
          summary: 'What this hub takes, and what it knows of the register',
          security,
          querystring: z.strictObject({
            source: source.optional().meta({ description: 'of the register; without it, the incarnation that it told last' }),
          }),
          response: { 200: capabilities, ...refusals },
        },
      },
      async (request) => {
        const { authorization } = request.headers;
        const register = await findRegister(database, authorization);
        if (!register && authorization !== undefined) throw refuseRequest(401, 'not-authorised', 'this token counts no longer');
        return {
          hub: { id: hubId, version: HUB_VERSION },
          batch: { maxEvents: MAX_BATCH_EVENTS, maxBytes: MAX_BATCH_BYTES },
          maxEventBytes: MAX_EVENT_BYTES,
          register: register ? await standing(register, request.query.source) : null,
        };
      },
    );

    const standing = async (register: Register, asked: string | undefined) => {
      const name = asked ?? sourceOf(register);
      if (!name.startsWith(`/registers/${register.id}/`)) throw refuseRequest(403, 'foreign-source', 'of another register');
      const [known] = await database.query<{ last_sequence: number; last_id: string }>(
        'SELECT last_sequence, last_id FROM source WHERE source = $1::text',
        [name],
      );
      return {
        storeId: register.store_id,
        storeName: register.store_name,
        code: register.code,
        source: name,
        lastSequence: known?.last_sequence ?? 0,
        lastId: known?.last_id ?? null,
      };
    };

    app.post(
      '/events',
      {
        preParsing: identify,
        bodyLimit: MAX_BATCH_BYTES,
        // Each event is looked at by itself, so that a wrong one does not hold the others.
        validatorCompiler: () => (value: unknown) => ({ value }),
        schema: {
          summary: 'Takes events once each: one, or a batch that is answered event by event',
          security,
          consumes: [SINGLE_TYPE, BATCH_TYPE],
          body: z.union([cloudEvent, z.array(cloudEvent).max(MAX_BATCH_EVENTS)]),
          response: { 200: z.union([eventResults, eventResult]), ...refusals },
        },
      },
      async (request, reply) => {
        const register = registerOf(request);
        const body: unknown = request.body;
        const type = request.headers['content-type'] ?? '';
        const isBatch = type.startsWith(BATCH_TYPE);
        if (!isBatch && !type.startsWith(SINGLE_TYPE)) throw refuseRequest(415, 'unsupported', `${SINGLE_TYPE} or ${BATCH_TYPE}`);
        if (Array.isArray(body) !== isBatch) throw refuseRequest(400, 'invalid', 'the body is not what its type says');
        const events: unknown[] = Array.isArray(body) ? body : [body];
        if (events.length > MAX_BATCH_EVENTS) throw refuseRequest(413, 'too-large', `at most ${MAX_BATCH_EVENTS} events`);
        const sender = { registerId: register.id, storeId: register.store_id, code: register.code };
        const journal = journalOf(request.headers[JOURNAL_HEADER]);
        const results = await takeEvents(database, sender, { events, at: clock.now(), journal });
        taken(register.store_id, results);
        if (isBatch) return { results };
        const [result] = results;
        if (!result) throw refuseRequest(400, 'invalid', 'no event');
        const { outcome, reason = 'invalid', message = '' } = result;
        if (outcome !== 'rejected') return result;
        return refused(reply, STATUS[reason] ?? INVALID, reason, message);
      },
    );

    app.post(
      '/carried',
      {
        preParsing: identify,
        bodyLimit: MAX_CARRIED_BYTES,
        schema: {
          summary: 'Takes what another register of the store had signed, as if it had sent it itself',
          security,
          body: carriedPart,
          response: { 200: eventResults, ...refusals },
        },
      },
      async (request) => {
        const { store_id: storeId } = registerOf(request);
        const results = await takeCarried(database, { storeId }, request.body, clock.now());
        taken(storeId, results);
        return { results };
      },
    );

    app.get(
      '/changes',
      {
        preParsing: identify,
        schema: {
          summary: 'What the store told since the cursor, in pages; held back while there is nothing',
          security,
          querystring: z.strictObject({
            cursor: cursor.default(''),
            limit: z.coerce.number().int().min(1).max(MAX_CHANGES).default(500),
            wait: z.coerce.number().int().min(0).max(MAX_WAIT_SECONDS).default(0).meta({ description: 'seconds' }),
            own: z.enum(['true', 'false']).default('false').meta({
              description: 'whether facts of the asking register are told, too, and not those of its former incarnations alone',
            }),
          }),
          response: { 200: changesPage, ...refusals },
        },
      },
      async (request, reply) => {
        const register = registerOf(request);
        const { limit, wait, own } = request.query;
        const gone = new AbortController();
        reply.raw.once('close', () => {
          gone.abort();
        });
        const until = performance.now() + wait * SECOND;
        const wanted = { storeId: register.store_id, without: own === 'true' ? null : sourceOf(register), limit };
        let after = Number(request.query.cursor);
        await noteAsked(register.id, after);
        for (;;) {
          const page = await readChanges(database, hubId, { ...wanted, after });
          const left = until - performance.now();
          if (page.count > 0 || left <= 0 || watch.stopped || gone.signal.aborted) {
            metrics.countChanges(page.count);
            return reply.type('application/json; charset=utf-8').send(page.json as never);
          }
          after = page.cursor;
          await watch.next(register.store_id, after, left, gone.signal);
        }
      },
    );

    const noteAsked = async (registerId: string, position: number): Promise<void> => {
      await database.query(
        `UPDATE register SET seen_at = $2::bigint, cursor = $3::bigint
         WHERE id = $1::uuid AND (cursor <> $3::bigint OR seen_at IS NULL OR seen_at < $2::bigint - $4::bigint)`,
        [registerId, clock.now(), position, SEEN_EVERY_MS],
      );
    };

    app.post(
      '/pair',
      {
        bodyLimit: 16 * 1024,
        config: { rateLimit: { max: attemptsPerMinute, timeWindow: 60 * SECOND, keyGenerator: ({ ip }: FastifyRequest) => ip } },
        schema: {
          summary: 'Makes a register part of a store, by a code of the office: its token, told once',
          body: pairRequest,
          response: { 200: pairReply, ...refusals },
        },
      },
      async (request) => pair(database, hubId, request.body, clock.now()),
    );

    app.post(
      '/incarnation',
      {
        preParsing: identify,
        bodyLimit: 256 * 1024,
        schema: {
          summary:
            'A register that goes on from an old copy of its file: under another source, with another code on its receipts',
          security,
          body: incarnationRequest,
          response: { 200: incarnationReply, ...refusals },
        },
      },
      async (request) => {
        const { id, store_id: storeId, code } = registerOf(request);
        return startIncarnation(database, { id, storeId, code }, request.body);
      },
    );
  };

const refused = (reply: FastifyReply, status: number, code: string, message: string): never =>
  reply.code(status).send({ error: { code, message } }) as never;

/** `sequence:hash` of the till's own journal; anything else says nothing. */
const journalOf = (header: string | string[] | undefined): { sequence: number; hash: string } | undefined => {
  const [, sequence, hash] = /^([0-9]{1,15}):([0-9a-f]{64})$/.exec(String(header)) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
};
