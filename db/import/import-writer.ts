import type { ImportedItem } from '../../domain/catalog/import/read-row.ts';
import { textKey } from '../../domain/catalog/text-key.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import { newId } from '../../domain/shared/ids.ts';
import { integrationEvent } from '../../domain/shared/integration-event.ts';
import type { Sqlite } from '../open.ts';
import { createSqliteOutbox } from '../outbox.ts';
import { barcodeWords } from '../repositories/search-words.ts';
import type { WriteTurn } from '../write-turn.ts';

/** A transaction of the background is ended after this, so that a sale waits no longer for it. In milliseconds. */
const BATCH_MS = 30;

export interface NewImport {
  readonly importId: string;
  readonly fileName: string;
  readonly userId: string;
  readonly userName: string;
}

export interface ImportWriter {
  /**
   * Stages one item: on disk in a moment, seen by nobody.
   * @returns the codes that another item took meanwhile; the item goes in without them
   */
  add(item: ImportedItem): readonly string[];
  /** Shows all staged items at once, on disk when this returns, with the event that tells of them. @returns how many */
  finish(): number;
  /** Ends the running batch. What was staged stays unseen; {@link removeStaged} takes it away. */
  stop(): void;
}

/**
 * Writes an import in short transactions that give way to the till, then shows it by one (docs/decisions/0003).
 * @param sqlite a connection of its own
 */
export const createImportWriter = (sqlite: Sqlite, turn: WriteTurn, clock: Clock, about: NewImport): ImportWriter => {
  const insertItem = sqlite.prepare(
    `INSERT INTO catalog_item (id, name, name_key, description, price, currency, catalog_type_id, catalog_brand_id, available_stock,
       restock_threshold, max_stock_threshold, import_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertBarcode = sqlite.prepare(
    'INSERT INTO catalog_barcode (code, item_id, position, kind, check_digit_ok) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const insertWords = sqlite.prepare('INSERT INTO catalog_search (rowid, name, brand, type, barcodes) VALUES (?, ?, ?, ?, ?)');
  const insertMovement = sqlite.prepare(
    `INSERT INTO stock_movement (id, item_id, kind, quantity, level_after, note, order_id, user_name, at)
     VALUES (?, ?, 'opening', ?, ?, '', NULL, ?, ?)`,
  );
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  let batchEndsAt = 0;
  let items = 0;

  const inBatch = <T>(work: () => T): T => {
    if (!sqlite.inTransaction) {
      turn.wait();
      begin.run();
      batchEndsAt = performance.now() + BATCH_MS;
    }
    const outcome = work();
    if (performance.now() >= batchEndsAt) commit.run();
    return outcome;
  };

  const seq = inBatch(() =>
    Number(
      sqlite
        .prepare(`INSERT INTO catalog_import (id, file_name, state, user_id, at) VALUES (?, ?, 'writing', ?, ?)`)
        .run(about.importId, about.fileName, about.userId, clock.now()).lastInsertRowid,
    ),
  );
  const types = stagedNames(sqlite, 'type', seq);
  const brands = stagedNames(sqlite, 'brand', seq);

  return {
    add: (item) =>
      inBatch(() => {
        const id = newId();
        const { name, nameKey, description, price, type, brand, barcodes, availableStock } = item;
        const inserted = insertItem.run(
          id,
          name,
          nameKey,
          description,
          price.amount,
          price.currency,
          type && types.idOf(type),
          brand && brands.idOf(brand),
          availableStock,
          item.restockThreshold,
          item.maxStockThreshold,
          seq,
        );
        const [free, taken]: [string[], string[]] = [[], []];
        for (const { code, kind, checkDigitOk } of barcodes) {
          const { changes } = insertBarcode.run(code, id, free.length, kind, checkDigitOk ? 1 : 0);
          (changes === 1 ? free : taken).push(code);
        }
        insertWords.run(inserted.lastInsertRowid, name, brand ?? '', type ?? '', barcodeWords(free));
        if (availableStock > 0) insertMovement.run(newId(), id, availableStock, availableStock, about.userName, clock.now());
        items += 1;
        return taken;
      }),
    finish() {
      if (sqlite.inTransaction) commit.run();
      // Everything before may be lost with the power; from here on it may not. The sync of this commit covers what lies before it.
      sqlite.pragma('synchronous = FULL');
      turn.wait();
      sqlite
        .transaction(() => {
          types.show();
          brands.show();
          sqlite.prepare(`UPDATE catalog_import SET state = 'done', items = ? WHERE seq = ?`).run(items, seq);
          sqlite
            .prepare(
              `INSERT INTO to_tell (import_id, import_seq, step, until_seq)
               SELECT ?, ?, 'types', coalesce(max(seq), 0) FROM catalog_item WHERE import_seq = ?`,
            )
            .run(about.importId, seq, seq);
          createSqliteOutbox(sqlite, clock).add(
            integrationEvent('app.tillwright.catalog.catalog-imported.v1', about.importId, clock.now(), {
              importId: about.importId,
              items,
            }),
          );
        })
        .immediate();
      return items;
    },
    stop() {
      if (sqlite.inTransaction) commit.run();
    },
  };
};

/**
 * Types or brands by name. Those that an import brings take no name from the shop until it is shown: their keys are marked, and whoever
 * made the same name meanwhile keeps it.
 */
const stagedNames = (sqlite: Sqlite, word: 'type' | 'brand', seq: number) => {
  const mark = `\u0000${seq}`;
  const find = sqlite.prepare<[string], string>(`SELECT id FROM visible_${word} WHERE ${word}_key = ?`).pluck();
  const insert = sqlite.prepare(`INSERT INTO catalog_${word} (id, ${word}, ${word}_key, import_seq) VALUES (?, ?, ?, ?)`);
  const staged = sqlite.prepare<[number], { id: string; key: string }>(
    `SELECT id, ${word}_key AS key FROM catalog_${word} WHERE import_seq = ?`,
  );
  const unmark = sqlite.prepare(`UPDATE catalog_${word} SET ${word}_key = ? WHERE id = ?`);
  const move = sqlite.prepare(`UPDATE catalog_item SET catalog_${word}_id = ? WHERE catalog_${word}_id = ?`);
  const remove = sqlite.prepare(`DELETE FROM catalog_${word} WHERE id = ?`);
  const takeUp = sqlite.prepare(`UPDATE catalog_${word} SET archived = 0 WHERE id = ?`);
  const ids = new Map<string, string>();
  const used = new Set<string>();
  return {
    idOf(name: string): string {
      const key = textKey(name);
      const known = ids.get(key) ?? find.get(key);
      const id = known ?? newId();
      if (!known) insert.run(id, name, key + mark, seq);
      else used.add(id);
      ids.set(key, id);
      return id;
    },
    show(): void {
      for (const { id, key } of staged.all(seq)) {
        const name = key.slice(0, -mark.length);
        const meanwhile = find.get(name);
        if (meanwhile === undefined) {
          unmark.run(name, id);
        } else {
          move.run(meanwhile, id);
          remove.run(id);
          used.add(meanwhile);
        }
      }
      for (const id of used) takeUp.run(id);
    },
  };
};
