import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { NewJournalEntry } from '../domain/contract/journal.ts';
import { canonicalJson } from '../domain/shared/canonical-json.ts';
import { EventBus } from '../domain/shared/event-bus.ts';
import type { Journal } from '../domain/shared/journal.ts';
import type { UnitOfWork } from '../domain/shared/unit-of-work.ts';
import { createSqliteJournal } from './journal.ts';
import { genesisOf, type JournalRow, sealOf, verifyJournal } from './journal-chain.ts';
import { migrate } from './migrate.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { openDatabase, type Sqlite } from './open.ts';
import { createUnitOfWork } from './unit-of-work.ts';

const REGISTER = '01900000-0000-7000-8000-00000000000a';
const ada = { id: '01900000-0000-7000-8000-000000000001', name: 'Ada "the first" Ö' };
const login: NewJournalEntry = { kind: 'login', user: ada, data: { method: 'pin' } };

let sqlite: Sqlite;
let journal: Journal<NewJournalEntry>;
let unitOfWork: UnitOfWork;
let now: number;

beforeEach(() => {
  sqlite = openDatabase(':memory:');
  migrate(sqlite);
  sqlite.prepare('INSERT INTO register VALUES (1, ?, ?, ?, 1, 1)').run(REGISTER, 'R1', 'x');
  now = 1_700_000_000_000;
  const clock = { now: () => now++ };
  journal = createSqliteJournal(sqlite, clock);
  unitOfWork = createUnitOfWork(sqlite, new EventBus(), clock);
});
afterEach(() => sqlite.close());

const write = (entries: number): void => {
  unitOfWork.run(() => {
    for (let entry = 0; entry < entries; entry += 1) journal.add(login);
  });
};
const kinds = () => sqlite.prepare('SELECT kind FROM journal ORDER BY sequence').pluck().all();

describe('the chain', () => {
  it('can be verified from what its doc comment says alone', () => {
    journal.add(login);
    journal.add({ kind: 'approval', user: ada, approvedBy: { id: 'b', name: 'Bo' }, data: { action: 'void', measure: null } });
    let previousHash = createHash('sha256').update(REGISTER).digest('hex');
    for (const row of sqlite.prepare<[], Record<string, unknown>>('SELECT * FROM journal ORDER BY sequence').all()) {
      const person = (of: string) => (row[`${of}_id`] === null ? null : { id: row[`${of}_id`], name: row[`${of}_name`] });
      const { sequence, at, kind } = row;
      const data: unknown = JSON.parse(String(row['data']));
      const text = canonicalJson({
        sequence,
        at,
        kind,
        data,
        user: person('user'),
        approvedBy: person('approved_by'),
        previousHash,
      });
      expect(row['hash']).toBe(createHash('sha256').update(text).digest('hex'));
      previousHash = String(row['hash']);
    }
    expect(verifyJournal(sqlite)).toEqual({ count: 2, head: previousHash, fault: null });
    expect(journal.head()).toMatchObject({ sequence: 2, hash: previousHash });
  });

  it('is pinned: these hashes were worked out by another implementation', () => {
    journal.add(login);
    expect(genesisOf(REGISTER)).toBe('ff79f9f8f13cd867a595b191b611606734c564048a96c1623986fb8215440fbb');
    expect(journal.head()?.hash).toBe('ca33e096e67846b843f1492745dfc11f4d5aa19e7009aed269152bc7d15a66fd');
  });

  it('leaves no entry and no gap behind a rollback', () => {
    write(2);
    expect(() =>
      unitOfWork.run(() => {
        journal.add(login);
        throw new Error('the sale fails');
      }),
    ).toThrow('the sale fails');
    expect(journal.head()?.sequence).toBe(2);
    write(1);
    expect(verifyJournal(sqlite)).toMatchObject({ count: 3, fault: null });
  });

  it('notes a clock behind its last entry, before the entry that shows it, and takes the time as it is', () => {
    write(1);
    const before = journal.head()?.at;
    now -= 5000;
    const after = now;
    write(2);
    expect(kinds()).toEqual(['login', 'clock-change', 'login', 'login']);
    const rows = sqlite.prepare<[], { at: number; data: string }>('SELECT at, data FROM journal ORDER BY sequence').all();
    expect(JSON.parse(rows[1]!.data)).toEqual({ before, after, noticed: 'behind-the-journal' });
    expect(rows[2]!.at).toBe(after);
    expect(verifyJournal(sqlite).fault).toBeNull();
  });

  it('keeps a name with a broken character verifiable', () => {
    journal.add({ ...login, user: { id: ada.id, name: 'Ada \ud800' } });
    expect(verifyJournal(sqlite)).toMatchObject({ count: 1, fault: null });
  });
});

test.each([
  ['UPDATE', "UPDATE journal SET data = '{}' WHERE sequence = 2", 'append-only'],
  ['DELETE', 'DELETE FROM journal WHERE sequence = 3', 'append-only'],
  ['REPLACE', 'INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 2', 'grows at its end'],
  [
    'a gap',
    "INSERT INTO journal SELECT 9, at, kind, NULL, NULL, NULL, NULL, '{}', hash, hash FROM journal LIMIT 1",
    'grows at its end',
  ],
])('%s is refused', (_what, sql, words) => {
  write(3);
  expect(() => sqlite.exec(sql)).toThrow(words);
  expect(verifyJournal(sqlite)).toMatchObject({ count: 3, fault: null });
});

