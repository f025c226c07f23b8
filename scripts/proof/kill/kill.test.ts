import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../built.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { withTemporaryFolder } from '../try-till.ts';
import { killTill } from './kill.ts';

describe('a killed till', { timeout: PROOF_TIMEOUT_MS }, () => {
  beforeAll(() => {
    ensureBuilt();
  }, PROOF_TIMEOUT_MS);

  it('has every acknowledged sale once and whole, and no half one', async () => {
    const seed = announceSeed('kills');
    const result = await withTemporaryFolder((folder) => killTill(folder, SCALE.kills, seed));
    const count = (operation: string) => result.acknowledged.filter((one) => one.operation === operation).length;
    const { whole, absent } = result.cutOff;
    console.log(
      `${result.kills} kills: ${count('basket.checkout')} sales, ${count('ordering.cancelOrder')} cancels and ${count('catalog.adjustStock')} ` +
        `adjustments acknowledged; of the checkouts on their way ${whole} were whole in the file and ${absent} absent`,
    );
    expect(result.findings).toEqual([]);
    // Nothing is proved by a till that was killed before it did anything, or while it was idle.
    expect(count('basket.checkout')).toBeGreaterThan(SCALE.kills * 2);
    expect(count('ordering.cancelOrder')).toBeGreaterThan(0);
    expect(count('catalog.adjustStock')).toBeGreaterThan(0);
    expect(whole).toBeGreaterThan(0);
    expect(absent).toBeGreaterThan(0);
  });
});
