import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable, textWidth, wrap } from './text-width.ts';

it.each([
  ['abc', 3],
  ['東京', 4],
  ['ｱ', 1],
  ['e\u0301', 1],
  ['한글', 4],
  ['🍎', 2],
])('%s takes %i columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

it('leaves no control character and no turned text', () => {
  expect(printable(' a\x1bp\x00\u202eb\ud800\n ')).toBe('a p b\ufffd');
});

it('wraps within the columns and loses nothing but spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.integer({ min: 2, max: 48 }), (typed, columns) => {
      const text = printable(typed);
      const lines = wrap(text, columns);
      expect(lines.every((line) => textWidth(line) <= columns)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
