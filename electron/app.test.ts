import { describe, expect, it } from 'vitest';
import { integrationEvents } from '../domain/contract/events.ts';
import type { OutputOf, RequestOf } from '../domain/contract/index.ts';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const { call, dispatch, file, refusal, restart, start, stop } = setUpTestTill();
const createItem = (name: string, price: number, fields: Partial<RequestOf<'catalog.createCatalogItem'>> = {}) =>
  call('catalog.createCatalogItem', { id: newId(), name, price: eur(price), ...fields });

describe('a cash sale', () => {
  it('is whole on disk when it is answered, and there after a restart', async () => {
    const milk = await createItem('Milk', 139, { barcodes: ['4006381333931'], openingStock: 10 });
    await call('basket.addItem', { barcode: '4006381333931' });
    const { basket } = await call('basket.addItem', { itemId: milk.id, quantity: 2 });
    expect(basket.totals.total).toEqual(eur(417));
    const orderId = newId();
    const order = await call('basket.checkout', {
      orderId,
      total: eur(417),
      payments: [{ id: newId(), method: 'cash', tendered: eur(500) }],
    });
    expect(order).toMatchObject({ status: 'Paid', receiptNumber: 'R1-000001', change: eur(83), due: eur(0), tax: eur(67) });
    await restart();
    expect(await call('ordering.getOrderById', { orderId })).toEqual(order);
    expect((await call('catalog.getCatalogItemById', { id: milk.id })).availableStock).toBe(7);
    expect((await call('basket.getBasket', {})).lines).toEqual([]);
  });

  it('is one sale however often it is sent, and another body is refused', async () => {
    const bread = await createItem('Bread', 300, { openingStock: 5 });
    await call('basket.addItem', { itemId: bread.id });
    const command = {
      orderId: newId(),
      total: eur(300),
      payments: [{ id: newId(), method: 'cash' as const, tendered: eur(300) }],
    };
    const [first, second] = await Promise.all([call('basket.checkout', command), call('basket.checkout', command)]);
    expect(second).toEqual(first);
    expect(await refusal('basket.checkout', { ...command, total: eur(301) })).toBe('shared/command-id-reused');
    expect(file((sqlite) => sqlite.prepare('SELECT count(*) FROM orders').pluck().get())).toBe(1);
    expect((await call('catalog.getCatalogItemById', { id: bread.id })).availableStock).toBe(4);
  });

  it('writes one outbox row for each event, gap-free, in the public shape', async () => {
    const item = await createItem('Tea', 250, { openingStock: 3, restockThreshold: 2 });
    await call('basket.addItem', { itemId: item.id });
    await call('basket.checkout', {
      orderId: newId(),
      total: eur(250),
      payments: [{ id: newId(), method: 'cash', tendered: eur(250) }],
    });
    const rows = file((sqlite) =>
      sqlite
        .prepare<[], { sequence: number; type: string; data: string }>(
          'SELECT sequence, type, data FROM outbox ORDER BY sequence',
        )
        .all(),
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => index + 1));
    expect(rows.map(({ type }) => type)).toEqual([
      'app.tillwright.till.receipt-key-added.v1',
      'app.tillwright.pricing.taxes-changed.v1',
      'app.tillwright.catalog.item-changed.v1',
      'app.tillwright.catalog.stock-moved.v1',
      'app.tillwright.catalog.item-running-low.v1',
      'app.tillwright.till.shift-opened.v1',
      'app.tillwright.ordering.order-paid.v1',
    ]);
    for (const { type, data } of rows) integrationEvents[type as keyof typeof integrationEvents].parse(JSON.parse(data));
  });

  it('leaves nothing behind when it is refused', async () => {
    const item = await createItem('Rare', 100, { openingStock: 1, stockPolicy: 'block' });
    await call('basket.addItem', { itemId: item.id, quantity: 2 });
    const pay = (tendered: number, total = 200) =>
      refusal('basket.checkout', {
        orderId: newId(),
        total: eur(total),
        payments: [{ id: newId(), method: 'cash', tendered: eur(tendered) }],
      });
    expect(await pay(200)).toBe('catalog/insufficient-stock');
    await call('basket.updateQuantity', { itemId: item.id, quantity: 1 });
    expect(await pay(99, 100)).toBe('payment/insufficient-tender');
    expect(await pay(200, 200)).toBe('basket/total-changed');
    await call('basket.deleteBasket', {});
    expect(await pay(100, 100)).toBe('basket/empty');
    const counts = file((sqlite) =>
      ['orders', 'order_item', 'payment'].map((table) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    );
    expect(counts).toEqual([0, 0, 0]);
    expect(file((sqlite) => sqlite.prepare('SELECT next_order_number FROM register').pluck().get())).toBe(1);
  });
});

