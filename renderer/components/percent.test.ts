import { expect, test } from 'vitest';
import { parsePercent, toPercent } from './percent.ts';

test.each([
  ['10', 100_000],
  [' 7,5 ', 75_000],
  ['0.25', 2500],
  ['8.1', 81_000],
  ['100', 1_000_000],
  ['0', 0],
])('%s is %i parts per million', (text, ppm) => {
  expect(parsePercent(text)).toBe(ppm);
  expect(parsePercent(toPercent(ppm))).toBe(ppm);
});

test.each(['', '-1', '100.1', '1e2', '1.23456', '10%', '1,2,3', 'ten'])('“%s” is no percentage', (text) => {
  expect(parsePercent(text)).toBeUndefined();
});
