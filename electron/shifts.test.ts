import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { SHIFT_SQL } from '../db/queries/shift-queries.ts';
import { shifts } from '../domain/contract/shifts.ts';
import { newId } from '../domain/shared/ids.ts';
import { createApp, DATABASE_FILE } from './app.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const { call, dataDir, file, refusal, restart, start, stop } = setUpTestTill();
const CLERK = { id: newId(), name: 'Cid', lastName: '', email: 'cid@shop.example', password: 'battery staple', pin: '314159' };
const DAY_MS = 86_400_000;

const fill = async (price: number): Promise<void> => {
  const item = await call('catalog.createCatalogItem', { id: newId(), name: newId(), price: eur(price), openingStock: 9 });
  await call('basket.addItem', { itemId: item.id });
};
const sell = async (price: number, tendered = price) => {
  await fill(price);
  const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(tendered) }];
  return call('basket.checkout', { orderId: newId(), total: eur(price), payments });
};
const state = () => call('shifts.getShift', {});
const close = (
  number: number,
  amount: number,
  more: { id?: string; reason?: string; keptFloat?: { amount: number; currency: string } } = {},
) => call('shifts.closeShift', { id: newId(), number, counts: [eur(amount)], ...more });
/** A second person at the same drawer. */
const clerkSession = async (): Promise<Session> => {
  await call('identity.registerUser', { ...CLERK, role: 'clerk' });
  const session = new Session();
  await call('identity.switchUser', { userId: CLERK.id, pin: CLERK.pin }, session);
  return session;
};

