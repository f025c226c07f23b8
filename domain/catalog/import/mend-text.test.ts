import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mendText } from './mend-text.ts';

test.each([
  ["'Prodhead'&gt;singapore Hot", "'Prodhead'>singapore Hot"],
  ['Caf&eacute; &Eacute;clair &#38; &#x26; tea', 'Café Éclair & & tea'],
  ['CrÃ¨me brÃ»lÃ©e', 'Crème brûlée'],
  ['Itâ€™s 5 â‚¬', 'It’s 5 €'],
  ['soft\u00adhyphen, zero\u200bwidth and \u0007bell', 'softhyphen, zerowidth and bell'],
  ['two\r\nlines', 'two lines'],
  ['\ud800 alone', '\ufffd alone'],
])('%j is mended to %j', (raw, text) => {
  expect(mendText(raw)).toEqual({ text, isMended: true });
});

test.each([
  ['  Boil-In-Bag   Rice ', 'Boil-In-Bag Rice'],
  ['Pâté de Viande', 'Pâté de Viande'],
  ['AT&T; M&M’s &unknown; &#0; &#xd800;', 'AT&T; M&M’s &unknown; &#0; &#xd800;'],
  ['Ångström Ã la carte', 'Ångström Ã la carte'],
  ['', ''],
])('%j is text as it should be', (raw, text) => {
  expect(mendText(raw)).toEqual({ text, isMended: false });
});

test('what was mended fits the contract’s names, whatever it was before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const { text } = mendText(raw);
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/[\p{Cc}\p{Cs}]|\s\s/u);
    }),
  );
});
