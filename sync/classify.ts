import type { SyncTrouble } from '../domain/contract/sync.ts';
import { retryAfterMs } from './backoff.ts';
import type { Outcome } from './remote.ts';
import { refusal } from './wire.ts';

/** An answer of HTTP, read to its end. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  /** The header as it came; empty without. */
  readonly retryAfter: string;
  readonly body: string;
}

/** What came of a request: an answer, or why there is none. */
export type Exchange =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failure'; readonly trouble: SyncTrouble; readonly message: string };

/** 408 and 425 say "later" by themselves; 401 is mended by pairing again, and the events are not to blame. */
const RETRIED: Readonly<Partial<Record<number, SyncTrouble>>> = {
  401: 'not-authorised',
  408: 'timeout',
  425: 'remote-error',
  429: 'too-many-requests',
};

/**
 * Delivered, to be tried again, or rejected (docs/sync.md, "A till to its remote").
 * @param read takes what was asked for out of a 2xx answer; undefined when this is something else, a captive portal's page for one
 * @param now milliseconds since 1970-01-01 UTC, for a `Retry-After` that is a date
 */
export const classify = <T>(exchange: Exchange, read: (reply: Reply) => T | undefined, now: number): Outcome<T> => {
  if (exchange.kind === 'failure') {
    return { outcome: 'retry', trouble: exchange.trouble, message: exchange.message, retryAfterMs: null };
  }
  const { reply } = exchange;
  const { status } = reply;
  const again = (trouble: SyncTrouble, message: string): Outcome<T> => ({
    outcome: 'retry',
    trouble,
    message,
    retryAfterMs: retryAfterMs(reply.retryAfter, now),
  });
  if (status >= 200 && status < 300) {
    const value = isPage(reply) ? undefined : read(reply);
    if (value !== undefined) return { outcome: 'delivered', value };
    return again('not-a-hub', `the answer ${status} is not the expected one`);
  }
  if (status >= 300 && status < 400) return again('redirected', `the answer ${status} leads elsewhere`);
  const retried = RETRIED[status];
  if (retried !== undefined) return again(retried, wordsOf(reply));
  if (status >= 400 && status < 500) {
    return { outcome: 'rejected', status, code: codeOf(reply) ?? `http-${status}`, message: wordsOf(reply) };
  }
  return again('remote-error', wordsOf(reply));
};

/** A page for people: a captive portal's or a proxy's, whatever its type says. */
const isPage = ({ contentType, body }: Pick<Reply, 'contentType' | 'body'>): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body);

const refusalOf = (body: string) => {
  try {
    return refusal.safeParse(JSON.parse(body)).data?.error;
  } catch {
    return undefined;
  }
};

const codeOf = ({ body }: Reply): string | undefined => refusalOf(body)?.code.slice(0, MOST_CODE);

const MOST_CODE = 60;
const MOST_WORDS = 300;

/** What the remote said, fit to be shown: one line, not too long, no page. */
const wordsOf = (reply: Reply): string => {
  const said = refusalOf(reply.body)?.message ?? (isPage(reply) ? '' : reply.body);
  return plain(said) || `the remote answered ${reply.status}`;
};

/** Foreign text as one plain line. */
export const plain = (text: string): string =>
  text
    .slice(0, 4 * MOST_WORDS)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_WORDS)
    .toWellFormed();
