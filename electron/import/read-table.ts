import Papa from 'papaparse';
import { type Column, knowsColumn } from '../../domain/catalog/import/columns.ts';
import type { Row } from '../../domain/catalog/import/read-row.ts';
import type { TextFile } from './text-file.ts';

/** A catalogue file as rows and columns. */
export interface Table {
  readonly columns: readonly Column[];
  /**
   * Reads the rows one after the other.
   * @param take answers false to stop
   */
  forEachRow(take: (row: Row) => boolean): void;
}

const MAX_COLUMNS = 100;
const SAMPLES = 5;
const SAMPLE_LENGTH = 60;
/** Records that are looked at for the names of columns. */
const LOOKED_AT = 1000;
/** Rows from which the separator is guessed. */
const GUESSED_FROM = 20;

/** @returns undefined when the text is no table */
export const readTable = (text: TextFile): Table | undefined => {
  for (const piece of text()) {
    const start = piece.match(/\S/)?.[0];
    if (start !== undefined) return start === '[' || start === '{' ? jsonTable([...text()].join('')) : csvTable(text);
  }
  return undefined;
};

const withSamples = (names: readonly string[], forEachRow: Table['forEachRow']): Table => {
  const samples = names.map((): string[] => []);
  let looked = 0;
  forEachRow(({ cells }) => {
    samples.forEach((found, column) => {
      const cell = cells[column]?.trim();
      if (cell && found.length < SAMPLES) found.push(cell.slice(0, SAMPLE_LENGTH).toWellFormed());
    });
    looked += 1;
    return looked < LOOKED_AT && samples.some((found) => found.length < SAMPLES);
  });
  return { columns: names.map((name, column) => ({ name, samples: samples[column] ?? [] })), forEachRow };
};

const csvTable = (text: TextFile): Table | undefined => {
  const read = csvReader(text);
  let first: readonly string[] | undefined;
  read(({ cells }) => {
    first = cells;
    return false;
  });
  if (!first || first.length > MAX_COLUMNS) return undefined;
  const width = first.length;
  const hasNames = knowsColumn(first) || !first.some((cell) => /\d/.test(cell));
  const names = first.map((cell, column) =>
    hasNames && cell.trim() ? cell.trim().slice(0, SAMPLE_LENGTH) : `Column ${column + 1}`,
  );
  return withSamples(names, (take) => {
    let isFirst = true;
    read((row) => {
      const isHead = isFirst && hasNames;
      isFirst = false;
      if (isHead) return true;
      const isTorn = row.isTorn || row.cells.slice(width).some((cell) => cell.trim() !== '');
      return take({ ...row, isTorn });
    });
  });
};

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly Papa.ParseError[];
  readonly meta: Papa.ParseMeta;
}

/** Rows of a CSV text with the line they begin on; a row without any value is none. */
const csvReader = (text: TextFile): Table['forEachRow'] => {
  const [head = ''] = text();
  const { delimiter, linebreak } = Papa.parse(head, {
    preview: GUESSED_FROM,
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: 'greedy',
  }).meta;
  return (take) => {
    let line = 1;
    let rest = '';
    const takeRows = (isLast: boolean): boolean => {
      const parser = new Papa.Parser({ delimiter, newline: linebreak as '\n' });
      const { data, errors, meta } = parser.parse(rest, 0, !isLast) as Parsed;
      rest = rest.slice(meta.cursor);
      const torn = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
      for (const [index, cells] of data.entries()) {
        const startsAt = line;
        line += 1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
        if (cells.every((cell) => cell.trim() === '')) continue;
        if (!take({ line: startsAt, cells, isTorn: torn.has(index) })) return false;
      }
      return true;
    };
    for (const piece of text()) {
      rest += piece;
      if (!takeRows(false)) return;
    }
    if (rest !== '') takeRows(true);
  };
};

type JsonRecord = Readonly<Record<string, unknown>>;

const jsonTable = (text: string): Table | undefined => {
  const records = readRecords(text);
  if (!records || records.length === 0) return undefined;
  const keys = [...new Set(records.slice(0, LOOKED_AT).flatMap((record) => (isRecord(record) ? Object.keys(record) : [])))];
  if (keys.length === 0 || keys.length > MAX_COLUMNS) return undefined;
  return withSamples(
    keys.map((key) => key.slice(0, SAMPLE_LENGTH)),
    (take) => {
      for (const [index, record] of records.entries()) {
        const line = index + 1;
        const row = isRecord(record)
          ? { line, cells: keys.map((key) => cellOf(record[key])), isTorn: false }
          : { line, cells: [JSON.stringify(record)], isTorn: true };
        if (!take(row)) return;
      }
    },
  );
};

/** A list of records, or the one list that an object holds. */
const readRecords = (text: string): readonly unknown[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value as unknown[];
    const lists = isRecord(value) ? Object.values(value).filter((inner): inner is unknown[] => Array.isArray(inner)) : [];
    return lists.length === 1 ? lists[0] : undefined;
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists are codes of one item. */
const cellOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(cellOf).join(';') : '';
};
