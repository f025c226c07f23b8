import { setTimeout as sleep } from 'node:timers/promises';
import type { OutputOf } from '../../domain/contract/index.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { SyncTiming } from '../sync/sync-messages.ts';
import type { setUpTestTill } from './test-till.ts';

export const CODE = 'ABCD-EFGH';
/** As a shop's, but quick. */
export const QUICK: SyncTiming = { backoff: { firstMs: 5, lastMs: 40 }, idleMs: 500, connectMs: 2000, totalMs: 2000 };
const PATIENCE_MS = 20_000;

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** What tests of sending do at a till. */
export const sendingTill = ({ call }: ReturnType<typeof setUpTestTill>) => {
  const until = async (isReached: (state: OutputOf<'sync.getState'>) => boolean): Promise<OutputOf<'sync.getState'>> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const state = await call('sync.getState', {});
      if (isReached(state)) return state;
      if (performance.now() > end) throw new Error(`it stays at ${JSON.stringify(state)}`);
      await sleep(5);
    }
  };
  return {
    until,
    createItem: (name: string, price: number) => call('catalog.createCatalogItem', { id: newId(), name, price: eur(price) }),
    sell: async (itemId: string, price: number): Promise<OutputOf<'basket.checkout'>> => {
      await call('basket.addItem', { itemId });
      const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(price) }];
      return call('basket.checkout', { orderId: newId(), total: eur(price), payments });
    },
    allSent: () => until(({ waiting, parked, sending }) => waiting + parked === 0 && !sending),
  };
};
