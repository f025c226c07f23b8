import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { createStockLedger } from '../../../db/stock-ledger.ts';
import { isBeyond, levelOf, winningCount } from '../../../domain/catalog/stock-level.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { history, type LevelRule, play } from './histories.ts';

const converges = (rule: LevelRule) =>
  fc.property(history, (steps) => {
    const { levels, model } = play(steps, rule);
    return levels.every((level) => level === model);
  });

it(`${SCALE.stockHistories} histories of three tills and a hub end in the same level everywhere`, {
  timeout: PROOF_TIMEOUT_MS,
}, () => {
  fc.assert(converges(levelOf), { seed: announceSeed('stock'), numRuns: SCALE.stockHistories });
});

it('and in the same level in the files of the tills, step by step', { timeout: PROOF_TIMEOUT_MS }, () => {
  const sqlite = openDatabase(':memory:');
  migrate(sqlite);
  sqlite.prepare("INSERT INTO register VALUES (1, ?, 'R9', ?, 1, 1)").run(newId(), newId());
  const ledger = createStockLedger(sqlite);
  const add = sqlite.prepare("INSERT INTO catalog_item (id, name, name_key, price, currency) VALUES (?, 'Tea', 'tea', 1, 'EUR')");
  const level = sqlite.prepare<[string], number>('SELECT available_stock FROM catalog_item WHERE id = ?').pluck();
  const inTheFile: LevelRule = (_movements, _counts, taken) => {
    const itemId = newId();
    add.run(itemId);
    for (const fact of taken) {
      if (fact.kind === 'count') ledger.takeCount({ ...fact, itemId });
      else ledger.take({ ...fact, itemId, kind: 'sale', orderId: null, at: 0 });
    }
    const reached = level.get(itemId) ?? Number.NaN;
    sqlite.exec('DELETE FROM movement_elsewhere; DELETE FROM stock_count; DELETE FROM catalog_item');
    return reached;
  };
  fc.assert(converges(inTheFile), { seed: announceSeed('stock in files'), numRuns: SCALE.stockHistories });
  sqlite.close();
});

const latest: LevelRule = (movements, counts) => {
  const last = counts.at(-1);
  return levelOf(movements, last ? [last] : []);
};
const WRONG: readonly (readonly [string, LevelRule])[] = [
  ['takes the count that came last', latest],
  ['overwrites the level with a count', (movements, counts) => counts.at(-1)?.counted ?? levelOf(movements, [])],
  [
    'forgets what a count had seen',
    (movements, counts) =>
      levelOf(
        movements,
        counts.map((count) => ({ ...count, seen: {} })),
      ),
  ],
  [
    'believes that a count saw its own till alone',
    (movements, counts) =>
      levelOf(
        movements,
        counts.map((count) => ({ ...count, seen: { [count.source]: count.seen[count.source] ?? 0 } })),
      ),
  ],
  ['believes that a count saw all', (movements, counts) => levelOf(counts.length > 0 ? [] : movements, counts)],
  [
    'goes by the clocks of the tills alone',
    (movements, counts) =>
      levelOf(
        movements,
        counts.map((count) => ({ ...count, rank: 0 })),
      ),
  ],
  [
    'adds a repeat again',
    (movements, counts) => {
      const count = winningCount(counts);
      const beyond = movements.filter((movement) => isBeyond(count, movement));
      return beyond.reduce((level, { quantity }) => level + quantity, count?.counted ?? 0);
    },
  ],
];

it.each(WRONG)('a rule that %s does not pass', (_what, rule) => {
  expect(fc.check(converges(rule), { seed: 1, numRuns: 2000 }).failed).toBe(true);
});
