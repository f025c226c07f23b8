import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { readTable } from './read-table.ts';

const rows = (text: string) => {
  const found: [number, readonly string[], boolean][] = [];
  readTable(text)?.forEachRow(({ line, cells, isTorn }) => {
    found.push([line, cells, isTorn]);
    return true;
  });
  return found;
};
const names = (text: string) => readTable(text)?.columns.map(({ name }) => name);

describe('CSV', () => {
  test.each([',', ';', '\t', '|'])('is cut at %j', (delimiter) => {
    const text = [
      ['name', 'price'],
      ['A', '1.00'],
      ['B', '2.00'],
    ]
      .map((cells) => cells.join(delimiter))
      .join('\r\n');
    expect(names(text)).toEqual(['name', 'price']);
    expect(rows(text)).toEqual([
      [2, ['A', '1.00'], false],
      [3, ['B', '2.00'], false],
    ]);
  });

  test('rows know the line they begin on, past quoted line breaks and empty lines', () => {
    expect(rows('name,price\n"two\nlines",1.00\n\nB,2.00\n')).toEqual([
      [2, ['two\nlines', '1.00'], false],
      [5, ['B', '2.00'], false],
    ]);
  });

  test('a file without names begins with its first row', () => {
    expect(names('4006381333931,Pencil,1.20\n')).toEqual(['Column 1', 'Column 2', 'Column 3']);
    expect(rows('4006381333931,Pencil,1.20\n')).toHaveLength(1);
  });

  test('more cells than columns, or a quote that never ends, tear the row', () => {
    expect(rows('name,price\nA,1.00,surprise\n')).toEqual([[2, ['A', '1.00', 'surprise'], true]]);
    expect(rows('name,price\nA,1.00,,\n')[0]?.[2]).toBe(false);
    expect(rows('name,price\n"A,1.00\nB,2.00\n').at(-1)?.[2]).toBe(true);
  });

  test('columns show a few of their values', () => {
    const text = `name,price\n${Array.from({ length: 50 }, (_, index) => `N${index},`).join('\n')}`;
    expect(readTable(text)?.columns).toEqual([
      { name: 'name', samples: ['N0', 'N1', 'N2', 'N3', 'N4'] },
      { name: 'price', samples: [] },
    ]);
  });
});

describe('JSON', () => {
  test('is a list of records, or the one list in an object', () => {
    const list = '[{"Name":"A","Price":109.99},{"Name":"B","Codes":["1","2"],"Price":null}]';
    const expected = [
      [1, ['A', '109.99', ''], false],
      [2, ['B', '', '1;2'], false],
    ];
    expect(names(list)).toEqual(['Name', 'Price', 'Codes']);
    expect(rows(list)).toEqual(expected);
    expect(rows(`{"version":1,"items":${list}}`)).toEqual(expected);
  });

  test('what is no record among the others is a torn row', () => {
    expect(rows('[{"name":"A"},7]')).toEqual([
      [1, ['A'], false],
      [2, ['7'], true],
    ]);
  });

  test.each(['{"a":[1],"b":[2]}', '[1,2', '[]', '{}', '[1,2]'])('%s is no table', (text) => {
    expect(readTable(text)).toBeUndefined();
  });
});

describe('bytes', () => {
  test.each([
    ['UTF-8', Buffer.from('Crème')],
    ['UTF-8 with a mark', Buffer.from('\ufeffCrème')],
    ['UTF-16', Buffer.from('\ufeffCrème', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffCrème', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('Crème', 'latin1')],
  ])('%s are read', (_name, bytes) => {
    expect(decodeText(bytes)).toBe('Crème');
  });

  test('a picture is no text', () => {
    expect(decodeText(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBeUndefined();
  });
});
