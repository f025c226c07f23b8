import { expect, test } from 'vitest';
import { createDetector, MIN_LENGTH } from './detector.ts';

const sent = (keys: readonly string[], gapMs: number, startAt = 1000) => {
  const detector = createDetector();
  return keys.map((key, index) => detector.take(key, startAt + index * gapMs)).at(-1);
};
const burst = (code: string): string[] => [...code, 'Enter'];

test.each([1, 5, 12, 35])('a code sent at %i ms a key is a scan', (gapMs) => {
  expect(sent(burst('4006381333931'), gapMs)).toEqual({ kind: 'scan', code: '4006381333931' });
});

test.each([36, 49, 51, 90, 180, 260])('the same keys at %i ms are typing', (gapMs) => {
  expect(sent(burst('4006381333931'), gapMs)).toEqual({ kind: 'other' });
});

test('a pause in the middle ends the code before it', () => {
  const detector = createDetector();
  for (const [index, key] of [...'4006'].entries()) detector.take(key, index * 10);
  for (const [index, key] of [...'381333931'].entries()) detector.take(key, 500 + index * 10);
  expect(detector.take('Enter', 590)).toEqual({ kind: 'scan', code: '381333931' });
});

test('a scanner that stumbles once is heard out: half a code would name another item', () => {
  const detector = createDetector();
  for (const [index, key] of [...'4006'].entries()) detector.take(key, index * 5);
  for (const [index, key] of [...'381333931'].entries()) detector.take(key, 150 + index * 5);
  expect(detector.take('Enter', 195)).toEqual({ kind: 'scan', code: '4006381333931' });
});

test('characters tell their place, and whether a hand could have sent them', () => {
  const detector = createDetector();
  expect(detector.take('4', 1000)).toEqual({ kind: 'character', place: 0, isFast: false });
  expect(detector.take('0', 1010)).toEqual({ kind: 'character', place: 1, isFast: true });
  expect(detector.take('0', 1110)).toEqual({ kind: 'character', place: 2, isFast: false });
  expect(detector.take('6', 1500)).toEqual({ kind: 'character', place: 0, isFast: false });
});

test('no code is longer than a label can carry', () => {
  expect(sent(burst('7'.repeat(64)), 5)).toEqual({ kind: 'scan', code: '7'.repeat(64) });
  expect(sent(burst('7'.repeat(65)), 5)).toEqual({ kind: 'other' });
});

test('Enter pressed by hand after a fast burst is no scan', () => {
  const detector = createDetector();
  for (const [index, key] of [...'40063813'].entries()) detector.take(key, index * 10);
  expect(detector.take('Enter', 400)).toEqual({ kind: 'other' });
});

test('leading zeros, letters and capitals stay as they were sent', () => {
  const detector = createDetector();
  let at = 0;
  for (const key of ['0', '0', 'Shift', 'A', 'b', '-', '9']) {
    detector.take(key, at);
    at += 8;
  }
  expect(detector.take('Tab', at)).toEqual({ kind: 'scan', code: '00Ab-9' });
});

test('too few keys are typing, however fast', () => {
  expect(sent(burst('1'.repeat(MIN_LENGTH - 1)), 5)).toEqual({ kind: 'other' });
  expect(sent(burst('1'.repeat(MIN_LENGTH)), 5)).toEqual({ kind: 'scan', code: '1'.repeat(MIN_LENGTH) });
});

test('a key that prints nothing starts over', () => {
  expect(sent(['4', '0', '0', '6', 'ArrowLeft', '3', '8', 'Enter'], 5)).toEqual({ kind: 'other' });
});

test('a code is told only once', () => {
  const detector = createDetector();
  let at = 0;
  const send = (keys: readonly string[]) =>
    keys
      .map((key) => {
        at += 5;
        return detector.take(key, at);
      })
      .filter(({ kind }) => kind === 'scan');
  expect(send(burst('12345678'))).toHaveLength(1);
  expect(send(['Enter', 'Enter'])).toHaveLength(0);
  expect(send(burst('12345678'))).toHaveLength(1);
});
