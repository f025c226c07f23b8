import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import { newId } from '../../domain/shared/ids.ts';
import { createApp, DATABASE_FILE } from '../../electron/app.ts';
import { Session } from '../../electron/sessions.ts';
import { sequenceText, sourceOf } from '../../sync/wire.ts';

export const QUEUED = 10_000;
const LINES = 3;

/** How to sign in at such a shop. */
export interface QueuedShop {
  readonly folder: string;
  readonly email: string;
  readonly password: string;
}

/** A demo shop where so many sales wait to be sent: one that the app rang up, told over and over under other names. */
export const queuedShop = async (sales = QUEUED): Promise<QueuedShop> => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-bench-'));
  const app = await createApp({ dataDir: folder, version: 'bench' });
  const session = new Session();
  const call = async <T>(operation: string, input: unknown): Promise<T> => {
    const answer = await app.dispatcher.dispatch(session, operation, input);
    if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
    return answer.value as T;
  };
  const owner = await call<{ email: string; password: string }>('identity.setUpDemoShop', { id: newId() });
  const { items } = await call<{ items: { id: string }[] }>('catalog.getCatalogItems', {});
  const lines = items.slice(0, LINES).map(({ id }) => ({ itemId: id, quantity: 1 }));
  const { totals } = await call<{ totals: { total: unknown } }>('basket.updateBasket', { lines });
  const payments = [{ id: newId(), method: 'cash', tendered: totals.total }];
  const order = await call<OrderView>('basket.checkout', { orderId: newId(), total: totals.total, payments });
  await app.close();
  repeatSale(folder, order, sales - 1);
  return { folder, email: owner.email, password: owner.password };
};

const repeatSale = (folder: string, order: OrderView, times: number): void => {
  const sqlite = openDatabase(join(folder, DATABASE_FILE));
  const data = sqlite
    .prepare<[string], string>("SELECT data FROM outbox WHERE partition_key = ? AND type LIKE '%order-paid.v1'")
    .pluck()
    .get(order.id);
  const told = JSON.parse(data ?? '{}') as OrderView & { stockNumber: number };
  const last = sqlite.prepare<[], number>('SELECT max(sequence) FROM outbox').pluck().get() ?? 0;
  const insert = sqlite.prepare(
    `INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data)
     VALUES (?, ?, 'app.tillwright.ordering.order-paid.v1', ?, ?, ?, ?)`,
  );
  sqlite.transaction(() => {
    for (let more = 1; more <= times; more += 1) {
      const id = newId();
      const number = told.number + more;
      const again = {
        ...told,
        id,
        number,
        receiptNumber: `R1-${String(number).padStart(6, '0')}`,
        orderItems: told.orderItems.map((line) => ({ ...line, id: newId() })),
        payments: told.payments.map((payment) => ({ ...payment, id: newId(), orderId: id })),
        stockNumber: told.stockNumber + more * LINES,
      };
      insert.run(last + more, newId(), id, told.orderDate + more, told.orderDate + more, JSON.stringify(again));
    }
    sqlite.prepare('UPDATE register SET next_event_sequence = ?').run(last + times + 1);
  })();
  sqlite.close();
};

/** Reads the outbox of such a shop as the batches of so many CloudEvents that a till would send, written by hand. */
export const bareBatches = (folder: string, size: number): { readonly body: string; readonly last: number }[] => {
  const sqlite = openDatabase(join(folder, DATABASE_FILE));
  const register = sqlite.prepare<[], { id: string; incarnation: string }>('SELECT id, incarnation FROM register').get();
  if (!register) throw new Error('a shop without a register');
  const source = sourceOf(register);
  const page = sqlite.prepare<
    [number, number],
    { sequence: number; id: string; type: string; partition_key: string; time: number; data: string }
  >('SELECT sequence, id, type, partition_key, time, data FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?');
  const batches: { body: string; last: number }[] = [];
  for (let rows = page.all(0, size); rows.length > 0; rows = page.all(batches.at(-1)?.last ?? 0, size)) {
    const events = rows.map(({ sequence, id, type, partition_key: partitionkey, time, data }) => {
      const envelope = JSON.stringify({
        ...{ specversion: '1.0', id, source, type, time: new Date(time).toISOString(), datacontenttype: 'application/json' },
        ...{ sequence: sequenceText(sequence), partitionkey },
      });
      return `${envelope.slice(0, -1)},"data":${data}}`;
    });
    batches.push({ body: `[${events.join(',')}]`, last: rows.at(-1)?.sequence ?? 0 });
  }
  sqlite.close();
  return batches;
};
