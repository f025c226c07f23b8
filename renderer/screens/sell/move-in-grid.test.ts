import { describe, expect, it } from 'vitest';
import { moveIn } from './move-in-grid.ts';

// 0 1 2
// 3 4 5
// 6
const grid = { count: 7, columns: 3 };

describe('arrows in a grid', () => {
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 3, 2],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 6],
    ['ArrowUp', 6, 3],
    ['Home', 5, 0],
    ['End', 0, 6],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(moveIn(grid, from, key)).toBe(to);
  });

  it.each([
    ['ArrowLeft', 0],
    ['ArrowUp', 2],
    ['ArrowDown', 6],
    ['ArrowRight', 6],
    ['Enter', 4],
  ])('%s stays at the edge: %s', (key, from) => {
    expect(moveIn(grid, from, key)).toBe(from);
  });

  it('has nowhere to go without items', () => {
    expect(moveIn({ count: 0, columns: 3 }, 0, 'End')).toBe(0);
  });
});