describe('a shift', () => {
  it('may come to more than any one amount', async () => {
    const most = eur(1_000_000_000_000);
    await call('shifts.openShift', { id: newId(), float: most });
    await call('shifts.addMovement', { id: newId(), kind: 'paid-in', amount: most, reason: 'sold the house' });
    const { drawer } = shifts.getShift.output.parse(await state());
    expect(drawer).toEqual([{ currency: 'EUR', expected: 2 * most.amount }]);
    const z = await call('shifts.closeShift', { id: newId(), number: 1, counts: [most], reason: 'half of it is gone' });
    expect(shifts.closeShift.output.parse(z).closing?.drawer[0]?.variance).toBe(-most.amount);
    const { items } = shifts.getShifts.output.parse(await call('shifts.getShifts', {}));
    expect(items[0]?.variances).toEqual([eur(-most.amount)]);
  });

  it('is opened by the first sale, takes its float afterwards, and counts what goes in and out', async () => {
    expect(await state()).toMatchObject({ shift: null, drawer: [], currencies: ['EUR'], needsFloat: true });
    const order = await sell(1000, 1500);
    expect(order.shiftNumber).toBe(1);
    expect((await state()).shift).toMatchObject({ number: 1, openedBy: null, overnight: false });
    const float = {
      id: newId(),
      float: {
        currency: 'EUR',
        denominations: [
          { value: 1000, count: 4 },
          { value: 50, count: 3 },
        ],
      },
    };
    await call('shifts.openShift', float);
    await call('shifts.openShift', float);
    expect(await refusal('shifts.openShift', { id: newId(), float: eur(1) })).toBe('shift/already-open');
    const paidOut = { id: newId(), kind: 'paid-out' as const, amount: eur(250), reason: 'stamps' };
    expect(await call('shifts.addMovement', paidOut)).toMatchObject({ amount: eur(-250), userName: 'Ada Owner' });
    await call('shifts.addMovement', paidOut);
    await call('shifts.addMovement', { id: newId(), kind: 'paid-in', amount: eur(20), reason: 'found under the mat' });
    await call('shifts.addMovement', { id: newId(), kind: 'drop', amount: eur(3000), reason: 'to the safe' });
    await restart();
    const { drawer, movements, needsFloat } = await state();
    expect(drawer).toEqual([{ currency: 'EUR', expected: 1000 + 4150 - 250 + 20 - 3000 }]);
    expect(movements.map(({ kind }) => kind)).toEqual(['float', 'paid-out', 'paid-in', 'drop']);
    expect(needsFloat).toBe(false);
    const kinds = (await call('journal.getJournal', { pageSize: 50 })).items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'cash-movement')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'shift-opened')).toHaveLength(1);
  });

  it('that a refused sale opened was never open', async () => {
    await fill(1000);
    const short = [{ id: newId(), method: 'cash' as const, tendered: eur(5) }];
    expect(await refusal('basket.checkout', { orderId: newId(), total: eur(1000), payments: short })).toBe(
      'payment/insufficient-tender',
    );
    expect((await state()).shift).toBeNull();
    await call('shifts.openShift', { id: newId(), float: eur(0) });
    await close(1, 0);
    expect(await refusal('basket.checkout', { orderId: newId(), total: eur(1000), payments: short })).toBe(
      'payment/insufficient-tender',
    );
    expect((await state()).shift).toBeNull();
    const enough = [{ id: newId(), method: 'cash' as const, tendered: eur(1500) }];
    const order = await call('basket.checkout', { orderId: newId(), total: eur(1000), payments: enough });
    expect(order.shiftNumber).toBe(2);
  });

  it('refuses nothing, and money of another currency', async () => {
    const [id, reason] = [newId(), 'x'];
    expect(await refusal('shifts.addMovement', { id, kind: 'drop', amount: eur(1), reason })).toBe('shift/not-open');
    expect(await refusal('shifts.getXReport', {})).toBe('shift/not-open');
    expect(await refusal('shifts.openShift', { id, float: { amount: 1, currency: 'USD' } })).toBe('shared/currency-mismatch');
    await call('shifts.openShift', { id, float: eur(0) });
    expect(await refusal('shifts.addMovement', { id, kind: 'drop', amount: eur(1), reason })).toBe('shared/command-id-reused');
    const more = { id: newId(), reason };
    expect(await refusal('shifts.addMovement', { ...more, kind: 'paid-in', amount: eur(0) })).toBe('shared/out-of-range');
    const francs = { amount: 5, currency: 'CHF' };
    expect(await refusal('shifts.addMovement', { ...more, kind: 'paid-in', amount: francs })).toBe('shared/currency-mismatch');
    const huge = { currency: 'EUR', denominations: [{ value: 1_000_000_000_000, count: 1_000_000 }] };
    expect(await refusal('shifts.closeShift', { id: newId(), number: 1, counts: [huge] })).toBe('shared/out-of-range');
  });

  it('left open overnight is told of, and the sale goes on in it', async () => {
    await sell(1000);
    await stop();
    const app = await createApp({ dataDir: dataDir(), version: 'test', clock: { now: () => Date.now() + DAY_MS } });
    const session = new Session();
    const ask = async (name: string, input: unknown) => {
      const answer = await app.dispatcher.dispatch(session, name, input);
      return answer.ok ? answer.value : answer.error.code;
    };
    await ask('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect(await ask('shifts.getShift', {})).toMatchObject({ shift: { number: 1, overnight: true } });
    const status = await ask('till.getStatus', {});
    expect(status).toMatchObject({ shiftOfDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown });
    await ask('shifts.closeShift', { id: newId(), number: 1, counts: [eur(1000)] });
    expect(await ask('till.getStatus', {})).toMatchObject({ shiftOfDay: null });
    await app.close();
    await start();
  });
});