describe('a cancelled order', () => {
  it('brings the stock back, refunds the cash and keeps its number', async () => {
    const item = await createItem('Lamp', 1999, { openingStock: 4 });
    await call('basket.addItem', { itemId: item.id, quantity: 3 });
    const orderId = newId();
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(6000) }];
    await call('basket.checkout', { orderId, total: eur(5997), payments });
    const order = await call('ordering.cancelOrder', { orderId, reason: 'wrong lamp' });
    expect(order).toMatchObject({ status: 'Cancelled', number: 1, paid: eur(0), due: eur(0), cancelledBy: 'Ada Owner' });
    expect(order.payments.map(({ amount, status }) => [amount.amount, status])).toEqual([
      [5997, 'Confirmed'],
      [-5997, 'Confirmed'],
    ]);
    expect((await call('catalog.getCatalogItemById', { id: item.id })).availableStock).toBe(4);
    expect(await refusal('ordering.cancelOrder', { orderId, reason: 'again' })).toBe('ordering/already-cancelled');
  });

  it('takes a manager when money goes back', async () => {
    const item = await createItem('Pen', 100);
    const clerk = {
      id: newId(),
      name: 'Cid',
      lastName: '',
      email: 'cid@shop.example',
      password: 'battery staple',
      pin: '314159',
    };
    await call('identity.registerUser', { ...clerk, role: 'clerk' });
    const clerks = new Session();
    await call('identity.loginUser', { email: clerk.email, password: clerk.password }, clerks);
    await call('basket.addItem', { itemId: item.id }, clerks);
    const orderId = newId();
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(100) }];
    await call('basket.checkout', { orderId, total: eur(100), payments }, clerks);
    expect(await refusal('ordering.cancelOrder', { orderId, reason: 'x' }, clerks)).toBe('shared/approval-needed');
    expect((await call('ordering.getOrderById', { orderId })).status).toBe('Paid');
    await call('ordering.cancelOrder', { orderId, reason: 'x' });
  });
});

describe('a card payment', () => {
  const sell = async (behaviour: 'approve' | 'decline' | 'timeout' | 'answer-twice') => {
    const item = await createItem('Bag', 4000, { openingStock: 1 });
    await call('payment.setTerminalBehaviour', { behaviour });
    await call('basket.addItem', { itemId: item.id });
    const paymentId = newId();
    const command = {
      orderId: newId(),
      total: eur(4000),
      payments: [{ id: paymentId, method: 'card' as const, amount: eur(4000) }],
    };
    const order = await call('basket.checkout', command);
    return { item, paymentId, command, order };
  };

  it('pays the order once, also when the terminal answers twice and the button was pressed twice', async () => {
    const { order, command } = await sell('answer-twice');
    expect(order).toMatchObject({ status: 'Paid', due: eur(0) });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await call('basket.checkout', command)).toEqual(order);
    expect(order.payments).toHaveLength(1);
  });

  it('may be answered again after the app was closed, and nothing falls over', async () => {
    const { order } = await sell('answer-twice');
    await restart();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await call('ordering.getOrderById', { orderId: order.id })).toEqual(order);
  });

  it('that is declined leaves the order open for another tender', async () => {
    const { order } = await sell('decline');
    expect(order).toMatchObject({ status: 'StockConfirmed', due: eur(4000) });
    await call('payment.processPayment', { orderId: order.id, payment: { id: newId(), method: 'cash', tendered: eur(1000) } });
    expect(await call('ordering.getOrderById', { orderId: order.id })).toMatchObject({
      status: 'StockConfirmed',
      due: eur(3000),
    });
    await call('payment.processPayment', { orderId: order.id, payment: { id: newId(), method: 'cash', tendered: eur(5000) } });
    expect(await call('ordering.getOrderById', { orderId: order.id })).toMatchObject({ status: 'Paid', change: eur(2000) });
  });

  it('without an answer is unknown, shown, never charged again, and resolved by a look-up', async () => {
    const { order, paymentId } = await sell('timeout');
    expect(order.payments[0]).toMatchObject({ status: 'Unknown' });
    expect((await call('till.getStatus', {})).unresolvedPayments).toHaveLength(1);
    const again = { id: newId(), method: 'card' as const, amount: eur(4000) };
    expect(await refusal('payment.processPayment', { orderId: order.id, payment: again })).toBe('payment/over-tender');
    expect(await refusal('ordering.cancelOrder', { orderId: order.id, reason: 'x' })).toBe('ordering/payment-in-progress');
    expect(await call('payment.lookUpPayment', { paymentId })).toMatchObject({ status: 'Confirmed', card: { lastFour: '4242' } });
    expect((await call('ordering.getOrderById', { orderId: order.id })).status).toBe('Paid');
  });

  it('is refunded through the terminal before the order is cancelled; a refusal leaves it paid', async () => {
    const { order, item } = await sell('approve');
    await call('payment.setTerminalBehaviour', { behaviour: 'decline' });
    expect(await refusal('ordering.cancelOrder', { orderId: order.id, reason: 'x' })).toBe('ordering/refund-failed');
    expect(await call('ordering.getOrderById', { orderId: order.id })).toMatchObject({ status: 'Paid', cancelReason: null });
    await call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    expect(await call('ordering.cancelOrder', { orderId: order.id, reason: 'x' })).toMatchObject({
      status: 'Cancelled',
      paid: eur(0),
    });
    expect((await call('catalog.getCatalogItemById', { id: item.id })).availableStock).toBe(1);
  });
});

