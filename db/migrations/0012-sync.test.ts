import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../domain/shared/clock.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open.ts';
import { createSqliteOutbox } from '../outbox.ts';
import { sync } from './0012-sync.ts';
import { MIGRATIONS } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-db-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('keeps what was sent and what waits, and counts both', () => {
  const sqlite = openDatabase(join(dir, 'till.db'));
  migrate(
    sqlite,
    MIGRATIONS.filter(({ version }) => version < sync.version),
  );
  sqlite.exec(`INSERT INTO register VALUES (1, 'register', 'R1', 'incarnation', 1, 4);
    INSERT INTO outbox VALUES (1, 'a', 'x', 'one', 5, 5, '{}', 9), (2, 'b', 'x', 'one', 6, 6, '{"b":1}', NULL), (3, 'c', 'x', 'two', 7, 7, '{}', NULL)`);
  migrate(
    sqlite,
    MIGRATIONS.filter(({ version }) => version <= sync.version),
  );
  expect(sqlite.prepare('SELECT sequence, id, data, sent_at, parked_at FROM outbox ORDER BY sequence').raw().all()).toEqual([
    [1, 'a', '{}', 9, null],
    [2, 'b', '{"b":1}', null, null],
    [3, 'c', '{}', null, null],
  ]);
  const outbox = createSqliteOutbox(sqlite, systemClock);
  expect(outbox.waiting()).toBe(2);
  expect(outbox.lastSequence()).toBe(3);
  sqlite.exec('UPDATE outbox SET parked_at = 10 WHERE sequence = 2');
  expect(outbox.waiting()).toBe(1);
  sqlite.close();
});
