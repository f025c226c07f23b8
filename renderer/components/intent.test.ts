import { expect, test } from 'vitest';
import { createIntent } from './intent.ts';

const counting = () => {
  let made = 0;
  return createIntent(() => {
    made += 1;
    return `id ${made}`;
  });
};

test('a repeat of the same contents keeps its id', () => {
  const intent = counting();
  expect(intent.idFor({ quantity: 3 })).toBe('id 1');
  expect(intent.idFor({ quantity: 3 })).toBe('id 1');
});

test('other contents are another command', () => {
  const intent = counting();
  intent.idFor({ quantity: 3 });
  expect(intent.idFor({ quantity: 4 })).toBe('id 2');
});

test('the same contents after it was done are another command', () => {
  const intent = counting();
  intent.idFor({ quantity: 3 });
  intent.done();
  expect(intent.idFor({ quantity: 3 })).toBe('id 2');
});