describe('a sale paid in cash and by card', () => {
  it('gives the cash back only with the card: a refusal of the terminal leaves both', async () => {
    await createItem('Coat', 9000, { barcodes: ['COAT'], openingStock: 1 });
    await call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    await call('basket.addItem', { barcode: 'COAT' });
    const orderId = newId();
    const cash = { id: newId(), method: 'cash' as const, tendered: eur(2000) };
    await call('basket.checkout', {
      orderId,
      total: eur(9000),
      payments: [cash, { id: newId(), method: 'card', amount: eur(7000) }],
    });
    await call('payment.setTerminalBehaviour', { behaviour: 'decline' });
    expect(await refusal('ordering.cancelOrder', { orderId, reason: 'x' })).toBe('ordering/refund-failed');
    const kept = await call('ordering.getOrderById', { orderId });
    expect(kept).toMatchObject({ status: 'Paid', paid: eur(9000), due: eur(0) });
    expect(kept.payments.filter(({ refundOf }) => refundOf === cash.id)).toEqual([]);

    await call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    const cancelled = await call('ordering.cancelOrder', { orderId, reason: 'x' });
    expect(cancelled).toMatchObject({ status: 'Cancelled', paid: eur(0) });
    const given = cancelled.payments.filter(({ refundOf, status }) => refundOf !== null && status === 'Confirmed');
    expect(given.map(({ method, amount }) => [method, amount.amount])).toEqual([
      ['card', -7000],
      ['cash', -2000],
    ]);
  });
});

