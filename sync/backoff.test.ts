import { describe, expect, it } from 'vitest';
import { createBackoff, retryAfterMs } from './backoff.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');

describe('a wait', () => {
  it('is bounded by a second, then by twice as much each time, up to five minutes', () => {
    const backoff = createBackoff(() => 1);
    const waits = Array.from({ length: 12 }, () => backoff.next(null));
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000));
    backoff.reset();
    expect(backoff.next(null)).toBe(1000);
  });

  it('is anything below its bound', () => {
    expect([0, 0.25, 0.999].map((random) => createBackoff(() => random).next(null))).toEqual([0, 250, 999]);
  });

  it('is never shorter than was asked for', () => {
    expect(createBackoff(() => 0.5).next(7000)).toBe(7000);
    expect(createBackoff(() => 0.5).next(100)).toBe(500);
  });
});

it.each([
  ['', null],
  ['soon', null],
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5000],
  ['Sun, 29 Nov 2026 12:01:00 GMT', 60_000],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 0],
  ['99999999999', 86_400_000],
])('Retry-After "%s" is %s ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
