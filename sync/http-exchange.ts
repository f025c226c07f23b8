import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { createGunzip, gzip as gzipWithCallback, constants as zlib } from 'node:zlib';
import type { SyncTrouble } from '../domain/contract/sync.ts';
import { type Exchange, plain } from './classify.ts';
import { PinnedAgent, WrongCertificate } from './pinned-agent.ts';
import { MAX_REPLY_BYTES } from './wire.ts';

const gzip = promisify<string, { level: number }, Buffer>(gzipWithCallback);

export interface ExchangeOptions {
  /** SHA-256 of the one certificate that is believed, in hex; null: what the system's authorities vouch for. */
  readonly certificate: string | null;
  readonly connectMs?: number;
  readonly totalMs?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly text: string; readonly gzip: boolean };
}

export interface HttpExchange {
  /** Asks once, follows nothing, and reads at most {@link MAX_REPLY_BYTES}, packed or not. Never throws. */
  exchange(request: HttpRequest): Promise<Exchange>;
  /** Ends what is under way. */
  close(): void;
}

const CONNECT_MS = 10_000;
const TOTAL_MS = 30_000;
/** One that pushes, one that waits for changes, and one to spare. */
const MAX_SOCKETS = 3;

/** Plain `http` reaches this computer alone; everything else is `https`. */
export const isSafeAddress = ({ protocol, hostname, username, password }: URL): boolean =>
  username === '' &&
  password === '' &&
  (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)));

/** HTTP over Node's own client, with connections that are kept. */
export const createHttpExchange = ({
  certificate,
  connectMs = CONNECT_MS,
  totalMs = TOTAL_MS,
}: ExchangeOptions): HttpExchange => {
  const kept = { keepAlive: true, maxSockets: MAX_SOCKETS };
  // Said here, an environment variable cannot switch the check off.
  const tls = { ...kept, rejectUnauthorized: true };
  const plainAgent = new HttpAgent(kept);
  const tlsAgent = certificate === null ? new HttpsAgent(tls) : new PinnedAgent(kept, certificate, connectMs);
  const running = new Set<ClientRequest>();
  let isClosed = false;

  const once = (request: HttpRequest, packed: Buffer | undefined): Promise<Exchange & { readonly isStale?: boolean }> =>
    new Promise((resolve) => {
      const { method, url, headers } = request;
      const isTls = url.protocol === 'https:';
      const length = packed ? { 'Content-Length': String(packed.length) } : {};
      const sent = isTls
        ? httpsRequest(url, { method, headers: { ...headers, ...length }, agent: tlsAgent })
        : httpRequest(url, { method, headers: { ...headers, ...length }, agent: plainAgent });
      running.add(sent);
      const end = (exchange: Exchange & { readonly isStale?: boolean }): void => {
        clearTimeout(connecting);
        clearTimeout(whole);
        running.delete(sent);
        resolve(exchange);
      };
      const fail = (trouble: SyncTrouble, message: string): void => {
        end({ kind: 'failure', trouble, message });
        sent.destroy();
      };
      const connecting = setTimeout(() => fail('timeout', 'no connection came about in time'), connectMs);
      const whole = setTimeout(() => fail('timeout', 'the answer did not come in time'), totalMs);
      let hasAnswer = false;
      sent.on('socket', (socket) => {
        const isReady = !socket.connecting && (!(socket instanceof TLSSocket) || socket.getProtocol() !== null);
        if (isReady) clearTimeout(connecting);
        else socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The far side had given the kept connection up: nothing of the request was taken.
        const isStale = sent.reusedSocket && !hasAnswer && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        end({ ...failureOf(error), isStale });
      });
      sent.on('response', (response) => {
        hasAnswer = true;
        readReply(response, fail, (body) => end({ kind: 'reply', reply: { ...headOf(response), body } }));
      });
      sent.end(packed);
    });

  return {
    async exchange(request) {
      const { body } = request;
      const isPacked = body?.gzip === true;
      const bytes = body && (isPacked ? await gzip(body.text, { level: zlib.Z_BEST_SPEED }) : Buffer.from(body.text));
      const headers = { ...request.headers, 'Accept-Encoding': 'gzip', ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}) };
      const whole = { ...request, headers };
      if (isClosed) return CLOSED;
      const first = await once(whole, bytes);
      return first.isStale === true && !wasClosed() ? once(whole, bytes) : first;
    },
    close() {
      isClosed = true;
      for (const sent of running) sent.destroy(new Error('closed'));
      plainAgent.destroy();
      tlsAgent.destroy();
    },
  };

  /** Asked anew: it may have been closed while something was awaited. */
  function wasClosed(): boolean {
    return isClosed;
  }
};

const CLOSED: Exchange = { kind: 'failure', trouble: 'no-network', message: 'closed' };

const headOf = ({ statusCode, headers }: IncomingMessage) => ({
  status: statusCode ?? 0,
  contentType: headers['content-type'] ?? '',
  retryAfter: headers['retry-after'] ?? '',
});

/** Reads a body to its end, unpacked where it is packed, and gives up as soon as it is too large. */
const readReply = (
  response: IncomingMessage,
  fail: (trouble: SyncTrouble, message: string) => void,
  done: (body: string) => void,
): void => {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  const tooLarge = (): void => fail('reply-too-large', `the answer is larger than ${MAX_REPLY_BYTES} bytes`);
  if (encoding !== 'identity' && encoding !== 'gzip') {
    fail('not-a-hub', 'the answer is packed in an unknown way');
    return;
  }
  if (Number(response.headers['content-length'] ?? 0) > MAX_REPLY_BYTES) {
    tooLarge();
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  let packedSize = 0;
  const unpacked: Readable = encoding === 'gzip' ? response.pipe(createGunzip()) : response;
  if (encoding === 'gzip') {
    response.on('data', (chunk: Buffer) => {
      packedSize += chunk.length;
      if (packedSize > MAX_REPLY_BYTES) tooLarge();
    });
    unpacked.on('error', () => fail('not-a-hub', 'the answer cannot be unpacked'));
  }
  unpacked.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) {
      tooLarge();
      unpacked.destroy();
    } else chunks.push(chunk);
  });
  response.on('error', () => fail('no-network', 'the connection broke within the answer'));
  response.on('aborted', () => fail('no-network', 'the connection broke within the answer'));
  unpacked.on('end', () => done(Buffer.concat(chunks).toString()));
};

/** Codes of Node and OpenSSL for a certificate that is not believed. */
const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|ERROR_IN_CERT|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_)/;

const failureOf = (error: NodeJS.ErrnoException): Exchange => {
  const code = error.code ?? '';
  if (error instanceof WrongCertificate) return { kind: 'failure', trouble: 'certificate', message: error.message };
  if (CERTIFICATE.test(code)) {
    return { kind: 'failure', trouble: 'certificate', message: `the certificate is not believed: ${plain(code)}` };
  }
  if (code.startsWith('HPE_') || code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return { kind: 'failure', trouble: 'not-a-hub', message: `what answers does not speak the protocol: ${plain(code)}` };
  }
  return { kind: 'failure', trouble: 'no-network', message: `no connection: ${plain(code || 'it broke')}` };
};
