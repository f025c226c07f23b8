import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isBeyond, levelOf, winningCount } from '../../../domain/catalog/stock-level.ts';
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
