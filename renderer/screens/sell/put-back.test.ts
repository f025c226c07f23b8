import { describe, expect, it } from 'vitest';
import { putBack } from './put-back.ts';

const units = (itemId: string, quantity: number) => ({ itemId, quantity });

describe('putting removed lines back', () => {
  it('restores a line where it stood', () => {
    const current = [units('a', 1), units('c', 3)];
    expect(putBack(current, [{ ...units('b', 2), index: 1 }])).toEqual([units('a', 1), units('b', 2), units('c', 3)]);
  });

  it('restores a cleared basket in its order', () => {
    const removed = ['a', 'b', 'c'].map((itemId, index) => ({ itemId, quantity: index + 1, index }));
    expect(putBack([], removed)).toEqual([units('a', 1), units('b', 2), units('c', 3)]);
  });

  it('keeps what was added since', () => {
    expect(putBack([units('new', 1)], [{ ...units('a', 2), index: 0 }])).toEqual([units('a', 2), units('new', 1)]);
  });

  it('adds the units of an item that is there again', () => {
    expect(putBack([units('a', 1)], [{ ...units('a', 2), index: 0 }])).toEqual([units('a', 3)]);
  });

  it('puts a line at the end when fewer are left', () => {
    expect(putBack([units('a', 1)], [{ ...units('z', 1), index: 9 }])).toEqual([units('a', 1), units('z', 1)]);
  });
});
