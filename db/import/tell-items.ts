import type { Clock } from '../../domain/shared/clock.ts';
import { integrationEvent } from '../../domain/shared/integration-event.ts';
import { wrapDatabase } from '../database.ts';
import type { Sqlite } from '../open.ts';
import { createSqliteOutbox } from '../outbox.ts';
import { createCatalogQueries } from '../queries/catalog-queries.ts';
import { createSqliteCatalogRepository } from '../repositories/sqlite-catalog-repository.ts';
import type { WriteTurn } from '../write-turn.ts';

/** The items of one event as JSON: well below what an event has room for, and written in a few milliseconds. */
const MOST_BYTES = 40 * 1024;
const MOST_ITEMS = 100;
/** Types or brands of one short transaction. */
const NAMES = 50;

interface Task {
  readonly seq: number;
  readonly import_id: string;
  /** 0: the catalogue from before it was told. */
  readonly import_seq: number;
  readonly step: 'types' | 'brands' | 'items';
  readonly after_id: string;
  readonly after_seq: number;
  readonly until_seq: number;
}

/** What a shop from before this version, and each import, still has to tell. */
export const createToTell = (sqlite: Sqlite) => {
  const pending = sqlite.prepare<[], 1>("SELECT 1 FROM to_tell WHERE step <> 'shop' LIMIT 1").pluck();
  const takeShop = sqlite.prepare("UPDATE to_tell SET step = 'types' WHERE step = 'shop'");
  return {
    /** Whether {@link tellItems} has anything to do. */
    isPending: () => pending.get() === 1,
    /** Whether the shop's own settings were not told yet; they count as told from now on. Inside a transaction. */
    takeShop: () => takeShop.run().changes > 0,
  };
};

/**
 * Tells the remote of imported items, types and brands first, in short transactions that give way to the till. Each notes how far it came, so a
 * killed one goes on and tells nothing twice.
 * @param sqlite a connection of its own, whose commits are on disk: what was sent must not be lost
 * @param isStopped asked after each transaction
 */
export const tellItems = (sqlite: Sqlite, turn: WriteTurn, clock: Clock, isStopped: () => boolean): void => {
  const database = wrapDatabase(sqlite);
  const outbox = createSqliteOutbox(sqlite, clock);
  const repository = createSqliteCatalogRepository(database);
  const queries = createCatalogQueries(database);
  const next = sqlite.prepare<[], Task>("SELECT * FROM to_tell WHERE step <> 'shop' ORDER BY seq LIMIT 1");
  const names = (word: 'type' | 'brand') =>
    sqlite
      .prepare<Task, string>(
        `SELECT id FROM visible_${word} WHERE id > :after_id AND (:import_seq = 0 OR id IN
           (SELECT catalog_${word}_id FROM catalog_item WHERE import_seq = :import_seq)) ORDER BY id LIMIT ${NAMES}`,
      )
      .pluck();
  const idsOf = { types: names('type'), brands: names('brand') };
  const items = sqlite.prepare<Task, { seq: number; id: string }>(
    `SELECT seq, id FROM visible_item WHERE seq > :after_seq AND seq <= :until_seq AND (:import_seq = 0 OR import_seq = :import_seq)
     ORDER BY seq LIMIT ${MOST_ITEMS}`,
  );
  const opening = sqlite.prepare<[string], { number: number; quantity: number }>(
    "SELECT seq AS number, quantity FROM stock_movement WHERE item_id = ? AND kind = 'opening' ORDER BY seq LIMIT 1",
  );
  const progress = sqlite.prepare('UPDATE to_tell SET step = ?, after_id = ?, after_seq = ? WHERE seq = ?');
  const finish = sqlite.prepare('DELETE FROM to_tell WHERE seq = ?');

  const tellNames = (task: Task, ids: readonly string[]): void => {
    const at = clock.now();
    for (const id of ids) {
      const view = task.step === 'types' ? repository.type(id) : repository.brand(id);
      const what = task.step === 'types' ? 'type' : 'brand';
      if (view) outbox.add(integrationEvent(`app.tillwright.catalog.${what}-changed.v1`, id, at, view));
    }
    const last = ids.at(-1);
    if (last !== undefined) progress.run(task.step, last, 0, task.seq);
    else progress.run(task.step === 'types' ? 'brands' : 'items', '', 0, task.seq);
  };

  const tellPart = (task: Task, rows: readonly { seq: number; id: string }[]): void => {
    const told = [];
    let [bytes, last] = [0, task.after_seq];
    for (const { seq, id } of rows) {
      const item = queries.item(id);
      const entry = item && { item, opening: opening.get(id) ?? null };
      bytes += entry ? Buffer.byteLength(JSON.stringify(entry)) : 0;
      if (told.length > 0 && bytes > MOST_BYTES) break;
      if (entry) told.push(entry);
      last = seq;
    }
    if (told.length > 0) {
      const data = { importId: task.import_id, items: told };
      outbox.add(integrationEvent('app.tillwright.catalog.items-imported.v1', task.import_id, clock.now(), data));
    }
    if (rows.length === 0) finish.run(task.seq);
    else progress.run('items', '', last, task.seq);
  };

  for (let task = next.get(); task && !isStopped(); task = next.get()) {
    const now = task;
    const { step } = now;
    // What is told is read outside of the lock where that is long: which names an import uses.
    const ids = step === 'items' ? [] : idsOf[step].all(now);
    turn.wait();
    sqlite
      .transaction(() => {
        if (step === 'items') tellPart(now, items.all(now));
        else tellNames(now, ids);
      })
      .immediate();
  }
};
