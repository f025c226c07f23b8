import type { Page } from '@playwright/test';
import type { OversoldView, QueuedEvent, SyncState } from '../domain/contract/sync.ts';
import type { Till } from './fixtures.ts';

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

export interface Called {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly approvalId: string | undefined;
}

/** A remote that is hard to have in a test: what the screens would be told of it. */
export interface FakeSync {
  state: SyncState;
  queue: readonly QueuedEvent[];
  money: readonly unknown[];
  oversold: readonly OversoldView[];
  /** The commands that the screens gave. */
  readonly calls: Called[];
  /** What a command is answered with instead of the state; it may change what is shown from then on. */
  readonly answers: Map<string, (call: Called) => Answer | Promise<Answer>>;
  /** Shows what was changed here. */
  show(): Promise<void>;
}

export const refused = (code: string, details: Record<string, unknown> = {}): Answer => ({
  ok: false,
  error: { code, message: code, details },
});
export const answered = (value: unknown): Answer => ({ ok: true, value });

/** A hub that has everything. */
export const ALL_SENT: SyncState = {
  remote: { url: 'https://hub.harbour.example', kind: 'hub', storeName: 'Harbour Street', pairedAt: Date.now() - 86_400_000 },
  status: 'sent',
  waiting: 0,
  oldestWaitingAt: null,
  parked: 0,
  trouble: null,
  nextTryAt: null,
  lastSentAt: Date.now() - 60_000,
  lastPulledAt: Date.now() - 30_000,
  sending: false,
  pulling: false,
  oversold: 0,
  carried: [],
};

export const queued = (sequence: number, minutesAgo: number, change: Partial<QueuedEvent> = {}): QueuedEvent => ({
  sequence,
  id: crypto.randomUUID(),
  type: 'app.tillwright.ordering.order-paid.v1',
  subject: `R1-${String(sequence).padStart(6, '0')}`,
  amount: { amount: 450 + sequence * 35, currency: 'EUR' },
  at: Date.now() - minutesAgo * 60_000,
  state: 'waiting',
  reason: null,
  reasonCode: null,
  ...change,
});

/** Answers the operations of sync in the window in place of the till. In the browser alone: Electron's bridge has no routes. */
export const fakeSync = async (till: Till, start: Partial<SyncState> = {}, page: Page = till.page): Promise<FakeSync> => {
  const fake: FakeSync = {
    state: { ...ALL_SENT, ...start },
    queue: [],
    money: [],
    oversold: [],
    calls: [],
    answers: new Map(),
    // The till refuses it and announces all the same that sync may have changed.
    show: async () => {
      await till.call('sync.syncNow', {});
    },
  };
  const query = (operation: string, input: Record<string, unknown>): unknown => {
    if (operation === 'sync.getState') return fake.state;
    if (operation === 'sync.getOversold') return fake.oversold;
    if (operation !== 'sync.getQueue') return undefined;
    const items = input['parked'] ? fake.queue.filter(({ state }) => state === 'parked') : fake.queue;
    return { items, nextCursor: null, money: fake.money, oldestAt: fake.queue[0]?.at ?? null };
  };
  await page.route('**/rpc/sync.*', async (route) => {
    const operation = new URL(route.request().url()).pathname.replace('/rpc/', '');
    const input = route.request().postDataJSON() as Record<string, unknown>;
    const value = query(operation, input);
    if (value !== undefined) return route.fulfill({ json: answered(value) });
    const call = { operation, input, approvalId: route.request().headers()['x-approval'] };
    fake.calls.push(call);
    const answer = (await fake.answers.get(operation)?.(call)) ?? answered(fake.state);
    await route.fulfill({ json: answer });
    return fake.show();
  });
  await fake.show();
  return fake;
};
