import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyJournal } from '../db/journal-chain.ts';
import { openDatabase, type Sqlite } from '../db/open.ts';
import type { JournalVerdict } from '../domain/contract/journal.ts';
import { DomainError } from '../domain/shared/errors.ts';

const USAGE = 'usage: npm run verify-journal -- FILE [--head HASH]';

/** Ends the check before it began: 2, so that nobody takes it for a journal that does not hold. */
const refuse = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const readArguments = (): { file: string; head: string | undefined } => {
  try {
    const { values, positionals } = parseArgs({ options: { head: { type: 'string' } }, allowPositionals: true });
    const [file, ...others] = positionals;
    const head = values.head?.toLowerCase();
    if (file === undefined || others.length > 0) return refuse(USAGE);
    if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) return refuse('A head is 64 hexadecimal digits.');
    return { file, head };
  } catch {
    return refuse(USAGE);
  }
};

const open = (file: string): Sqlite => {
  if (!existsSync(file)) return refuse(`There is no file ${file}.`);
  try {
    return openDatabase(file, { readonly: true });
  } catch (error) {
    if (error instanceof DomainError) return refuse(`${file} is no Tillwright file.`);
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`${file} cannot be opened (${reason}). SQLite needs a folder that it may write to: copy the file to one.`);
  }
};

const WORDS: Readonly<Record<NonNullable<JournalVerdict['fault']>['what'], (sequence: number) => string>> = {
  missing: (sequence) => `entry ${sequence} is missing`,
  changed: (sequence) => `entry ${sequence} was changed: its hash is of other content`,
  'broken-link': (sequence) =>
    sequence === 1
      ? 'entry 1 does not begin at this register'
      : `entry ${sequence} does not follow entry ${sequence - 1}: it names another previous hash`,
  'cut-off': (sequence) => `entry ${sequence} or a later one was cut off: no entry carries the head that was given`,
};

const { file, head } = readArguments();
const sqlite = open(file);
try {
  const tables = sqlite
    .prepare<[], number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('journal', 'register')")
    .pluck()
    .get();
  if (tables !== 2) refuse(`${file} holds no journal: it is of an older Tillwright, or no till's file.`);
  const started = performance.now();
  const { count, head: last, fault, continuedAfter } = verifyJournal(sqlite, head);
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  console.log(`${count} ${count === 1 ? 'entry' : 'entries'} verified in ${seconds} s`);
  if (continuedAfter)
    console.log(`They go on after entry ${continuedAfter} of a till whose disk was lost, as the first of them says.`);
  console.log(`head ${last ?? 'none'}`);
  if (fault) {
    console.log(`The journal does not hold: ${WORDS[fault.what](fault.sequence)}.`);
    process.exitCode = 1;
  } else {
    console.log('The journal holds.');
  }
} catch (error) {
  refuse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  sqlite.close();
}
