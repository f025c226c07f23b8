import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { invalidateAreas } from './invalidate-areas.ts';

/** A till whose answers are held back until the test lets them go: each answer is what was true when it was asked. */
const slowTill = () => {
  let truth = 'empty';
  const waiting: (() => void)[] = [];
  return {
    change: (to: string): string => (truth = to),
    answer: async (): Promise<void> => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    asked: (): number => waiting.length,
    queryFn: (): Promise<string> => {
      const seen = truth;
      return new Promise((resolve) => waiting.push(() => resolve(seen)));
    },
  };
};

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } });
afterEach(() => client.clear());

const BASKET = ['basket.getBasket', {}];

it('asks again when a change comes while the first answer is under way', async () => {
  const till = slowTill();
  const observer = new QueryObserver<string>(client, { queryKey: BASKET, queryFn: till.queryFn });
  const stop = observer.subscribe(() => undefined);
  till.change('one roll');
  invalidateAreas(client, ['basket']);
  await till.answer();
  await till.answer();
  expect(observer.getCurrentResult().data).toBe('one roll');
  stop();
});

it('keeps what nobody watches marked as old, though its answer was under way', async () => {
  const till = slowTill();
  const options = { queryKey: BASKET, queryFn: till.queryFn };
  const stop = new QueryObserver<string>(client, options).subscribe(() => undefined);
  await till.answer();
  invalidateAreas(client, ['basket']);
  stop();
  till.change('one roll');
  invalidateAreas(client, ['basket']);
  await till.answer();
  expect(client.getQueryState(BASKET)?.isInvalidated).toBe(true);
});

it('leaves alone what reads other areas', async () => {
  const till = slowTill();
  const observer = new QueryObserver<string>(client, { queryKey: BASKET, queryFn: till.queryFn });
  const stop = observer.subscribe(() => undefined);
  invalidateAreas(client, ['stock', 'catalog', 'users']);
  await till.answer();
  expect(till.asked()).toBe(0);
  expect(observer.getCurrentResult().data).toBe('empty');
  stop();
});

it.each(['sync.getState', 'sync.getQueue'])(
  'asks %s again when something was sent, and when something is there to be sent',
  (operation) => {
    for (const area of ['sync', 'orders'] as const) {
      client.setQueryData([operation, {}], 'as it was');
      invalidateAreas(client, ['basket', 'catalog']);
      expect(client.getQueryState([operation, {}])?.isInvalidated).toBe(false);
      invalidateAreas(client, [area]);
      expect(client.getQueryState([operation, {}])?.isInvalidated).toBe(true);
    }
  },
);
