import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '../domain/contract/answer.ts';
import type { ErrorCode } from '../domain/shared/errors.ts';
import { readPageFile, SECURITY_HEADERS } from '../sync/built-page.ts';
import type { TillApp } from './app.ts';
import { carriesToken, displayTokenOf } from './bearer-token.ts';
import { describeOperations } from './describe-operations.ts';
import type { Dispatcher } from './dispatch.ts';
import { httpStatusOf } from './http-status.ts';
import { Session } from './sessions.ts';

/** Loopback only: nothing but this machine reaches the till. */
const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Another till's queue comes whole (`contract/sync.ts` bounds its text). */
const MAX_QUEUE_BYTES = 41 * 1000 * 1000;
/** A blank line now and then, so that a listener that went away is noticed. */
const HEARTBEAT_MS = 15_000;
/** On stopping, a request that runs gets this long to finish. */
const PATIENCE_MS = 10_000;
const SWEEP_MS = 20;

export interface HttpServerOptions {
  readonly app: { readonly dispatcher: Pick<Dispatcher, 'dispatch'>; readonly onChanged: TillApp['onChanged'] };
  readonly token: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The folder of the built screens. */
  readonly rendererDir: string;
}

export interface HttpServer {
  readonly url: string;
  /** Finishes the requests that run and takes no more. */
  close(): Promise<void>;
}

/** The app over HTTP on loopback: the screens, `/rpc/<module>.<operation>`, `/changes`, and `/display` for the token of a customer display. */
export const startHttpServer = async ({ app, token, port, rendererDir }: HttpServerOptions): Promise<HttpServer> => {
  // Whoever holds the token sits at one register: one session, whatever the number of browser tabs.
  const session = new Session();
  const display = Session.display();
  const displayToken = displayTokenOf(token);
  const sessionOf = ({ headers: { authorization } }: IncomingMessage): Session | undefined => {
    if (carriesToken(authorization, token)) return session;
    return carriesToken(authorization, displayToken) ? display : undefined;
  };
  const listeners = new Set<ServerResponse>();
  const description = JSON.stringify(describeOperations());

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const own = `:${(server.address() as AddressInfo).port}`;
    const hosts = [`${HOST}${own}`, `localhost${own}`];
    // Another name for this address is a page of somebody else that had its name point here.
    if (!hosts.includes(request.headers.host ?? '')) return refuse(response, 403, 'shared/forbidden', 'unknown host name');
    const { origin } = request.headers;
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) {
      return refuse(response, 403, 'shared/forbidden', 'unknown origin');
    }

    // Whoever joins the address and a path by hand doubles the slash, and two slashes would begin a host name.
    const { pathname } = new URL((request.url ?? '/').replace(/^\/+/, '/'), `http://${HOST}`);
    if (pathname === '/rpc') {
      if (!allows(request, response, 'GET', 'HEAD')) return;
      return sendJson(response, 200, description);
    }
    if (pathname.startsWith('/rpc/')) {
      if (!allows(request, response, 'POST')) return;
      const caller = sessionOf(request);
      if (!caller) return refuseStranger(response);
      return sendAnswer(response, await rpc(request, caller, pathname.slice('/rpc/'.length)));
    }
    if (pathname === '/changes') {
      if (!allows(request, response, 'GET')) return;
      if (!sessionOf(request)) return refuseStranger(response);
      return listen(response);
    }
    if (pathname === '/display') {
      if (!allows(request, response, 'GET')) return;
      if (sessionOf(request) !== session) return refuseStranger(response);
      return sendJson(response, 200, JSON.stringify({ token: displayToken }));
    }
    if (!allows(request, response, 'GET', 'HEAD')) return;
    const file = await readPageFile(rendererDir, pathname);
    response.writeHead(file.status, file.headers).end(file.body);
  };

  const rpc = async (request: IncomingMessage, caller: Session, operation: string): Promise<Refusal | Answer> => {
    const body = await readBody(request, operation === 'sync.carryQueue' ? MAX_QUEUE_BYTES : MAX_BODY_BYTES);
    if (body === undefined) return { ...refusal('shared/invalid-input', 'the request is too large'), status: 413 };
    let input: unknown;
    try {
      input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } catch {
      return refusal('shared/invalid-input', 'the body is no JSON');
    }
    const approval = request.headers['x-approval'];
    return app.dispatcher.dispatch(caller, operation, input, typeof approval === 'string' ? approval : undefined);
  };

  const listen = (response: ServerResponse): void => {
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    response.flushHeaders();
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    // Written to in the moment before its close was told.
    response.on('error', () => listeners.delete(response));
  };

  const tell = (line: string): void => {
    for (const listener of listeners) listener.write(line);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      console.error('the HTTP host failed', error);
      if (!response.headersSent) refuse(response, 500, 'shared/internal', 'something went wrong on our side');
      else response.destroy();
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port, exclusive: true }, resolve);
  });

  const stopListening = app.onChanged((changed) => {
    tell(`${JSON.stringify({ changed })}\n`);
  });
  const heartbeat = setInterval(() => {
    tell('\n');
  }, HEARTBEAT_MS);

  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    async close() {
      clearInterval(heartbeat);
      stopListening();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const listener of listeners) listener.end();
      // A connection that was kept alive for the next call is idle only once its running call was answered.
      const sweep = setInterval(() => {
        server.closeIdleConnections();
      }, SWEEP_MS);
      const impatience = setTimeout(() => {
        server.closeAllConnections();
      }, PATIENCE_MS);
      await closed;
      clearInterval(sweep);
      clearTimeout(impatience);
    },
  };
};

/** A refusal of the host itself, before the dispatcher was asked. */
type Refusal = Extract<Answer, { ok: false }> & { readonly status?: number };

const refusal = (code: ErrorCode, message: string): Refusal => ({ ok: false, error: { code, message, details: {} } });

/** Reads to the end even what is too large, so that the answer reaches a caller who is still sending. */
const readBody = async (request: IncomingMessage, most: number): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) parts.length = 0;
    else parts.push(part);
  }
  return size > most ? undefined : Buffer.concat(parts);
};

const allows = (request: IncomingMessage, response: ServerResponse, ...methods: readonly string[]): boolean => {
  if (methods.includes(request.method ?? '')) return true;
  response.setHeader('Allow', methods.join(', '));
  refuse(response, 405, 'shared/invalid-input', `use ${methods.join(' or ')}`);
  return false;
};

const refuseStranger = (response: ServerResponse): void => {
  response.setHeader('WWW-Authenticate', 'Bearer');
  refuse(response, 401, 'shared/not-signed-in', 'the token is missing or wrong');
};

const refuse = (response: ServerResponse, status: number, code: ErrorCode, message: string): void => {
  // What the caller is still sending is not read, so this connection cannot carry another request.
  response.setHeader('Connection', 'close');
  sendJson(response, status, JSON.stringify(refusal(code, message)));
};

const sendAnswer = (response: ServerResponse, answer: Answer | Refusal): void => {
  const { status, ...body } = answer as Refusal;
  sendJson(response, status ?? httpStatusOf(answer), JSON.stringify(body));
};

const sendJson = (response: ServerResponse, status: number, json: string): void => {
  response
    .writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(json);
};
