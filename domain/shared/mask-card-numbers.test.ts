import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskCardNumbers } from './mask-card-numbers.ts';

/** Written the other way round than the product's: the digit that makes a number pass. */
const withCheckDigit = (body: string): string => {
  const sum = [...body].reverse().reduce((total, character, index) => {
    const value = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};

const digits = (minLength: number, maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{${minLength},${maxLength}}$`));
const cardNumber = digits(12, 18).map(withCheckDigit);
const gap = fc.constantFrom('', ' ', '-', '  ', ' - ', '\u00a0', '\u2013');
/** A card number cut into groups as people write it. */
const written = fc.tuple(cardNumber, fc.array(gap, { minLength: 19, maxLength: 19 })).map(([number, gaps]) => ({
  number,
  text: [...number].map((digit, at) => `${at === 0 ? '' : (gaps[at - 1] ?? '')}${digit}`).join(''),
}));
const words = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[0-9\p{Zs}\p{Pd}]/gu, 'x'));

describe('maskCardNumbers', () => {
  it.each([
    ['4111 1111 1111 1111', '**** **** **** 1111'],
    ['card 5555-5555-5555-4444, thanks', 'card ****-****-****-4444, thanks'],
    ['378282246310005', '***********0005'],
    [';4111111111111111=26121010000?', ';************1111=26121010000?'],
    ['4111 1111 1111 1111 12/26 123', '**** **** **** 1111 12/26 123'],
    ['2 x 4111111111111111', '2 x ************1111'],
    ['17 4111 1111 1111 1111', '17 **** **** **** 1111'],
  ])('takes the number out of %s', (text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked);
  });

  it.each(['4111 1111 1111 1112', '+49 170 1234567', '4006381333931', '12 eggs on 2026-11-23', '41111111111111111111111'])(
    'leaves %s as it is',
    (text) => {
      expect(maskCardNumbers(text)).toBe(text);
    },
  );

  it('finds every card number, however it is grouped and whatever stands around it', () => {
    fc.assert(
      fc.property(words, written, words, (before, { number, text }, after) => {
        const masked = maskCardNumbers(`${before}x${text}x${after}`);
        expect(masked.replace(/[^0-9]/g, '')).toBe(number.slice(-4));
        expect(masked).toHaveLength(before.length + text.length + after.length + 2);
      }),
    );
  });

  it('shows at most four digits of a card number among other groups of digits', () => {
    fc.assert(
      fc.property(digits(1, 8), cardNumber, digits(1, 8), (before, number, after) => {
        expect(maskCardNumbers(`${before} ${number} ${after}`)).not.toContain(number.slice(-5));
      }),
    );
  });

  it('changes nothing in text without digits, and nothing more the second time', () => {
    fc.assert(
      fc.property(words, fc.stringMatching(/^[0-9 -]{0,60}$/), (text, numbers) => {
        expect(maskCardNumbers(text)).toBe(text);
        const once = maskCardNumbers(text + numbers);
        expect(maskCardNumbers(once)).toBe(once);
      }),
    );
  });
});
