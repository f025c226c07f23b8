import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSqliteJournal } from '../../db/journal.ts';
import { verifyJournal } from '../../db/journal-chain.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { createUnitOfWork } from '../../db/unit-of-work.ts';
import type { JournalEntryView } from '../../domain/contract/journal.ts';
import { EventBus } from '../../domain/shared/event-bus.ts';
import { newId } from '../../domain/shared/ids.ts';
import { createApp } from '../app.ts';
import { Session } from '../sessions.ts';
import { OWNER, setUpTestTill } from '../testing/test-till.ts';
import { CLOCK_JUMP_MS, watchClock } from './clock-watch.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const { call, dataDir, dispatch, file, refusal, stop, start } = setUpTestTill();
const owner = { id: OWNER.id, name: 'Ada Owner' };

const entries = async (input: { kind?: JournalEntryView['kind']; userId?: string } = {}) =>
  (await call('journal.getJournal', { pageSize: 200, ...input })).items;
const told = async () => (await entries()).map(({ kind, user, data }) => ({ kind, user, data })).reverse();

const sell = async (tenders: readonly (readonly ['cash' | 'card', number])[]) => {
  const price = eur(tenders.reduce((sum, [, amount]) => sum + amount, 0));
  const item = await call('catalog.createCatalogItem', { id: newId(), name: newId(), price, openingStock: 9 });
  await call('basket.addItem', { itemId: item.id });
  const payments = tenders.map(([method, amount]) =>
    method === 'cash' ? { id: newId(), method, tendered: eur(amount) } : { id: newId(), method, amount: eur(amount) },
  );
  return call('basket.checkout', { orderId: newId(), total: price, payments });
};

