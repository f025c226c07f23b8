import { hash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteJournal } from '../db/journal.ts';
import { verifyJournal } from '../db/journal-chain.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { newId } from '../domain/shared/ids.ts';
import { DATABASE_FILE } from '../electron/app.ts';
import { byTurns, type Figure, limitFigure, spread, timed } from './measure.ts';
import { OWNER, removeFolder } from './shop-file.ts';

const ENTRIES = 200_000;
const ROUNDS = 7;
const WARM_UP = 1;

/** A journal of sales, as a busy shop writes them. */
const writeJournal = (file: string): void => {
  const sqlite = openDatabase(file, { synchronous: 'OFF' });
  migrate(sqlite);
  sqlite.prepare("INSERT INTO register VALUES (1, ?, 'R1', ?, 1, 1)").run(newId(), newId());
  const journal = createSqliteJournal(sqlite, { now: () => Date.now() });
  const user = { id: OWNER.id, name: `${OWNER.name} ${OWNER.lastName}` };
  sqlite.transaction(() => {
    for (let number = 1; number <= ENTRIES; number += 1) {
      const total = { amount: 100 + (number % 9000), currency: 'EUR' };
      const receiptNumber = `R1-${String(number).padStart(6, '0')}`;
      const data = { orderId: newId(), receiptNumber, total, payments: [{ method: 'cash' as const, amount: total }] };
      journal.add({ kind: 'sale', user, data });
    }
  })();
  sqlite.close();
};

/** Every entry verified, beside a loop that only reads the rows and hashes their text. */
export const measureJournal = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-bench-'));
  const file = join(folder, DATABASE_FILE);
  writeJournal(file);
  const sqlite = openDatabase(file, { readonly: true });
  try {
    const rows = sqlite.prepare<[], string[]>('SELECT * FROM journal ORDER BY sequence').raw();
    const times = await byTurns(
      ROUNDS,
      WARM_UP,
      () =>
        timed(() => {
          const { count, fault } = verifyJournal(sqlite);
          if (count !== ENTRIES || fault) throw new Error('the journal does not hold');
        }),
      () =>
        timed(() => {
          for (const cells of rows.iterate()) hash('sha256', cells.join());
        }),
    );
    const [ours, floor] = [spread(times.ours).p50 / 1000, spread(times.floor).p50 / 1000];
    return [limitFigure(`journal of ${ENTRIES.toLocaleString('en')} entries verified, median`, 's', ours, 2, floor)];
  } finally {
    sqlite.close();
    removeFolder(folder);
  }
};
