import Database from 'better-sqlite3';
import { newId } from '../../domain/shared/ids.ts';
import { createApp } from '../../electron/app.ts';
import { Session } from '../../electron/sessions.ts';
import { startHub } from '../../scripts/proof/sync/hub-process.ts';
import { type Figure, limitFigure, spread } from '../measure.ts';
import { removeFolder } from '../shop-file.ts';
import { QUEUED, queuedShop } from './queued-shop.ts';

const LIMIT_MS = 5;
const SALES = 3000;
const CODE = 'ABCD2345';

/** Times what the till's own thread waits at each begin of a transaction; connections of other threads are not seen from here. */
const timeBegins = (): { readonly waits: number[]; stop(): void } => {
  const waits: number[] = [];
  const prepare = Database.prototype.prepare;
  Database.prototype.prepare = function (this: Database.Database, text: string) {
    const statement = prepare.call(this, text);
    if (text === 'BEGIN IMMEDIATE') {
      const run = statement.run.bind(statement) as () => Database.RunResult;
      statement.run = () => {
        const before = performance.now();
        const result = run();
        waits.push(performance.now() - before);
        return result;
      };
    }
    return statement;
  } as typeof prepare;
  return {
    waits,
    stop() {
      Database.prototype.prepare = prepare;
    },
  };
};

/** How long a sale waits for the thread that marks what was sent, while it marks without a pause. */
export const measureWriteWait = async (): Promise<Figure[]> => {
  const hub = await startHub('', 'bench/sync/bad-hub.ts', ['prompt']);
  const { folder, email, password } = await queuedShop(5 * QUEUED);
  const begins = timeBegins();
  const app = await createApp({ dataDir: folder, version: 'bench' });
  try {
    const session = new Session();
    const call = async <T>(operation: string, input: unknown): Promise<T> => {
      const answer = await app.dispatcher.dispatch(session, operation, input);
      if (!answer.ok) throw new Error(`${operation}: ${answer.error.code}`);
      return answer.value as T;
    };
    await call('identity.loginUser', { email, password });
    const { items } = await call<{ items: { id: string }[] }>('catalog.getCatalogItems', {});
    const lines = items.slice(0, 3).map(({ id }) => ({ itemId: id, quantity: 1 }));
    await call('sync.pair', { url: hub.url, code: CODE });
    begins.waits.length = 0;
    for (let sale = 0; sale < SALES; sale += 1) {
      const { totals } = await call<{ totals: { total: unknown } }>('basket.updateBasket', { lines });
      const payments = [{ id: newId(), method: 'cash', tendered: totals.total }];
      await call('basket.checkout', { orderId: newId(), total: totals.total, payments });
    }
    const { waiting } = await call<{ waiting: number }>('sync.getState', {});
    const sent = 5 * QUEUED + SALES - waiting;
    const { p50, p99 } = spread(begins.waits);
    console.log(`${begins.waits.length} begins, ${sent} events sent: median ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`);
    if (sent < SALES / 10) throw new Error('hardly anything was sent meanwhile: the figure says nothing');
    return [limitFigure('longest wait of a sale for the thread that sends', 'ms', Math.max(...begins.waits), LIMIT_MS)];
  } finally {
    begins.stop();
    await app.close();
    await hub.kill();
    removeFolder(folder);
  }
};