describe('the journal holds', () => {
  it('the set-up, sales by method without the cards, and cancels with who did it', async () => {
    const order = await sell([
      ['cash', 300],
      ['card', 700],
    ]);
    await call('ordering.cancelOrder', { orderId: order.id, reason: 'For Jane Doe of 5 Elm Street' });
    const { receiptNumber } = order;
    const byMethod = (sign: number) =>
      expect.arrayContaining([
        { method: 'cash', amount: eur(sign * 300) },
        { method: 'card', amount: eur(sign * 700) },
      ]) as unknown;
    expect(await told()).toEqual([
      {
        kind: 'setting-change',
        user: owner,
        data: {
          setting: 'shop',
          subjectId: null,
          changes: [
            { name: 'currency', from: null, to: 'EUR' },
            { name: 'taxRatePpm', from: null, to: 190_000 },
            { name: 'pricesIncludeTax', from: null, to: true },
          ],
        },
      },
      { kind: 'login', user: owner, data: { method: 'set-up' } },
      { kind: 'shift-opened', user: null, data: { number: 1, bySale: true } },
      { kind: 'sale', user: owner, data: { orderId: order.id, receiptNumber, total: eur(1000), payments: byMethod(1) } },
      { kind: 'void', user: owner, data: { orderId: order.id, receiptNumber, total: eur(1000), refunds: byMethod(-1) } },
    ]);
    const text = JSON.stringify(await entries());
    expect(text).not.toMatch(/Jane|"4242"|visa/i);
    expect(await call('journal.verifyJournal', {})).toMatchObject({ count: 5, fault: null });
  });

  it('who gave one payment of an open order back, and who said what became of one without an answer', async () => {
    await call('payment.setTerminalBehaviour', { behaviour: 'timeout' });
    const {
      id: orderId,
      receiptNumber,
      payments,
    } = await sell([
      ['cash', 300],
      ['card', 700],
    ]);
    const [cash, card] = payments;
    if (!cash || !card) throw new Error('two payments were made');
    await call('payment.cancelPayment', { id: newId(), paymentId: cash.id });
    await call('payment.resolvePayment', { paymentId: card.id, outcome: 'Rejected' });
    const of = (payment: typeof cash, amount: number) => ({
      ...{ orderId, receiptNumber, paymentId: payment.id },
      ...{ method: payment.method, amount: eur(amount) },
    });
    expect((await told()).slice(-2)).toEqual([
      { kind: 'payment-given-back', user: owner, data: of(cash, 300) },
      { kind: 'payment-resolved', user: owner, data: { ...of(card, 700), outcome: 'Rejected' } },
    ]);
  });

  it('a printer and the look of receipts from what to what, a logo without its bytes, and copies of a Z and for the mail', async () => {
    const printer = {
      ...{ id: newId(), name: 'Counter', kind: 'pdf-folder' as const, address: dataDir(), paperWidth: 80 as const },
      ...{ codePage: 'auto' as const, autoPrint: false, opensDrawer: false },
    };
    await call('printing.savePrinter', printer);
    await call('printing.savePrinter', { ...printer, paperWidth: 58 });
    await call('printing.savePrinter', { ...printer, paperWidth: 58 });
    const layout = await call('printing.getLayout', {});
    await call('printing.saveLayout', { ...layout, footer: ['Thank you'] });
    const { id: orderId, receiptNumber } = await sell([['cash', 300]]);
    await call('printing.saveReceiptPdf', { orderId, variant: 'receipt' });
    await call('printing.saveReceiptPdf', { orderId, variant: 'gift' });
    await call('shifts.closeShift', { id: newId(), number: 1, counts: [eur(300)], reason: '' });
    for (const id of [newId(), newId()]) await call('shifts.printReport', { id, report: 1 });
    await call('printing.removePrinter', { printerId: printer.id });
    const all = (await told()).filter(({ kind }) => kind === 'setting-change' || kind === 'reprint').slice(1);
    const changed = (
      setting: string,
      subjectId: string | null,
      ...changes: readonly (readonly [string, unknown, unknown])[]
    ) => ({
      kind: 'setting-change',
      user: owner,
      data: { setting, subjectId, changes: changes.map(([name, from, to]) => ({ name, from, to })) },
    });
    const told58 = Object.entries({ ...printer, paperWidth: 58 }).filter(([name]) => name !== 'id');
    expect(all).toEqual([
      changed('printers', printer.id, ...told58.map(([name, to]) => [name, null, name === 'paperWidth' ? 80 : to] as const)),
      changed('printers', printer.id, ['paperWidth', 80, 58]),
      changed('receipt', null, ['footer', '[]', '["Thank you"]']),
      { kind: 'reprint', user: owner, data: { orderId, receiptNumber } },
      { kind: 'reprint', user: owner, data: { orderId: null, receiptNumber: 'R1-Z1' } },
      changed('printers', printer.id, ...told58.map(([name, from]) => [name, from, null] as const)),
    ]);
  });

  it('the manager who cancels another’s sale, also when the refund is answered after a restart', async () => {
    const clerk = {
      id: newId(),
      name: 'Cid',
      lastName: '',
      email: 'cid@shop.example',
      password: 'battery staple',
      pin: '314159',
    };
    await call('identity.registerUser', { ...clerk, role: 'clerk' });
    await call('identity.switchUser', { userId: clerk.id, pin: clerk.pin });
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    const clerks = new Session();
    await call('identity.switchUser', { userId: clerk.id, pin: clerk.pin }, clerks);
    const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Pen', price: eur(100) });
    await call('basket.addItem', { itemId: item.id }, clerks);
    const orderId = newId();
    const payments = [{ id: newId(), method: 'card' as const, amount: eur(100) }];
    await call('basket.checkout', { orderId, total: eur(100), payments }, clerks);
    await call('payment.setTerminalBehaviour', { behaviour: 'timeout' });
    expect(await refusal('ordering.cancelOrder', { orderId, reason: 'x' })).toBe('ordering/refund-failed');
    expect(await entries({ kind: 'void' })).toEqual([]);
    await stop();
    await start();
    await call('identity.switchUser', { userId: clerk.id, pin: clerk.pin });
    const order = await call('ordering.getOrderById', { orderId });
    const refund = order.payments.find(({ refundOf }) => refundOf !== null);
    await call('payment.lookUpPayment', { paymentId: refund?.id ?? '' });
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect(await entries({ kind: 'void' })).toMatchObject([{ user: owner, data: { orderId } }]);
    expect(await entries({ kind: 'sale', userId: clerk.id })).toMatchObject([{ user: { id: clerk.id, name: 'Cid' } }]);
  });

  it('who signs in and out and who failed to, never with what was typed', async () => {
    const nobody = new Session();
    await dispatch(nobody, 'identity.switchUser', { userId: OWNER.id, pin: '90210777' });
    await dispatch(nobody, 'identity.loginUser', { email: 'stranger@else.example', password: 'hunter2hunter2' });
    await dispatch(nobody, 'identity.loginUser', { email: OWNER.email, password: 'hunter3hunter3' });
    await call('identity.loginUser', { email: OWNER.email, password: OWNER.password });
    await call('identity.logoutUser', {});
    await call('identity.logoutUser', {});
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect((await told()).slice(2)).toEqual([
      { kind: 'failed-login', user: owner, data: { method: 'pin' } },
      { kind: 'failed-login', user: null, data: { method: 'password' } },
      { kind: 'failed-login', user: owner, data: { method: 'password' } },
      { kind: 'login', user: owner, data: { method: 'password' } },
      { kind: 'logout', user: owner, data: {} },
      { kind: 'login', user: owner, data: { method: 'pin' } },
    ]);
    const rows = file((sqlite) => JSON.stringify(sqlite.prepare('SELECT * FROM journal').all()));
    expect(rows).not.toMatch(/90210777|stranger|hunter/);
  });

  it('settings: the terminal, and who was added to the staff', async () => {
    await call('payment.setTerminalBehaviour', { behaviour: 'decline' });
    const person = { id: newId(), name: 'Bo', lastName: '', email: 'bo@shop.example', password: 'battery staple', pin: '314159' };
    await call('identity.registerUser', { ...person, role: 'manager' });
    expect((await entries({ kind: 'setting-change' })).map(({ data }) => data).slice(0, 2)).toEqual([
      { setting: 'staff', subjectId: person.id, changes: [{ name: 'role', from: null, to: 'manager' }] },
      { setting: 'terminal', subjectId: null, changes: [{ name: 'behaviour', from: 'approve', to: 'decline' }] },
    ]);
  });

  it('who changed taxes, promotions and rules, and from what to what', async () => {
    const [tax] = (await call('pricing.getTaxes', {})).taxes;
    const rates = [{ fromDay: '2026-01-01', ratePpm: 81_000 }];
    await call('pricing.saveTax', { id: tax?.id ?? '', name: 'VAT', rates });
    const rule = { kind: 'amount-off' as const, target: { itemIds: [], typeIds: [], brandIds: [] }, amount: eur(5) };
    const promotion = await call('pricing.savePromotion', { id: newId(), name: 'Spring', active: true, revision: 0, rule });
    await call('pricing.setRules', { ...(await call('pricing.getRules', {})), roundTaxPer: 'total' });
    await call('pricing.setRules', await call('pricing.getRules', {}));
    const changed = (await entries({ kind: 'setting-change' })).map(({ user, data }) => ({ user, data }));
    expect(changed.slice(0, 3)).toEqual([
      { user: owner, data: { setting: 'rules', subjectId: null, changes: [{ name: 'roundTaxPer', from: 'line', to: 'total' }] } },
      {
        user: owner,
        data: expect.objectContaining({
          setting: 'promotions',
          subjectId: promotion.id,
          changes: expect.arrayContaining([
            { name: 'name', from: null, to: 'Spring' },
            { name: 'rule', from: null, to: JSON.stringify(rule) },
          ]) as unknown,
        }) as unknown,
      },
      {
        user: owner,
        data: {
          setting: 'taxes',
          subjectId: tax?.id,
          changes: [
            { name: 'name', from: 'Tax', to: 'VAT' },
            { name: 'rates', from: JSON.stringify(tax?.rates), to: JSON.stringify(rates) },
          ],
        },
      },
    ]);
  });

  it('a price that was named by hand, once it is sold', async () => {
    const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(100) });
    await call('basket.addItem', { itemId: item.id, quantity: 2 });
    const { totals } = await call('basket.setPrice', { itemId: item.id, price: eur(80), reason: 'For Jane Doe' });
    const payments = [{ id: newId(), method: 'cash' as const, tendered: totals.total }];
    const { id: orderId, receiptNumber } = await call('basket.checkout', { orderId: newId(), total: totals.total, payments });
    expect((await entries({ kind: 'price-override' })).map(({ user, data }) => ({ user, data }))).toEqual([
      { user: owner, data: { orderId, receiptNumber, productId: item.id, units: 2, price: eur(80) } },
    ]);
    expect(file((sqlite) => JSON.stringify(sqlite.prepare('SELECT * FROM journal').all()))).not.toContain('Jane');
  });

  it('nothing of a sale that was refused, nothing twice of one that was sent twice', async () => {
    const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(100) });
    await call('basket.addItem', { itemId: item.id });
    const command = {
      orderId: newId(),
      total: eur(100),
      payments: [{ id: newId(), method: 'cash' as const, tendered: eur(99) }],
    };
    expect(await refusal('basket.checkout', command)).toBe('payment/insufficient-tender');
    expect(await entries({ kind: 'sale' })).toEqual([]);
    const right = { ...command, payments: [{ ...command.payments[0]!, tendered: eur(100) }] };
    await Promise.all([call('basket.checkout', right), call('basket.checkout', right)]);
    expect(await entries({ kind: 'sale' })).toHaveLength(1);
  });
});