describe('closing', () => {
  it('takes a reason for a difference, keeps the float for the next shift, and happens once', async () => {
    await call('shifts.openShift', { id: newId(), float: eur(5000) });
    await sell(1000);
    const id = newId();
    expect(await refusal('shifts.closeShift', { id, number: 1, counts: [eur(5990)] })).toBe('shift/reason-needed');
    const kept = { id, number: 1, counts: [eur(5990)], reason: 'a coin rolled away' };
    expect(await refusal('shifts.closeShift', { ...kept, keptFloat: eur(6000) })).toBe('shift/float-too-large');
    const z = await call('shifts.closeShift', { ...kept, keptFloat: eur(4000) });
    expect(z).toMatchObject({ number: 1, closing: { by: 'Ada Owner', reason: 'a coin rolled away', keptFloat: eur(4000) } });
    expect(z.closing?.drawer).toEqual([{ currency: 'EUR', expected: 6000, counted: 5990, variance: -10 }]);
    expect(await call('shifts.closeShift', { ...kept, keptFloat: eur(4000) })).toEqual(z);
    expect(await refusal('shifts.closeShift', { ...kept, id: newId() })).toBe('shift/not-open');
    expect((await state()).keptFloat).toEqual(eur(4000));
    expect((await sell(700)).shiftNumber).toBe(2);
    expect(await refusal('shifts.closeShift', { ...kept, id: newId() })).toBe('shift/not-open');
    expect((await state()).drawer).toEqual([{ currency: 'EUR', expected: 4700 }]);
    expect((await state()).movements).toMatchObject([{ kind: 'float', amount: eur(4000), userName: null }]);
    await close(2, 4700);
    const { items } = await call('shifts.getShifts', {});
    expect(items).toMatchObject([
      { number: 2, gross: eur(700), variances: [] },
      { number: 1, gross: eur(1000), variances: [eur(-10)] },
    ]);
    expect(await call('shifts.getZReport', { number: 1 })).toEqual(z);
    expect(await refusal('shifts.getZReport', { number: 3 })).toBe('shift/report-not-found');
  });

  it('is not kept waiting by payments without an answer, open orders or what was not sent', async () => {
    await call('payment.setTerminalBehaviour', { behaviour: 'timeout' });
    await fill(1000);
    const payments = [
      { id: newId(), method: 'cash' as const, tendered: eur(400) },
      { id: newId(), method: 'card' as const, amount: eur(600) },
    ];
    const order = await call('basket.checkout', { orderId: newId(), total: eur(1000), payments });
    const { unresolved } = await state();
    expect(unresolved).toMatchObject({
      payments: [{ status: 'Unknown' }],
      openOrders: [{ orderId: order.id, receiptNumber: order.receiptNumber, total: eur(1000) }],
    });
    const z = await close(1, 400);
    expect(z.unresolved).toMatchObject({ payments: 1, openOrders: 1 });
    expect(z).toMatchObject({ unsettled: [{ receiptNumber: order.receiptNumber, amount: eur(400) }], sales: { count: 0 } });
    // The next shift brings it to its end with the money that the last one took.
    await call('payment.resolvePayment', { paymentId: payments[1]?.id ?? '', outcome: 'Confirmed' });
    const next = await call('shifts.getXReport', {});
    expect(next).toMatchObject({ number: 2, sales: { count: 1, amount: eur(1000) }, totals: { gross: eur(1000) } });
    expect(next.unsettled).toEqual([{ receiptNumber: order.receiptNumber, amount: eur(-400) }]);
    expect(next.payments).toMatchObject([{ method: 'card', taken: { amount: eur(600) } }]);
  });

  it('seals the report with the journal, and neither row can be changed', async () => {
    await sell(1000);
    const z = await close(1, 1000);
    const [entry] = (await call('journal.getJournal', { kind: 'z-report' })).items;
    expect(z.closing?.journal).toEqual({ sequence: entry?.sequence, hash: entry?.hash });
    expect(entry?.data).toMatchObject({ number: 1, totals: { gross: eur(1000) } });
    expect(await call('journal.verifyJournal', {})).toMatchObject({ fault: null, head: entry?.hash });
    await stop();
    const sqlite = new Sqlite(join(dataDir(), DATABASE_FILE));
    for (const sql of [
      "UPDATE z_report SET report = '{}'",
      'DELETE FROM z_report',
      "INSERT OR REPLACE INTO z_report SELECT 1, id, at, '{}', journal_sequence, journal_hash FROM z_report",
      'UPDATE shift SET closed_at = NULL',
      'DELETE FROM shift',
      "INSERT INTO shift (number, opened_at, day, journal_before) VALUES (5, 0, '2026-01-01', 0)",
    ]) {
      expect(() => sqlite.exec(sql), sql).toThrow(/never changes|without gaps|stays/);
    }
    sqlite.close();
    await start();
  });

  it('counts every clerk who sold from the drawer, and whoever opened it by hand', async () => {
    const clerk = await clerkSession();
    await sell(1000);
    const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Pen', price: eur(300), openingStock: 9 });
    await call('basket.addItem', { itemId: item.id }, clerk);
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(300) }];
    await call('basket.checkout', { orderId: newId(), total: eur(300), payments }, clerk);
    const address = '127.0.0.1:9';
    const printer = { id: newId(), name: 'Counter', kind: 'tcp' as const, address, paperWidth: 80 as const };
    await call('printing.savePrinter', { ...printer, codePage: 'auto', autoPrint: false, opensDrawer: true });
    await sell(200);
    await call('shifts.addMovement', { id: newId(), kind: 'paid-in', amount: eur(5), reason: 'x' }, clerk);
    const report = await call('shifts.getXReport', {}, clerk);
    expect(report.clerks).toEqual([
      { name: 'Ada Owner', sales: 2, voids: 0, amount: eur(1200) },
      { name: 'Cid', sales: 1, voids: 0, amount: eur(300) },
    ]);
    expect(report.drawerOpenings).toEqual({ count: 2, byHand: 1 });
    expect(report.receipts).toEqual({ count: 3, first: 'R1-000001', last: 'R1-000003' });
    const z = await call('shifts.closeShift', { id: newId(), number: 1, counts: [eur(1505)] }, clerk);
    expect(z.closing?.by).toBe('Cid');
  });
});

