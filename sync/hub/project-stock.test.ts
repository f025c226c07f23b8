import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { levelOf } from '../../domain/catalog/stock-level.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { CloudEvent } from '../wire.ts';
import { checkEvent, isRefused } from './check-event.ts';
import { migrate } from './migrate.ts';
import { createStore } from './pairing.ts';
import { stockOf } from './stock-moves.ts';
import { takeEvents } from './take-events.ts';
import { onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { FakeTill } from './testing/events.ts';

const HISTORIES = 25;
const TILLS = 3;

const step = fc.record({
  till: fc.nat(TILLS - 1),
  quantity: fc.integer({ min: -9, max: 9 }),
  count: fc.option(
    fc.record({
      counted: fc.nat(50),
      rank: fc.integer({ min: 1, max: 3 }),
      seen: fc.array(fc.nat(8), { minLength: TILLS, maxLength: TILLS }),
    }),
    { freq: 3 },
  ),
});
/** What the tills tell, in which order it comes, and how much of it at once. */
const history = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 20 }),
  order: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
  atOnce: fc.integer({ min: 1, max: 6 }),
});

onBothDatabases('stock levels', (make) => {
  let made: TestDatabase;

  beforeEach(async () => {
    made = await make();
    await migrate(made.database);
  });
  afterEach(async () => {
    await made.database.close();
    await made.drop();
  });

  test('the hub’s level is that of the rule, whatever comes in whatever order, and twice', async () => {
    const storeId = await createStore(made.database, 'Corner', null, 0);
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, order, atOnce }) => {
        const itemId = newId();
        const tills = Array.from({ length: TILLS }, () => new FakeTill());
        for (const { id, incarnation } of tills) {
          await made.database.query(
            `INSERT INTO register (id, store_id, code, incarnation, token_hash, paired_at) VALUES ($1::uuid, $2::uuid, 'R', $3::uuid, $4, 0)`,
            [id, storeId, incarnation, new Uint8Array(Buffer.from(id))],
          );
        }
        const ranks = new Map<FakeTill, number>();
        const events = steps.map(({ till, quantity, count }) => {
          const teller = tills[till]!;
          const seen = Object.fromEntries(tills.map(({ source }, index) => [source, count?.seen[index] ?? 0]));
          // A till has seen its own counts: each of them ranks above the one before.
          const rank = Math.max(count?.rank ?? 0, (ranks.get(teller) ?? 0) + 1);
          if (count) ranks.set(teller, rank);
          return { teller, event: teller.moved(itemId, quantity, count && { ...count, rank, seen }) };
        });
        const arriving = [...events, ...events].map((one, index) => ({ ...one, place: order[index % order.length] ?? 0 }));
        arriving.sort((a, b) => a.place - b.place);
        for (const teller of tills) {
          const own = arriving.filter((one) => one.teller === teller).map(({ event }) => event);
          for (let from = 0; from < own.length; from += atOnce) await send(storeId, teller, own.slice(from, from + atOnce));
        }
        const [row] = await made.database.query<{ level: number }>('SELECT level FROM stock_level WHERE item_id = $1::uuid', [
          itemId,
        ]);
        expect(row?.level).toBe(byTheRule(events));
      }),
      { numRuns: HISTORIES },
    );
  });

  const send = async (storeId: string, { id }: FakeTill, events: readonly CloudEvent[]): Promise<void> => {
    const results = await takeEvents(made.database, { registerId: id, storeId, code: 'R' }, { events, at: 1 });
    expect(results.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
  };
});

const byTheRule = (events: readonly { readonly teller: FakeTill; readonly event: CloudEvent }[]): number => {
  const stock = events.map(({ teller, event }) => {
    const checked = checkEvent(event, teller.id);
    if (isRefused(checked)) throw new Error(checked.message);
    return stockOf(checked);
  });
  return levelOf(
    stock.flatMap(({ moves }) => moves),
    stock.flatMap(({ counts }) => counts),
  );
};
