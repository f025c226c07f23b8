import { expect, test } from 'vitest';
import { levelAfter } from './level-after.ts';

test('a count replaces the level, all else moves it', () => {
  expect(levelAfter(12, 'count', 9)).toBe(9);
  expect(levelAfter(12, 'receipt', 24)).toBe(36);
  expect(levelAfter(12, 'found', 1)).toBe(13);
  expect(levelAfter(12, 'damage', 3)).toBe(9);
  expect(levelAfter(1, 'theft', 3)).toBe(-2);
  expect(levelAfter(12, 'correction', -3)).toBe(9);
  expect(levelAfter(12, 'correction', 3)).toBe(15);
});
