import { describe, expect, it } from 'vitest';
import { readAhead } from './quantity-ahead.ts';

describe('the quantity typed ahead', () => {
  it.each(['3*', '3x', '3X', '3×', ' 3 x ', '03*'])('is read from %j', (typed) => {
    expect(readAhead(typed)).toEqual({ quantity: 3, text: '' });
  });

  it.each(['3*milk', '3x milk', '3 × milk', '3 * milk'])('leaves the search that follows it in %j', (typed) => {
    expect(readAhead(typed)).toEqual({ quantity: 3, text: 'milk' });
  });

  it.each(['', '3', 'x', '*', '2x4 plank', '0*', '-3*', '3.5*', 'milk 3x', '4006381333931', '99999999999*', '2000000000*'])(
    'is not read from %j',
    (typed) => {
      expect(readAhead(typed)).toEqual({ quantity: null, text: typed });
    },
  );
});