describe('counting blind', () => {
  it('tells a clerk nothing of what should be there before the count', async () => {
    const clerk = await clerkSession();
    expect(await refusal('shifts.setCashRules', { blindCount: true }, clerk)).toBe('shared/forbidden');
    await call('shifts.setCashRules', { blindCount: true });
    await sell(1000);
    const seen = await call('shifts.getShift', {}, clerk);
    expect(seen).toMatchObject({ drawer: null, blindCount: true });
    expect(JSON.stringify(seen)).not.toContain('1000');
    expect(await refusal('shifts.getXReport', {}, clerk)).toBe('shared/forbidden');
    expect(await refusal('shifts.previewReport', { report: 'x' }, clerk)).toBe('shared/forbidden');
    expect(await refusal('shifts.printReport', { id: newId(), report: 'x' }, clerk)).toBe('shared/forbidden');
    expect((await state()).drawer).toEqual([{ currency: 'EUR', expected: 1000 }]);
    const closing = { id: newId(), number: 1, counts: [eur(990)] };
    expect(await refusal('shifts.closeShift', closing, clerk)).toBe('shift/reason-needed');
    const z = await call('shifts.closeShift', { ...closing, reason: 'counted twice' }, clerk);
    expect(z.closing?.drawer).toMatchObject([{ variance: -10 }]);
    expect((await call('journal.getJournal', { kind: 'setting-change' })).items[0]?.data).toMatchObject({
      setting: 'cash',
      changes: [{ name: 'blindCount', from: false, to: true }],
    });
  });
});

describe('the report on paper', () => {
  it('shows the rates, the count and the seal, and says COPY the second time', async () => {
    await call('shifts.openShift', { id: newId(), float: eur(5000) });
    await sell(1190);
    expect((await call('shifts.previewReport', { report: 'x' })).text).toMatch(/X report 1[\s\S]*Expected EUR +61\.90/);
    const z = await close(1, 6180, { reason: 'short' });
    const { text } = await call('shifts.previewReport', { report: 1 });
    expect(text).toMatch(/Z report 1/);
    expect(text).toMatch(/19% +10\.00 +1\.90 +11\.90/);
    expect(text).toMatch(/Difference EUR +-0\.10/);
    expect(text.replaceAll(/\s/g, '')).toContain(z.closing?.journal.hash);
    expect(text).not.toMatch(/COPY/);
    expect(await refusal('shifts.printReport', { id: newId(), report: 1 })).toBe('printing/no-printer');
    const address = dataDir();
    const printer = { id: newId(), name: 'Folder', kind: 'pdf-folder' as const, address, paperWidth: 58 as const };
    await call('printing.savePrinter', { ...printer, codePage: 'auto', autoPrint: false, opensDrawer: false });
    const first = { id: newId(), report: 1 };
    expect(await call('shifts.printReport', first)).toMatchObject({
      kind: 'report',
      variant: 'original',
      receiptNumber: 'R1-Z1',
    });
    expect(await call('shifts.printReport', first)).toMatchObject({ variant: 'original' });
    expect(await call('shifts.printReport', { id: newId(), report: 1 })).toMatchObject({ variant: 'copy' });
    expect((await call('shifts.previewReport', { report: 1, paperWidth: 58 })).text).toMatch(/COPY[\s\S]*COPY/);
  });
});

describe('the queries of a report', () => {
  it.each(Object.entries(SHIFT_SQL))('read the shift’s own rows alone: %s', async (_name, sql) => {
    await sell(1000);
    const plan = file((sqlite) =>
      sqlite
        .prepare<{ shift: number; journalBefore: number }, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ shift: 1, journalBefore: 0 })
        .map(({ detail }) => detail),
    );
    expect(plan.filter((line) => /^SCAN (?!moved|\(subquery|CONSTANT)/.test(line))).toEqual([]);
    expect(plan.join()).toMatch(/SEARCH/);
  });
});