describe('a manager', () => {
  it('reads it page by page, by kind, person and day', async () => {
    for (let sale = 0; sale < 4; sale += 1) await sell([['cash', 1000]]);
    const sequences: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof call<'journal.getJournal'>>> = await call('journal.getJournal', {
        pageSize: 4,
        cursor,
      });
      sequences.push(...page.items.map(({ sequence }) => sequence));
      cursor = page.nextCursor;
    } while (cursor);
    expect(sequences).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect((await entries({ kind: 'sale' })).map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4]);
    expect(await entries({ userId: newId() })).toEqual([]);
    const days = async (fromDay: string, toDay: string) => (await call('journal.getJournal', { fromDay, toDay })).items.length;
    expect(await days('2020-01-01', '2999-12-31')).toBe(7);
    expect(await days('2020-01-01', '2020-12-31')).toBe(0);
    const first = await call('journal.getJournal', { fromDay: '2020-01-01', pageSize: 4 });
    const second = await call('journal.getJournal', { fromDay: '2020-01-01', pageSize: 4, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual(sequences);
    expect(await refusal('journal.getJournal', { cursor: 'rubbish' })).toBe('shared/invalid-input');
  });

  it('learns which entry was changed behind the till’s back', async () => {
    await sell([['cash', 1000]]);
    await stop();
    const sqlite = openDatabase(join(dataDir(), 'till.db'));
    sqlite.exec("DROP TRIGGER journal_stays; UPDATE journal SET data = replace(data, '1000', '100') WHERE kind = 'sale'");
    sqlite.close();
    await start();
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    const [first, second] = await Promise.all([call('journal.verifyJournal', {}), call('journal.verifyJournal', {})]);
    expect(first).toMatchObject({ count: 3, fault: { sequence: 4, what: 'changed' } });
    expect(second).toEqual(first);
  });
});

