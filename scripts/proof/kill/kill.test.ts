import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../built.ts';
import { MOVING } from '../acknowledged.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { withTemporaryFolder } from '../try-till.ts';
import { killTill } from './kill.ts';

describe('a killed till', { timeout: PROOF_TIMEOUT_MS }, () => {
  beforeAll(() => {
    ensureBuilt();
  }, PROOF_TIMEOUT_MS);

  const seed = announceSeed('kills');
  const shops = Array.from({ length: SCALE.killedShops }, (_, shop) => seed + shop);

  it.each(shops)('has every acknowledged thing once and whole, and no half one: shop %i', async (ofShop) => {
    const result = await withTemporaryFolder((folder) => killTill(folder, SCALE.kills, ofShop));
    const { whole, absent } = result.cutOff;
    const counts = MOVING.map((operation) => ({
      operation,
      count: result.acknowledged.filter((one) => one.operation === operation).length,
    }));
    console.log(
      `${result.kills} kills; acknowledged: ${counts.map(({ operation, count }) => `${count} ${operation}`).join(', ')}; ` +
        `of the commands on their way ${whole} were whole in the file and ${absent} absent; ` +
        `${result.swallowedAnswers} approvals of the terminal came into the kill`,
    );
    expect(result.findings).toEqual([]);
    // Nothing is proved by a till that was killed before it did anything, or while it was idle.
    if (result.kills >= 100) expect(counts.filter(({ count }) => count === 0)).toEqual([]);
    expect(counts.find(({ operation }) => operation === 'basket.checkout')?.count).toBeGreaterThan(result.kills);
    expect(whole).toBeGreaterThan(0);
    expect(absent).toBeGreaterThan(0);
  });
});
