import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../domain/shared/canonical-json.ts';
import { EventBus } from '../domain/shared/event-bus.ts';
import { integrationEvent } from '../domain/shared/integration-event.ts';
import type { UnitOfWork } from '../domain/shared/unit-of-work.ts';
import { migrate } from './migrate.ts';
import { openDatabase, type Sqlite } from './open.ts';
import { createSqliteOutbox } from './outbox.ts';
import { createUnitOfWork } from './unit-of-work.ts';

const clock = { now: () => 1 };
let dir: string;
let sqlite: Sqlite;
let bus: EventBus;
let unitOfWork: UnitOfWork;

const rows = () => sqlite.prepare<[], string>('SELECT id FROM picture ORDER BY id').pluck().all();
const write = (letter: string): null => {
  sqlite.prepare('INSERT INTO picture (id, type, bytes) VALUES (?, ?, ?)').run(letter.repeat(64), 'image/png', Buffer.alloc(1));
  return null;
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-uow-'));
  sqlite = openDatabase(join(dir, 'till.db'));
  migrate(sqlite);
  sqlite.exec("INSERT INTO register VALUES (1, 'r', 'R1', 'i', 1, 1)");
  bus = new EventBus();
  unitOfWork = createUnitOfWork(sqlite, bus, clock);
});
afterEach(() => {
  sqlite.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a unit of work', () => {
  it('is all or nothing, with the units inside it and the handlers of its events', () => {
    bus.subscribe('b', () => {
      write('b');
      return undefined;
    });
    unitOfWork.run(() => {
      bus.publish({ type: 'b', occurredOn: 1 });
      return unitOfWork.run(() => write('a'));
    });
    expect(rows()).toHaveLength(2);

    bus.subscribe('c', () => {
      throw new Error('refused by a handler');
    });
    const failing = () =>
      unitOfWork.run(() => {
        write('d');
        bus.publish({ type: 'c', occurredOn: 1 });
        return null;
      });
    expect(failing).toThrow('refused by a handler');
    expect(rows()).toHaveLength(2);
    expect(sqlite.inTransaction).toBe(false);
  });

  it('forgets the events of a rolled-back unit', () => {
    const heard: string[] = [];
    bus.subscribe('late', () => {
      heard.push('late');
      return undefined;
    });
    const failing = () =>
      unitOfWork.run(() => {
        bus.publish({ type: 'late', occurredOn: 1 });
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    unitOfWork.run(() => null);
    expect(heard).toEqual([]);
  });

  it('gives the outbox number of a rolled-back event to the next', () => {
    const outbox = createSqliteOutbox(sqlite, clock);
    const add = (fails: boolean) =>
      unitOfWork.run(() => {
        outbox.add(integrationEvent('x', 'a', 1, {}));
        if (fails) throw new Error('no');
        return null;
      });
    add(false);
    expect(() => add(true)).toThrow('no');
    add(false);
    expect(sqlite.prepare<[], number>('SELECT sequence FROM outbox').pluck().all()).toEqual([1, 2]);
    expect(outbox.waiting()).toBe(2);
  });
});

describe('a command', () => {
  const command = { id: 'c1', operation: 'm.do', body: { b: 1, a: [2, { d: 3, c: 4 }] } };
  const once = (given: typeof command) =>
    unitOfWork.once<string>(
      given,
      () => {
        write('a');
        return 'done';
      },
      () => 'replayed',
    );

  it('is done once, however its body is ordered, and refused with another', () => {
    expect(once(command)).toBe('done');
    expect(once({ ...command, body: { a: [2, { c: 4, d: 3 }], b: 1 } })).toBe('replayed');
    expect(() => once({ ...command, body: { ...command.body, b: 2 } })).toThrow(
      expect.objectContaining({ code: 'shared/command-id-reused' }),
    );
    expect(() => once({ ...command, operation: 'm.other' })).toThrow(
      expect.objectContaining({ code: 'shared/command-id-reused' }),
    );
    expect(rows()).toHaveLength(1);
  });

  it('that failed may be tried again', () => {
    const fail = () =>
      unitOfWork.once<string>(
        command,
        () => {
          throw new Error('no');
        },
        () => 'replayed',
      );
    expect(fail).toThrow('no');
    expect(once(command)).toBe('done');
  });
});

it('canonical JSON sorts the keys at every depth and leaves lists alone', () => {
  expect(canonicalJson({ b: [3, 1], a: { z: null, y: 'ü' } })).toBe('{"a":{"y":"ü","z":null},"b":[3,1]}');
});
