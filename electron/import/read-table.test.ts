import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from './read-table.ts';
import { openTextFile, type TextFile } from './text-file.ts';

const whole =
  (text: string): TextFile =>
  () => [text];

const rows = (text: string, file = whole(text)) => {
  const found: [number, readonly string[], boolean][] = [];
  readTable(file)?.forEachRow(({ line, cells, isTorn }) => {
    found.push([line, cells, isTorn]);
    return true;
  });
  return found;
};
const names = (text: string) => readTable(whole(text))?.columns.map(({ name }) => name);

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
    expect(readTable(whole(text))?.columns).toEqual([
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
    expect(readTable(whole(text))).toBeUndefined();
  });
});

test('however the text is cut into pieces, the rows are the same', () => {
  const head = 'name;price\r\nFirst;0,50\r\nSecond;0,60\r\n';
  const tail = '"two\r\nlines; and ""quotes""";1,00\r\n\r\nPlain;2,00\r\n';
  fc.assert(
    fc.property(fc.array(fc.nat({ max: tail.length }), { maxLength: 6 }), (cuts) => {
      const ends = [...cuts, tail.length].toSorted((a, b) => a - b);
      const pieces = ends.map((end, index) => tail.slice(ends[index - 1] ?? 0, end));
      // What separates cells is guessed from the first piece.
      expect(rows('', () => [head, ...pieces])).toEqual([
        [2, ['First', '0,50'], false],
        [3, ['Second', '0,60'], false],
        [4, ['two\r\nlines; and "quotes"', '1,00'], false],
        [7, ['Plain', '2,00'], false],
      ]);
    }),
  );
});

describe('bytes', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillwright-text-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (bytes: Uint8Array): string | undefined => {
    const path = join(folder, 'file');
    writeFileSync(path, bytes);
    const text = openTextFile(path);
    return text && [...text()].join('');
  };

  test.each([
    ['UTF-8', Buffer.from('Crème')],
    ['UTF-8 with a mark', Buffer.from('\ufeffCrème')],
    ['UTF-16', Buffer.from('\ufeffCrème', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffCrème', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('Crème', 'latin1')],
  ])('%s are read', (_name, bytes) => {
    expect(read(bytes)).toBe('Crème');
  });

  test('characters that lie across two pieces are whole', () => {
    const text = '€𝄞é'.repeat(60_000);
    expect(read(Buffer.from(text)) === text).toBe(true);
    expect(read(Buffer.from(`x${text}`)) === `x${text}`).toBe(true);
    expect(read(Buffer.concat([Buffer.from(text), Buffer.from('Crème', 'latin1')]))).toMatch(/Crème$/);
  });

  test('a picture is no text', () => {
    expect(read(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBeUndefined();
  });
});
