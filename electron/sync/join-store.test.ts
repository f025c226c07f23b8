import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wrapDatabase } from '../../db/database.ts';
import { createSqliteJournal } from '../../db/journal.ts';
import { verifyJournal } from '../../db/journal-chain.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase, type Sqlite } from '../../db/open.ts';
import { createSqliteShopRepository } from '../../db/repositories/sqlite-shop-repository.ts';
import { createSqliteUserRepository } from '../../db/repositories/sqlite-user-repository.ts';
import { createUnitOfWork } from '../../db/unit-of-work.ts';
import { IdentityService } from '../../domain/identity/identity-service.ts';
import { systemClock } from '../../domain/shared/clock.ts';
import { EventBus } from '../../domain/shared/event-bus.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { PairReply } from '../../sync/wire.ts';
import { argon2Hasher } from '../adapters/argon2-hasher.ts';
import { OWNER } from '../testing/test-till.ts';
import { createJoinStore } from './join-store.ts';

let dir: string;
let sqlite: Sqlite;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tillwright-join-'));
  sqlite = openDatabase(join(dir, 'till.db'));
  migrate(sqlite);
});
afterEach(() => {
  sqlite.close();
  rmSync(dir, { recursive: true, force: true });
});

const reply: PairReply = {
  token: 'x'.repeat(43),
  hubId: newId(),
  storeId: newId(),
  storeName: 'High Street',
  registerCode: 'R3',
  shop: { id: newId(), name: 'Corner', currency: 'CHF', pricesIncludeTax: false },
  replaces: null,
};

const joining = (said: PairReply) => {
  const kept: string[] = [];
  const shops = createSqliteShopRepository(wrapDatabase(sqlite));
  const eventBus = new EventBus();
  const kernel = { eventBus, clock: systemClock, unitOfWork: createUnitOfWork(sqlite, eventBus, systemClock) };
  const identity = new IdentityService({
    ...kernel,
    users: createSqliteUserRepository(wrapDatabase(sqlite)),
    hasher: argon2Hasher,
    shop: { exists: () => shops.shop() !== undefined, found: () => undefined },
  });
  const joinStore = createJoinStore({
    ...{ sqlite, identity, shops, clock: systemClock, journal: createSqliteJournal(sqlite, systemClock) },
    receiptKeys: { ensureOwn: () => undefined },
    pair: (_url, code, request) => {
      kept.push(`${code} as ${request.register.code}`);
      return Promise.resolve(said);
    },
    prepare: () => Promise.resolve(),
    keep: (url) => kept.push(url),
  });
  return { kept, join: () => joinStore({ url: 'https://hub.example/', code: 'ABCD2345', owner: OWNER }) };
};

it('takes the shop of the store, a code of its own and an owner', async () => {
  const { join: joinStore, kept } = joining(reply);
  expect(await joinStore()).toMatchObject({ role: 'owner', email: OWNER.email });
  expect(kept).toEqual(['ABCD2345 as R1', 'https://hub.example/']);
  expect(sqlite.prepare('SELECT id, name, currency, prices_include_tax FROM shop').raw().get()).toEqual([
    reply.shop?.id,
    'Corner',
    'CHF',
    0,
  ]);
  expect(sqlite.prepare('SELECT code, next_order_number FROM register').raw().get()).toEqual(['R3', 1]);
  await expect(joinStore()).rejects.toThrow(expect.objectContaining({ code: 'identity/already-set-up' }));
});

it('in the place of a lost register goes on with its numbers and its journal', async () => {
  const journal = { sequence: 40, hash: 'a'.repeat(64) };
  const sources = [`/registers/${newId()}/${newId()}`];
  const lost = { registerId: newId(), code: 'R1', sources, lastOrderNumber: 17, lastShiftNumber: 2, journal };
  await joining({ ...reply, replaces: lost }).join();
  expect(sqlite.prepare('SELECT code, next_order_number FROM register').raw().get()).toEqual(['R3', 18]);
  expect(sqlite.prepare('SELECT source FROM restored_source').pluck().all()).toEqual(sources);
  expect(sqlite.prepare('SELECT sequence, kind FROM journal').raw().all()).toEqual([[41, 'journal-continued']]);
  expect(verifyJournal(sqlite)).toMatchObject({ count: 1, fault: null, continuedAfter: 40 });
  sqlite.exec('DROP TRIGGER journal_stays');
  sqlite.exec("UPDATE journal SET previous_hash = 'b' || substr(previous_hash, 2)");
  expect(verifyJournal(sqlite).fault).not.toBeNull();
});
