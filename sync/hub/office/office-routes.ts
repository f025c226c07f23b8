import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Clock } from '../../../domain/shared/clock.ts';
import { readPageFile } from '../../built-page.ts';
import { refusal } from '../../wire.ts';
import type { ChangeWatch } from '../change-watch.ts';
import type { Database } from '../database.ts';
import { OFFICE_API, type OfficeOperation, type OfficeOutput, officeApi, type PairingCodeView } from '../office-api.ts';
import { CODE_LIFETIME_MS, createStore, issueCode } from '../pairing.ts';
import { refuseRequest } from '../refusals.ts';
import { editItem, listItems, readItem } from './office-items.ts';
import { listConflicts, listOversold, listRegisters, listRejected, listStock, readHub, readSales } from './office-queries.ts';
import { endSession, openSession, requireSession } from './office-session.ts';

export interface OfficeParts {
  readonly database: Database;
  readonly hubId: string;
  readonly clock: Clock;
  readonly watch: ChangeWatch;
  readonly attemptsPerMinute: number;
  /** Of the hub's own certificate; pairing codes carry it. */
  readonly fingerprint: string | null;
  readonly officeDir: string | undefined;
  /** Whether the hub speaks TLS itself. */
  readonly secure: boolean;
}

type Inputs = { readonly [N in OfficeOperation]: z.output<(typeof officeApi)[N]['input']> };
type Handlers = {
  readonly [N in Exclude<OfficeOperation, 'signIn' | 'signOut'>]: (input: Inputs[N]) => Promise<OfficeOutput<N>>;
};

const MINUTE_MS = 60_000;

/** What the office page calls, and the page itself. */
export const officeRoutes =
  (parts: OfficeParts): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, hubId, clock, secure, officeDir, attemptsPerMinute } = parts;
    const handlers = officeHandlers(parts);

    app.post(
      `${OFFICE_API}signIn`,
      {
        preParsing: requireOwnPage,
        config: { rateLimit: { max: attemptsPerMinute, timeWindow: MINUTE_MS, keyGenerator: ({ ip }: FastifyRequest) => ip } },
        schema: { ...described('signIn'), response: { 200: officeApi.signIn.output, '4xx': refusal } },
      },
      async (request, reply) => {
        reply.header('set-cookie', await openSession(database, request.body.key, clock.now(), secure));
        return readHub(database, hubId, database.kind);
      },
    );
    app.post(`${OFFICE_API}signOut`, { preParsing: requireOwnPage, schema: described('signOut') }, async (request, reply) => {
      reply.header('set-cookie', await endSession(database, request.headers.cookie, secure));
      return reply.send({});
    });

    for (const name of Object.keys(handlers) as (keyof Handlers)[]) {
      const handler = handlers[name] as (input: unknown) => Promise<unknown>;
      app.route({
        method: 'POST',
        url: `${OFFICE_API}${name}`,
        preParsing: async (request) => {
          await requireOwnPage(request);
          await requireSession(database, request.headers.cookie, clock.now());
        },
        schema: {
          ...described(name),
          security: [{ office: [] }],
          response: { 200: officeApi[name].output as z.ZodType, '4xx': refusal },
        },
        handler: async (request, reply) => reply.send(await handler(request.body)),
      });
    }

    app.get('/office', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/office/'));
    app.get('/office/*', { schema: { hide: true } }, async (request, reply) => {
      if (officeDir === undefined) throw refuseRequest(404, 'not-found', 'this hub was started without its page');
      const pathname = new URL(request.url, 'http://hub').pathname.slice('/office'.length);
      const file = await readPageFile(officeDir, pathname);
      return reply.code(file.status).headers(file.headers).send(Buffer.from(file.body));
    });
  };

const described = <N extends OfficeOperation>(name: N) => ({
  summary: officeApi[name].summary,
  body: officeApi[name].input as (typeof officeApi)[N]['input'],
});

/** The cookie is sent by pages of this hub alone; a browser that says the call comes from elsewhere is believed. */
const requireOwnPage = async ({ headers }: FastifyRequest): Promise<void> => {
  const { origin, host } = headers;
  if (origin !== undefined && URL.parse(origin)?.host !== host)
    throw refuseRequest(403, 'shared/forbidden', 'this call comes from the page of another site');
};

const officeHandlers = ({ database, hubId, clock, watch, fingerprint }: OfficeParts): Handlers => ({
  getHub: () => readHub(database, hubId, database.kind),
  getRegisters: () => listRegisters(database, clock.now()),
  createPairingCode: (input) => createCode(database, input, fingerprint, clock.now()),
  async revokeRegister({ registerId }) {
    await database.query(
      'UPDATE register SET token_hash = NULL, revoked_at = coalesce(revoked_at, $2::bigint) WHERE id = $1::uuid',
      [registerId, clock.now()],
    );
    return listRegisters(database, clock.now());
  },
  getSales: ({ day }) => readSales(database, day),
  getStock: (input) => listStock(database, input),
  getOversold: (input) => listOversold(database, input),
  getRejected: (input) => listRejected(database, input),
  getItems: (input) => listItems(database, input),
  getItem: ({ itemId }) => readItem(database, itemId),
  async editItem(input) {
    const { item, storeIds } = await editItem(database, input, clock.now());
    for (const storeId of storeIds) watch.told(storeId);
    return item;
  },
  getConflicts: (input) => listConflicts(database, input),
});

const createCode = (
  database: Database,
  input: Inputs['createPairingCode'],
  fingerprint: string | null,
  at: number,
): Promise<PairingCodeView> =>
  database.transaction(async (sql) => {
    const replaced =
      input.for === 'replacement'
        ? (
            await sql.query<{ code: string; store_id: string }>('SELECT code, store_id FROM register WHERE id = $1::uuid', [
              input.registerId,
            ])
          )[0]
        : undefined;
    const storeId =
      input.for === 'new-store'
        ? await createStore(sql, input.name, input.likeStoreId, at)
        : input.for === 'store'
          ? input.storeId
          : replaced?.store_id;
    const [store] = await sql.query<{ name: string }>('SELECT name FROM store WHERE id = $1::uuid', [storeId ?? null]);
    if (storeId === undefined || !store) throw refuseRequest(404, 'shared/invalid-input', 'no such store or register');
    const { code, expiresAt } = await issueCode(sql, storeId, input.for === 'replacement' ? input.registerId : null, at);
    return {
      code: `${code.slice(0, 4)}-${code.slice(4)}${fingerprint === null ? '' : `@${fingerprint}`}`,
      expiresAt,
      lifetimeMs: CODE_LIFETIME_MS,
      storeId,
      storeName: store.name,
      replaces: replaced?.code ?? null,
    };
  });
