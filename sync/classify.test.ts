import { describe, expect, it } from 'vitest';
import { classify, type Exchange, type Reply } from './classify.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const reply = (status: number, body = '', fields: Partial<Reply> = {}): Exchange => ({
  kind: 'reply',
  reply: { status, contentType: 'application/json', retryAfter: '', body, ...fields },
});
/** Takes what says so. */
const read = ({ body }: Reply): string | undefined => (body === 'taken' ? body : undefined);
const judge = (exchange: Exchange) => classify(exchange, read, NOW);
const PAGE = '<!DOCTYPE html><title>Sign in to the wireless</title>';

describe('delivered', () => {
  it.each([200, 201, 202, 204])('%i with what was asked for', (status) => {
    expect(judge(reply(status, 'taken'))).toEqual({ outcome: 'delivered', value: 'taken' });
  });
});

describe('tried again', () => {
  it.each([
    [401, 'not-authorised'],
    [408, 'timeout'],
    [425, 'remote-error'],
    [429, 'too-many-requests'],
    [500, 'remote-error'],
    [502, 'remote-error'],
    [503, 'remote-error'],
    [599, 'remote-error'],
    [301, 'redirected'],
    [302, 'redirected'],
    [307, 'redirected'],
    [304, 'redirected'],
    [100, 'remote-error'],
    [0, 'remote-error'],
  ])('%i: %s', (status, trouble) => {
    expect(judge(reply(status, 'taken'))).toMatchObject({ outcome: 'retry', trouble, retryAfterMs: null });
  });

  it.each([
    ['no JSON', reply(200, 'OK')],
    ['nothing', reply(204)],
    ['a page that says so', reply(200, PAGE, { contentType: 'text/html; charset=utf-8' })],
    ['a page that says it is JSON', reply(200, PAGE)],
  ])('a 2xx with %s', (_what, exchange) => {
    expect(judge(exchange)).toMatchObject({ outcome: 'retry', trouble: 'not-a-hub' });
  });

  it('a page, even where every 2xx would do', () => {
    const any = classify(reply(200, ` \n${PAGE}`, { contentType: '' }), () => 'taken', NOW);
    expect(any).toMatchObject({ outcome: 'retry', trouble: 'not-a-hub' });
  });

  it.each(['no-network', 'timeout', 'certificate', 'reply-too-large'] as const)('no answer: %s', (trouble) => {
    expect(judge({ kind: 'failure', trouble, message: 'why' })).toEqual({
      ...{ outcome: 'retry', trouble, message: 'why', retryAfterMs: null },
    });
  });

  it('when it was asked for', () => {
    expect(judge(reply(429, '', { retryAfter: '7' }))).toMatchObject({ retryAfterMs: 7000 });
    const date = new Date(NOW + 90_000).toUTCString();
    expect(judge(reply(503, '', { retryAfter: date }))).toMatchObject({ retryAfterMs: 90_000 });
  });
});

describe('rejected', () => {
  it.each([400, 402, 403, 404, 405, 409, 410, 413, 415, 422, 451])('%i', (status) => {
    expect(judge(reply(status, 'taken'))).toMatchObject({ outcome: 'rejected', status, code: `http-${status}` });
  });

  it('in the remote’s own words, as one plain line', () => {
    const body = JSON.stringify({ error: { code: 'id-reused', message: 'known\u0000 with\n\n another   body' } });
    expect(judge(reply(409, body))).toEqual({
      ...{ outcome: 'rejected', status: 409, code: 'id-reused', message: 'known with another body' },
    });
    expect(judge(reply(400, 'x'.repeat(10_000)))).toMatchObject({ message: 'x'.repeat(300) });
    expect(judge(reply(403, PAGE))).toMatchObject({ message: 'the remote answered 403' });
  });
});