describe('the catalogue', () => {
  it('finds words in any order, prefixes, without accents, by brand, type and part of a barcode', async () => {
    const type = await call('catalog.createCatalogType', { id: newId(), type: 'Süßwaren' });
    const brand = await call('catalog.createCatalogBrand', { id: newId(), brand: 'Bonbonnière' });
    const item = await createItem('Crème brûlée "80%" AND', 499, {
      catalogTypeId: type.id,
      catalogBrandId: brand.id,
      barcodes: ['036408201213'],
    });
    await createItem('Cream cracker', 199);
    const found = async (text: string) => (await call('catalog.getCatalogItems', { text })).items.map(({ id }) => id);
    for (const text of [
      'brulee crem',
      'CRÈME',
      'bonbonn',
      'creme bonb',
      '4082',
      '201213',
      '036408201213',
      '"80%"',
      'AND cr',
      'süßw',
    ]) {
      expect(await found(text), text).toEqual([item.id]);
    }
    expect(await found('brulee cracker')).toEqual([]);
    expect(await found('-*"^')).toEqual([]);
    await call('catalog.updateCatalogBrand', { id: brand.id, brand: 'Zucker' });
    expect(await found('zuck')).toEqual([item.id]);
    expect(await found('bonb')).toEqual([]);
  });

  it('pages by name without skipping or repeating', async () => {
    for (const name of ['b', 'a', 'C', 'á', 'd']) await createItem(name, 1);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: OutputOf<'catalog.getCatalogItems'> = await call('catalog.getCatalogItems', { pageSize: 2, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['a', 'á', 'b', 'C', 'd']);
    expect(await refusal('catalog.getCatalogItems', { cursor: 'rubbish' })).toBe('shared/invalid-input');
  });

  it('keeps sold items and deletes the rest, and shows a changed price in the open basket', async () => {
    const item = await createItem('Soap', 200, { barcodes: ['12345670'] });
    await call('basket.addItem', { barcode: '12345670' });
    await call('catalog.updateCatalogItem', { id: item.id, revision: item.revision, name: 'Soap', price: eur(250) });
    expect(await refusal('catalog.updateCatalogItem', { id: item.id, revision: item.revision, name: 'S', price: eur(1) })).toBe(
      'catalog/stale-edit',
    );
    expect((await call('basket.getBasket', {})).lines[0]).toMatchObject({ unitPrice: eur(250), previousUnitPrice: eur(200) });
    expect(await call('catalog.deleteCatalogItem', { id: item.id })).toEqual({ outcome: 'archived' });
    expect((await call('basket.getBasket', {})).lines[0]?.unavailable).toBe(true);
    expect(
      await refusal('basket.checkout', {
        orderId: newId(),
        total: eur(250),
        payments: [{ id: newId(), method: 'cash', tendered: eur(250) }],
      }),
    ).toBe('catalog/item-archived');
    const unused = await createItem('Unused', 1);
    expect(await call('catalog.deleteCatalogItem', { id: unused.id })).toEqual({ outcome: 'deleted' });
    expect((await call('catalog.getCatalogItems', { archived: true })).items.map(({ name }) => name)).toEqual(['Soap']);
  });

  it('moves stock by movements that add up', async () => {
    const item = await createItem('Nail', 5, { openingStock: 100, maxStockThreshold: 120 });
    const adjust = (reason: 'count' | 'damage' | 'theft' | 'found' | 'correction', quantity: number) =>
      call('catalog.adjustStock', { id: newId(), itemId: item.id, reason, quantity });
    await adjust('damage', 10);
    await adjust('count', 80);
    await adjust('found', 5);
    await adjust('correction', -1);
    const received = await call('catalog.receiveStock', { id: newId(), itemId: item.id, quantity: 50 });
    expect(received).toMatchObject({ overMaximum: true, item: { availableStock: 134 } });
    expect(await refusal('catalog.adjustStock', { id: newId(), itemId: item.id, reason: 'theft', quantity: -1 })).toBe(
      'catalog/quantity-not-positive',
    );
    const { items } = await call('catalog.getStockMovements', { itemId: item.id });
    expect(items.map(({ quantity }) => quantity)).toEqual([50, -1, 5, -10, -10, 100]);
    expect(file((sqlite) => sqlite.prepare('SELECT sum(quantity) FROM stock_movement').pluck().get())).toBe(134);
  });
});

describe('who may', () => {
  it('locks out with growing delays that survive a restart', async () => {
    const guess = () => dispatch(new Session(), 'identity.switchUser', { userId: OWNER.id, pin: '000001' });
    const codes: string[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const answer = await guess();
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes).toEqual([
      'identity/wrong-credentials',
      'identity/wrong-credentials',
      'identity/wrong-credentials',
      'identity/too-many-attempts',
    ]);
    await stop();
    await start();
    expect(await refusal('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin })).toBe('identity/too-many-attempts');
    await call('identity.loginUser', { email: 'ADA@shop.example', password: OWNER.password });
  });

  it('judges many guesses at once as if they came one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => dispatch(new Session(), 'identity.switchUser', { userId: OWNER.id, pin: '000001' })),
    );
    const judged = answers.filter((answer) => !answer.ok && answer.error.code === 'identity/wrong-credentials');
    expect(judged).toHaveLength(3);
  });

  it('asks for a sign-in, a PIN after locking, and the role', async () => {
    const nobody = new Session();
    expect(await refusal('basket.getBasket', {}, nobody)).toBe('shared/not-signed-in');
    await call('identity.lock', {});
    expect(await refusal('basket.getBasket', {})).toBe('shared/locked');
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    await call('basket.getBasket', {});
    const shop = { name: 'Second', currency: 'EUR', taxRatePpm: 0, pricesIncludeTax: true };
    expect(await refusal('identity.setUpShop', { shop, owner: { ...OWNER, id: newId() } }, nobody)).toBe(
      'identity/already-set-up',
    );
  });
});

describe('the shop', () => {
  it('takes another name from its owner alone, which stands in the journal and on the next receipt', async () => {
    expect(await refusal('till.setShop', { name: '' })).toBe('shared/invalid-input');
    await call('till.setShop', { name: 'Corner & Co.' });
    expect((await call('identity.getSetup', {})).shop?.name).toBe('Corner & Co.');
    const [entry] = (await call('journal.getJournal', {})).items;
    const changes = [{ name: 'name', from: 'Shop', to: 'Corner & Co.' }];
    expect(entry).toMatchObject({ kind: 'setting-change', data: { setting: 'shop', changes } });
    const item = await createItem('Tea', 100, { openingStock: 1 });
    await call('basket.addItem', { itemId: item.id });
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(100) }];
    const { id: orderId } = await call('basket.checkout', { orderId: newId(), total: eur(100), payments });
    const { text } = await call('printing.getReceiptPreview', { orderId, variant: 'receipt', paperWidth: 80 });
    expect(text).toContain('Corner & Co.');
  });
});
