import { createImportLookup } from '../../db/import/import-lookup.ts';
import { createImportWriter } from '../../db/import/import-writer.ts';
import { removeStaged, stagedImports } from '../../db/import/remove-staged.ts';
import { tellItems } from '../../db/import/tell-items.ts';
import { openDatabase, type Sqlite } from '../../db/open.ts';
import { createWriteTurn, type WriteTurn } from '../../db/write-turn.ts';
import { guessMapping } from '../../domain/catalog/import/columns.ts';
import { createRowReader, type RowVerdict } from '../../domain/catalog/import/read-row.ts';
import { textKey } from '../../domain/catalog/text-key.ts';
import type { ImportField, ImportFinding } from '../../domain/contract/imports.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { type AnyImportJob, type Findings, GO_ON, type ImportMessage, type PreviewJob, type WriteJob } from './import-job.ts';
import { readTable, type Table } from './read-table.ts';
import { openTextFile } from './text-file.ts';

type Tell = (message: ImportMessage) => void;

/** Rows of neighbouring batches touch the same pages: copied back seldom, most of them are copied once. In pages of 4 KiB. */
const WAL_PAGES = 10_000;
const CACHE_KIB = 4000;
const PROGRESS_EVERY_MS = 200;
/** Findings that are shown; all are counted. */
const MAX_FINDINGS = 1000;
/** Rows between two looks at the clock. */
const ROWS_A_LOOK = 64;

/** Runs one job to its end, on whatever thread this is. Tells how it ended, and never throws. */
export const runImportJob = (job: AnyImportJob, tell: Tell): void => {
  const stop = new Int32Array(job.stop);
  const asked = (): number => Atomics.load(stop, 0);
  let sqlite: Sqlite | undefined;
  try {
    // Staged rows are worth nothing without the last commit, which syncs them too.
    sqlite = openDatabase(job.databaseFile, { synchronous: 'NORMAL', walAutocheckpoint: WAL_PAGES, cacheKiB: CACHE_KIB });
    const turn = createWriteTurn(job.turn);
    if (job.kind === 'preview') tell(preview(job, sqlite, asked, tell));
    else if (job.kind === 'write') tell(write(job, sqlite, turn, asked, tell));
    else if (job.kind === 'remove-staged') removeStaged(sqlite, turn, job.imports, () => asked() !== GO_ON);
    else {
      // The remote must not know an event that a power cut takes away.
      sqlite.pragma('synchronous = FULL');
      tellItems(sqlite, turn, systemClock, () => asked() !== GO_ON);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) console.error('fault in an import:', error);
    tell({ kind: 'failed', code: error instanceof DomainError ? error.code : 'catalog/import-failed' });
  } finally {
    sqlite?.close();
  }
};

const openTable = (file: string): Table => {
  const text = openTextFile(file);
  const table = text && readTable(text);
  if (!table) throw new DomainError('catalog/import-unreadable', 'the file is no table of text');
  return table;
};

const preview = (job: PreviewJob, sqlite: Sqlite, asked: () => number, tell: Tell): ImportMessage => {
  const table = openTable(job.file);
  const mapping = mappingOf(job, table);
  const lookup = createImportLookup(sqlite);
  const readRow = createRowReader(mapping, namesOf(table), job.currency, lookup);
  const report = progressReporter(tell);
  const findings = createFindings();
  const [types, brands] = [new Set<string>(), new Set<string>()];
  let [rows, goodRows] = [0, 0];
  table.forEachRow((row) => {
    const verdict = readRow(row);
    rows += 1;
    if (verdict.item) goodRows += 1;
    findings.add(verdict);
    if (verdict.item?.type) types.add(textKey(verdict.item.type));
    if (verdict.item?.brand) brands.add(textKey(verdict.item.brand));
    // How many rows there are is not known before the last one.
    report(rows, () => 1 - 1 / (1 + rows / 20_000));
    return asked() === GO_ON;
  });
  if (asked() !== GO_ON) return { kind: 'cancelled' };
  return {
    kind: 'previewed',
    preview: {
      columns: table.columns.map(({ name, samples }) => ({ name, samples: [...samples] })),
      mapping,
      rows,
      goodRows,
      ...findings.found(),
      newTypes: [...types].filter((key) => !lookup.hasType(key)).length,
      newBrands: [...brands].filter((key) => !lookup.hasBrand(key)).length,
    },
  };
};

const mappingOf = ({ mapping }: PreviewJob, { columns }: Table): (ImportField | null)[] => {
  if (mapping === null) return guessMapping(columns);
  return columns.map((_column, index) => mapping[index] ?? null);
};

const namesOf = ({ columns }: Table): string[] => columns.map(({ name }) => name);

/** Reads the file again: what the shop changed since the preview counts, and is told. */
const write = (job: WriteJob, sqlite: Sqlite, turn: WriteTurn, asked: () => number, tell: Tell): ImportMessage => {
  // Codes that a cancelled import left staged would count as taken.
  removeStaged(sqlite, turn, stagedImports(sqlite), () => asked() !== GO_ON);
  const table = openTable(job.file);
  const names = namesOf(table);
  const readRow = createRowReader(job.mapping, names, job.currency, createImportLookup(sqlite));
  const writer = createImportWriter(sqlite, turn, systemClock, job);
  const report = progressReporter(tell);
  const findings = createFindings();
  const column = names[job.mapping.indexOf('barcode')] ?? null;
  let rows = 0;
  table.forEachRow((row) => {
    const verdict = readRow(row);
    const taken = verdict.item ? writer.add(verdict.item) : [];
    const warnings = taken.map((value) => ({ line: row.line, column, code: 'barcode-taken' as const, value }));
    findings.add({ errors: verdict.errors, warnings: [...verdict.warnings, ...warnings] });
    rows += 1;
    report(rows, () => rows / Math.max(rows, job.rows));
    return asked() === GO_ON;
  });
  if (asked() === GO_ON) return { kind: 'written', written: writer.finish(), findings: findings.found() };
  writer.stop();
  return { kind: 'cancelled' };
};

/** Counts all findings and keeps the first. */
const createFindings = () => {
  const [errors, warnings]: [ImportFinding[], ImportFinding[]] = [[], []];
  let [errorCount, warningCount] = [0, 0];
  const keep = (kept: ImportFinding[], found: readonly ImportFinding[]): void => {
    for (const finding of found) if (kept.length < MAX_FINDINGS) kept.push(finding);
  };
  return {
    add(found: Pick<RowVerdict, 'errors' | 'warnings'>): void {
      errorCount += found.errors.length;
      warningCount += found.warnings.length;
      keep(errors, found.errors);
      keep(warnings, found.warnings);
    },
    found: (): Findings => ({ errors, errorCount, warnings, warningCount }),
  };
};

const progressReporter = (tell: Tell) => {
  let next = performance.now() + PROGRESS_EVERY_MS;
  return (rows: number, progress: () => number): void => {
    if (rows % ROWS_A_LOOK !== 0 || performance.now() < next) return;
    next = performance.now() + PROGRESS_EVERY_MS;
    tell({ kind: 'progress', progress: progress() });
  };
};
