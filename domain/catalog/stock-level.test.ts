import { describe, expect, it } from 'vitest';
import { levelOf, type NumberedCount, type NumberedMovement } from './stock-level.ts';

const A = '/registers/a/1';
const B = '/registers/b/1';
const moved = (source: string, number: number, quantity: number): NumberedMovement => ({ source, number, quantity });
const counted = (count: Partial<NumberedCount>): NumberedCount => ({
  source: A,
  number: 9,
  counted: 10,
  rank: 1,
  at: 0,
  seen: {},
  ...count,
});

describe('a level', () => {
  it('is the sum of the movements, each taken once', () => {
    expect(levelOf([], [])).toBe(0);
    expect(levelOf([moved(A, 1, 5), moved(B, 1, -2), moved(A, 1, 5)], [])).toBe(3);
  });

  it('starts anew at a count, with what that had not seen', () => {
    const movements = [moved(A, 8, -3), moved(B, 4, -1), moved(B, 5, -2)];
    expect(levelOf(movements, [counted({ seen: { [A]: 9, [B]: 4 } })])).toBe(8);
  });

  it('takes what comes later but happened before the count for counted', () => {
    expect(levelOf([moved(B, 3, -7)], [counted({ seen: { [A]: 9, [B]: 4 } })])).toBe(10);
  });

  it('goes by the later of two counts where one saw the other, whatever their clocks say', () => {
    const first = counted({ counted: 10, at: 1000, seen: { [A]: 9 } });
    const second = counted({ source: B, number: 2, counted: 4, rank: 2, at: 5, seen: { [A]: 9, [B]: 2 } });
    expect(levelOf([], [first, second])).toBe(4);
    expect(levelOf([], [second, first])).toBe(4);
  });

  it.each([
    ['by their time', 1, 4],
    ['by their names at the same time', 0, 4],
    ['by their time, against the names', -1, 10],
  ])('where neither saw the other, goes %s', (_how, at, level) => {
    const counts = [counted({ counted: 10 }), counted({ source: B, counted: 4, at })];
    expect(
      levelOf(
        [],
        counts.map((count) => ({ ...count, at: count.at + 1 })),
      ),
    ).toBe(level);
  });
});