describe('the clock', () => {
  it('that stands before the last entry at the start is noted, once', async () => {
    await stop();
    const times: number[] = [];
    for (const hour of [-1, -2]) {
      const now = Date.now() + hour * 3_600_000;
      times.push(now);
      const app = await createApp({ dataDir: dataDir(), version: 'test', clock: { now: () => now } });
      await app.close();
    }
    await start();
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    const noted = await entries({ kind: 'clock-change' });
    expect(noted.map(({ user, data }) => ({ user, data }))).toMatchObject([
      { user: null, data: { before: times[0], after: times[1], noticed: 'behind-the-journal' } },
      { user: null, data: { after: times[0], noticed: 'behind-the-journal' } },
    ]);
    expect((await call('journal.verifyJournal', {})).fault).toBeNull();
  });

  it('that jumps while the till runs is noted; one that is nudged is not', () => {
    const sqlite = openDatabase(':memory:');
    migrate(sqlite);
    sqlite.exec("INSERT INTO register VALUES (1, 'r', 'R1', 'x', 1, 1)");
    let [wall, steady] = [1_700_000_000_000, 5];
    const clock = { now: () => wall };
    const journal = createSqliteJournal(sqlite, clock);
    const unitOfWork = createUnitOfWork(sqlite, new EventBus(), clock);
    const watch = watchClock({ clock, monotonic: () => steady, journal, unitOfWork });
    const pass = (ms: number, jump = 0): void => {
      steady += ms;
      wall += ms + jump;
      watch.look();
    };
    const noted = () => sqlite.prepare<[], string>("SELECT data FROM journal WHERE kind = 'clock-change'").pluck().all();

    pass(1000, 10 * CLOCK_JUMP_MS);
    expect(journal.head()).toBeUndefined();
    journal.add({ kind: 'logout', user: null, data: {} });
    pass(1000);
    pass(1000, CLOCK_JUMP_MS);
    pass(3_600_000, -CLOCK_JUMP_MS);
    expect(noted()).toEqual([]);
    pass(1000, CLOCK_JUMP_MS + 1);
    const forward = wall;
    pass(1000, -2 * CLOCK_JUMP_MS);
    expect(noted().map((data) => JSON.parse(data) as unknown)).toEqual([
      { before: forward - CLOCK_JUMP_MS - 1, after: forward, noticed: 'while-running' },
      { before: forward + 1000, after: wall, noticed: 'while-running' },
    ]);
    pass(1000);
    expect(noted()).toHaveLength(2);
    expect(verifyJournal(sqlite)).toMatchObject({ count: 3, fault: null });
    watch.close();
    sqlite.close();
  });
});
