import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import { newId } from '../../domain/shared/ids.ts';
import { createHub } from '../../sync/hub/hub.ts';
import { createStore, issueCode } from '../../sync/hub/pairing.ts';
import { makePostgres } from '../../sync/hub/testing/databases.ts';
import { createApp } from '../app.ts';
import { Session } from '../sessions.ts';
import { QUICK } from '../testing/sync-till.ts';
import { OWNER, setUpTestTill } from '../testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const lost = setUpTestTill('R1', { syncTiming: QUICK });
const eventually = (check: () => Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 100 });

it('is rebuilt from the hub when its disk is lost: sales, numbers and the head of the journal, under a code of its own', async () => {
  const made = await makePostgres();
  const hub = await createHub({ storage: { databaseUrl: made.url } });
  const dataDir = mkdtempSync(join(tmpdir(), 'tillwright-rebuilt-'));
  const storeId = await createStore(hub.database, 'Main Street', null, Date.now());
  const code = async (replaces: string | null): Promise<string> =>
    (await issueCode(hub.database, storeId, replaces, Date.now())).code;
  try {
    const tea = await lost.call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 20 });
    await lost.call('sync.pair', { url: hub.url, code: await code(null) });
    const sales = [];
    for (const quantity of [1, 3, 2]) {
      const { basket } = await lost.call('basket.addItem', { itemId: tea.id, quantity });
      const { total } = basket.totals;
      const payments = [{ id: newId(), method: 'cash' as const, tendered: total }];
      sales.push(await lost.call('basket.checkout', { orderId: newId(), total, payments }));
    }
    await eventually(async () => expect(await lost.call('sync.getState', {})).toMatchObject({ status: 'sent', waiting: 0 }));
    const head = lost.file((sqlite) =>
      sqlite.prepare<[], { sequence: number; hash: string }>('SELECT sequence, hash FROM journal ORDER BY sequence DESC').get(),
    );
    await lost.stop();
    const [register] = await hub.database.query<{ id: string }>('SELECT id FROM register');

    const app = await createApp({ dataDir, version: 'test', syncTiming: QUICK });
    const session = new Session();
    const call = async <N extends OperationName>(name: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
      const answer = await app.dispatcher.dispatch(session, name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
      return answer.value as OutputOf<N>;
    };
    try {
      const owner = { ...OWNER, id: newId() };
      const joined = await call('sync.joinStore', { url: hub.url, code: await code(register?.id ?? ''), owner });
      expect(joined.user).toMatchObject({ role: 'owner' });
      await eventually(async () => expect((await call('ordering.getOrders', {})).items).toHaveLength(3));
      for (const sale of sales) {
        const back = await call('ordering.getOrderById', { orderId: sale.id });
        expect(back).toMatchObject({ receiptNumber: sale.receiptNumber, total: sale.total, taxes: sale.taxes, paid: sale.paid });
      }
      await eventually(async () =>
        expect((await call('catalog.getCatalogItemById', { id: tea.id })).availableStock).toBe(20 - 6),
      );
      const verdict = await call('journal.verifyJournal', {});
      expect(verdict).toMatchObject({ fault: null, continuedAfter: head?.sequence });
      const { items } = await call('journal.getJournal', { kind: 'journal-continued' });
      expect(items[0]?.data).toMatchObject({ sequence: head?.sequence, hash: head?.hash, registerCode: 'R1' });

      const { basket } = await call('basket.addItem', { itemId: tea.id });
      const { total } = basket.totals;
      const next = await call('basket.checkout', {
        orderId: newId(),
        total,
        payments: [{ id: newId(), method: 'cash', tendered: total }],
      });
      // The number goes on, and the code is another: what was never sent may have been printed.
      expect(next.number).toBe((sales.at(-1)?.number ?? 0) + 1);
      expect(next.receiptNumber).not.toMatch(/^R1-/);
      const key = 'SELECT count(*)::bigint AS keys FROM register WHERE receipt_key IS NOT NULL';
      await eventually(async () => expect(await hub.database.query(key)).toEqual([{ keys: 2 }]));
    } finally {
      await app.close();
    }
  } finally {
    await lost.start();
    rmSync(dataDir, { recursive: true, force: true });
    await hub.close();
    await made.drop();
  }
});