describe('tampering is found where it was done:', () => {
  const FREE = 'DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps_all; DROP TRIGGER journal_grows_at_its_end;';
  const columns = 'at, kind, user_id, user_name, approved_by_id, approved_by_name, data, previous_hash, hash';
  const hashes = (): string[] => sqlite.prepare<[], string>('SELECT hash FROM journal ORDER BY sequence').pluck().all();

  test.each([
    ['data', `UPDATE journal SET data = '{"method":"password"}' WHERE sequence = 3`, 3, 'changed'],
    ['white space in data', `UPDATE journal SET data = '{ "method":"pin"}' WHERE sequence = 3`, 3, 'changed'],
    ['a time', 'UPDATE journal SET at = at + 1 WHERE sequence = 1', 1, 'changed'],
    ['a kind', "UPDATE journal SET kind = 'logout' WHERE sequence = 5", 5, 'changed'],
    ['a user', "UPDATE journal SET user_id = 'x' WHERE sequence = 2", 2, 'changed'],
    ['a name', "UPDATE journal SET user_name = 'Eve' WHERE sequence = 2", 2, 'changed'],
    ['nobody for a user', 'UPDATE journal SET user_id = NULL, user_name = NULL WHERE sequence = 2', 2, 'changed'],
    ['an approval', "UPDATE journal SET approved_by_id = 'x', approved_by_name = 'Eve' WHERE sequence = 4", 4, 'changed'],
    ['a hash', "UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE sequence = 4", 4, 'changed'],
    ['a previous hash', 'UPDATE journal SET previous_hash = hash WHERE sequence = 4', 4, 'changed'],
    ['the first entry gone', 'DELETE FROM journal WHERE sequence = 1', 1, 'missing'],
    ['an entry gone', 'DELETE FROM journal WHERE sequence = 3', 3, 'missing'],
    [
      'an entry gone and the numbers closed up',
      'DELETE FROM journal WHERE sequence = 3; UPDATE journal SET sequence = sequence - 1 WHERE sequence > 3',
      3,
      'changed',
    ],
    [
      'two entries swapped',
      'UPDATE journal SET sequence = 99 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3; UPDATE journal SET sequence = 3 WHERE sequence = 99',
      2,
      'changed',
    ],
    ['an entry twice', `INSERT INTO journal SELECT 6, ${columns} FROM journal WHERE sequence = 5`, 6, 'changed'],
    ['another register', "UPDATE register SET id = 'other'", 1, 'broken-link'],
  ] as const)('%s', (_what, sql, sequence, what) => {
    write(5);
    sqlite.pragma('ignore_check_constraints = ON');
    sqlite.exec(`${FREE} ${sql}`);
    expect(verifyJournal(sqlite)).toMatchObject({ count: sequence - 1, fault: { sequence, what } });
  });

  it('an entry written anew with a right hash of its own breaks the link of the next', () => {
    write(5);
    sqlite.exec(`${FREE} UPDATE journal SET kind = 'logout', data = '{}' WHERE sequence = 3`);
    const forged = sqlite.prepare<[], JournalRow>('SELECT * FROM journal WHERE sequence = 3').get()!;
    sqlite.prepare('UPDATE journal SET hash = ? WHERE sequence = 3').run(sealOf(forged));
    expect(verifyJournal(sqlite)).toMatchObject({ count: 3, fault: { sequence: 4, what: 'broken-link' } });
  });

  it('a tail cut off shows against a head that was written down, and an older head still holds', () => {
    write(5);
    const [, , third, , fifth] = hashes();
    expect(verifyJournal(sqlite, fifth)).toMatchObject({ count: 5, fault: null });
    sqlite.exec(`${FREE} DELETE FROM journal WHERE sequence > 3`);
    expect(verifyJournal(sqlite)).toMatchObject({ count: 3, fault: null });
    expect(verifyJournal(sqlite, third)).toMatchObject({ count: 3, head: third, fault: null });
    expect(verifyJournal(sqlite, fifth)).toMatchObject({ count: 3, fault: { sequence: 4, what: 'cut-off' } });
  });
});

test('a file with orders in it takes the journal on', () => {
  const old = openDatabase(':memory:');
  old.transaction(() => {
    old.exec(firstSchema.sql);
    old.pragma('user_version = 1');
    old.exec(`INSERT INTO application_user VALUES ('u', 'a@b.example', 'a', 'A', '', 'owner', 0);
      INSERT INTO register VALUES (1, '${REGISTER}', 'R1', 'x', 2, 1);
      INSERT INTO orders VALUES (1, 'o', 'R1', 'Cancelled', 0, '2026-01-01', 'u', 'A', 'EUR', 1, 100, 0, 16, 1, 100, 'why', 'A', 5)`);
  })();
  migrate(old);
  expect(old.prepare('SELECT cancelled_by, cancelled_by_id FROM orders').all()).toEqual([
    { cancelled_by: 'A', cancelled_by_id: null },
  ]);
  createSqliteJournal(old, { now: () => 1 }).add(login);
  expect(verifyJournal(old)).toMatchObject({ count: 1, fault: null });
  old.close();
});

test('canonical JSON follows RFC 8785', () => {
  expect(canonicalJson({ '10': 1, '9': 2, é: 3, e: 4, '\u{1f600}': 5, '\ufb33': 6 })).toBe(
    '{"10":1,"9":2,"e":4,"é":3,"\u{1f600}":5,"\ufb33":6}',
  );
  expect(canonicalJson([1e21, -0, 0.1, 1.0, 1e-7, '\u0007"\\/', true, null, { a: undefined }])).toBe(
    String.raw`[1e+21,0,0.1,1,1e-7,"\u0007\"\\/",true,null,{}]`,
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('no place in JSON');
});
