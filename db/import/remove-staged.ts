import type { Sqlite } from '../open.ts';
import type { WriteTurn } from '../write-turn.ts';

/** Items of one short transaction. */
const BATCH = 100;

/** The imports that a killed or cancelled writer left, and that nobody writes any more. */
export const stagedImports = (sqlite: Sqlite): number[] =>
  sqlite.prepare<[], number>(`SELECT seq FROM catalog_import WHERE state = 'writing'`).pluck().all();

/**
 * Takes away what unfinished imports have staged, in short transactions that give way to the till. Nobody ever saw these rows; stopped in
 * between it goes on the next time.
 * @param sqlite a connection of its own
 * @param imports as {@link stagedImports} told them
 * @param isStopped asked after each transaction
 */
export const removeStaged = (sqlite: Sqlite, turn: WriteTurn, imports: readonly number[], isStopped: () => boolean): void => {
  const items = sqlite.prepare<[number], { seq: number; id: string }>(
    `SELECT seq, id FROM catalog_item WHERE import_seq = ? LIMIT ${BATCH}`,
  );
  const removals = [
    'DELETE FROM catalog_search WHERE rowid = :seq',
    'DELETE FROM stock_movement WHERE item_id = :id',
    // Its barcodes go with it.
    'DELETE FROM catalog_item WHERE seq = :seq',
  ].map((sql) => sqlite.prepare<{ seq?: number; id?: string }>(sql));
  const inTurn = (work: () => void): void => {
    turn.wait();
    sqlite.transaction(work).immediate();
  };

  for (const seq of imports) {
    for (let batch = items.all(seq); batch.length > 0; batch = items.all(seq)) {
      if (isStopped()) return;
      const rows = batch;
      inTurn(() => {
        for (const row of rows) for (const removal of removals) removal.run(row);
      });
    }
    inTurn(() => {
      for (const word of ['type', 'brand']) sqlite.prepare(`DELETE FROM catalog_${word} WHERE import_seq = ?`).run(seq);
      sqlite.prepare('DELETE FROM catalog_import WHERE seq = ?').run(seq);
    });
  }
};
