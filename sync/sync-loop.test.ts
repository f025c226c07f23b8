import { expect, it, vi } from 'vitest';
import type { ExchangeState, OutgoingQueue, Remote } from './remote.ts';
import { SyncLoop } from './sync-loop.ts';

const SOURCE = '/registers/a/b';
const register = { storeId: 'store', storeName: 'Store', code: 'R1', source: SOURCE, lastSequence: 0, lastId: null };

/** A till with nothing to send. */
const emptyQueue: OutgoingQueue = {
  next: () => [],
  settle: () => undefined,
  lastSent: () => 0,
  sendAgainAfter: () => undefined,
  journalHead: () => null,
  sources: () => [{ source: SOURCE, after: 0, until: 0 }],
  idAt: () => undefined,
  cursor: () => '7',
  pulled: () => undefined,
  nextCarried: () => undefined,
  carried: () => undefined,
};

it('asks for an answer at once after the line was cut, so that the screens need not wait for news to show that it is back', async () => {
  const waits: number[] = [];
  const states: ExchangeState[] = [];
  const remote: Partial<Remote> = {
    capabilities: () =>
      Promise.resolve({
        outcome: 'delivered',
        value: { hub: { id: 'hub', version: '1' }, batch: { maxEvents: 1, maxBytes: 1 }, maxEventBytes: 1, register },
      }),
    changes: async (_cursor, _limit, wait) => {
      waits.push(wait);
      if (waits.length === 1) return { outcome: 'retry', trouble: 'no-network', message: 'cut', retryAfterMs: null };
      // As a hub does that has nothing new.
      if (wait > 0) await new Promise(() => undefined);
      return { outcome: 'delivered', value: { changes: [], cursor: '7', more: false } };
    },
    close: () => undefined,
  };
  const loop = new SyncLoop({
    queue: emptyQueue,
    remote: remote as Remote,
    now: () => 0,
    random: () => 0,
    tell: (state) => states.push(state),
    reportFault: (error) => {
      throw error;
    },
    apply: () => [],
    backoff: { firstMs: 1, lastMs: 1 },
  });
  await vi.waitFor(() => expect(waits.length).toBe(3));
  expect(waits).toEqual([20, 0, 20]);
  expect(states.some(({ trouble }) => trouble?.kind === 'no-network')).toBe(true);
  expect(states.at(-1)?.trouble).toBeNull();
  void loop.stop();
});
