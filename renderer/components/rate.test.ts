import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRate, toRate } from './rate.ts';

it.each<[string, number | undefined]>([
  ['0.92', 920_000],
  ['1,0855', 1_085_500],
  ['0.000001', 1],
  [' 150 ', 150_000_000],
  ['1000000', 1_000_000_000_000],
  ['1000000.1', undefined],
  ['0', undefined],
  ['0.0000001', undefined],
  ['.5', undefined],
  ['1 000', undefined],
  ['-1', undefined],
  ['', undefined],
])('reads %j as %j', (text, micros) => {
  expect(parseRate(text)).toBe(micros);
});

it('writes what it reads', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), (micros) => parseRate(toRate(micros)) === micros));
});
