import { beforeAll, describe, expect, it } from 'vitest';
import { makePostgres } from '../../../sync/hub/testing/make-postgres.ts';
import { ensureBuilt } from '../../built.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { withTemporaryFolder } from '../try-till.ts';
import { FAULTS } from './chaos-proxy.ts';
import { sellThroughChaos } from './sell-through-chaos.ts';

const GOODS_OF_A_DEMO_SHOP = 31;

type Course = Parameters<typeof sellThroughChaos>[0];

const run = (course: Omit<Course, 'folder' | 'databaseUrl'>): ReturnType<typeof sellThroughChaos> =>
  withTemporaryFolder(async (folder) => {
    const test = await makePostgres();
    try {
      return await sellThroughChaos({ ...course, folder, databaseUrl: test.url });
    } finally {
      await test.database.close();
      await test.drop();
    }
  });

describe('sales reach the hub effectively once', { timeout: PROOF_TIMEOUT_MS }, () => {
  beforeAll(() => ensureBuilt(), PROOF_TIMEOUT_MS);

  it('whatever the network does and whoever is killed', async () => {
    const seed = announceSeed('effectively once');
    const { sales, kills } = { sales: SCALE.sentSales, kills: SCALE.sendingKills };
    const result = await run({ sales, kills, seed, drainMs: PROOF_TIMEOUT_MS / 3 });
    const faults = Object.entries(result.counts).map(([fault, count]) => `${count} ${fault}`);
    console.log(
      `${result.orders} orders, ${result.events} events in ${result.exchanges} exchanges; ` +
        `${result.kills.tills} kills of tills and ${result.kills.hubs} of hubs; ${faults.join(', ')}`,
    );
    expect(result.findings).toEqual([]);
    expect(result.orders).toBeGreaterThanOrEqual(3 * sales);
    expect(result.tenders.toSorted()).toEqual(['account', 'cash', 'external-card', 'foreign-cash', 'voucher']);
    // Each till knows the goods of all three, and their levels are the hub's.
    expect(result.items).toBe(3 * GOODS_OF_A_DEMO_SHOP);
    // Nothing is proved by a network that did not fail and a process that was not killed.
    expect(FAULTS.filter((fault) => result.counts[fault] === 0)).toEqual([]);
    expect(Math.min(result.kills.tills, result.kills.hubs)).toBeGreaterThan(0);
    expect(result.kills.tills + result.kills.hubs).toBe(kills);
  });

  it('and a hub that forgets what it took is found out', async () => {
    const hubScript = 'scripts/proof/sync/forgetful-hub.ts';
    const { findings } = await run({ sales: 40, kills: 0, seed: 7, drainMs: 60_000, hubScript });
    expect(findings.filter((finding) => /event stands [2-9] times at the hub and 1 times at the till/.test(finding))).not.toEqual(
      [],
    );
  });
});
