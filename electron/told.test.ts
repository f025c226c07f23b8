import { describe, expect, it } from 'vitest';
import { integrationEvents } from '../domain/contract/events.ts';
import type { RequestOf } from '../domain/contract/index.ts';
import type { OrderView } from '../domain/contract/ordering.ts';
import type { PaymentView } from '../domain/contract/payment.ts';
import { newId } from '../domain/shared/ids.ts';
import { MAX_EVENT_BYTES, sequenceText, sourceOf } from '../sync/wire.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const { call, file } = setUpTestTill();

interface Told {
  readonly sequence: number;
  readonly id: string;
  readonly type: keyof typeof integrationEvents;
  readonly partition_key: string;
  readonly time: number;
  readonly data: Record<string, unknown>;
}

/** All that was told so far, each in its public shape and small enough to be sent. */
const told = (): Told[] => {
  const rows = file((sqlite) =>
    sqlite
      .prepare<[], Omit<Told, 'data'> & { data: string }>(
        'SELECT sequence, id, type, partition_key, time, data FROM outbox ORDER BY sequence',
      )
      .all(),
  );
  return rows.map(({ data, ...row }) => {
    const event = { ...row, data: integrationEvents[row.type].parse(JSON.parse(data)) as Record<string, unknown> };
    const envelope = {
      ...{ specversion: '1.0', id: row.id, source: sourceOf({ id: OWNER.id, incarnation: OWNER.id }), type: row.type },
      ...{ time: new Date(row.time).toISOString(), datacontenttype: 'application/json' },
      ...{ sequence: sequenceText(row.sequence), partitionkey: row.partition_key, data: event.data },
    };
    expect(Buffer.byteLength(JSON.stringify(envelope))).toBeLessThanOrEqual(MAX_EVENT_BYTES);
    return event;
  });
};

const ofType = (what: string) => told().filter(({ type }) => type === `app.tillwright.${what}.v1`);
const typesSince = (before: number) =>
  told()
    .slice(before)
    .map(({ type }) => type.replace(/^app\.tillwright\.(.*)\.v1$/, '$1'));

const createItem = (name: string, price: number, fields: Partial<RequestOf<'catalog.createCatalogItem'>> = {}) =>
  call('catalog.createCatalogItem', { id: newId(), name, price: eur(price), ...fields });

/** What a hub knows of payments: the last that was told of each. */
const paymentsTold = (): Map<string, unknown> => {
  const known = new Map<string, unknown>();
  for (const { type, data } of told()) {
    if (/ordering\.order-/.test(type))
      for (const payment of (data as unknown as OrderView).payments) known.set(payment.id, payment);
    else if (/payment-settled/.test(type)) {
      const { shiftNumber: _shift, ...payment } = data as unknown as PaymentView & { shiftNumber: number };
      known.set(payment.id, payment);
    }
  }
  return known;
};

const expectPaymentsTold = async (...orderIds: string[]) => {
  const known = paymentsTold();
  let payments = 0;
  for (const orderId of orderIds) {
    for (const payment of (await call('ordering.getOrderById', { orderId })).payments) {
      expect(known.get(payment.id)).toEqual(payment);
      payments += 1;
    }
  }
  expect(known.size).toBe(payments);
};

describe('what the till tells', () => {
  it('of an item: the whole of it, and what an edit changed', async () => {
    const item = await createItem('Tea', 250, { openingStock: 3 });
    const { id, revision } = item;
    await call('catalog.updateCatalogItem', { id, revision, name: 'Green tea', price: eur(250), barcodes: ['4006381333931'] });
    await call('catalog.deleteCatalogItem', { id });
    const changes = ofType('catalog.item-changed').map(({ data }) => data['before']);
    expect(changes).toEqual([null, { name: 'Tea', barcodes: [] }, { archived: false }]);
    const [opening] = ofType('catalog.stock-moved');
    expect(opening?.data).toMatchObject({ itemId: id, kind: 'opening', quantity: 3, number: 1, count: null });
  });

  it('of a count: what it found and what it had seen', async () => {
    const { id } = await createItem('Tea', 250, { openingStock: 3 });
    await call('catalog.adjustStock', { id: newId(), itemId: id, reason: 'count', quantity: 5 });
    await call('catalog.receiveStock', { id: newId(), itemId: id, quantity: 2 });
    await call('catalog.adjustStock', { id: newId(), itemId: id, reason: 'count', quantity: 4 });
    const moves = ofType('catalog.stock-moved').map(({ data }) => [data['number'], data['quantity'], data['count']]);
    const source = file((sqlite) =>
      sqlite.prepare("SELECT '/registers/' || id || '/' || incarnation FROM register").pluck().get(),
    );
    expect(moves).toEqual([
      [1, 3, null],
      [2, 2, { counted: 5, rank: 1, seen: { [String(source)]: 2 } }],
      [3, 2, null],
      [4, -3, { counted: 4, rank: 2, seen: { [String(source)]: 4 } }],
    ]);
  });

  it('of a sale: its movements in the first event, and payments that no event of the order carries', async () => {
    const item = await createItem('Bag', 4000, { openingStock: 10 });
    const sell = async (behaviour: 'approve' | 'decline' | 'timeout') => {
      await call('payment.setTerminalBehaviour', { behaviour });
      await call('basket.addItem', { itemId: item.id });
      const payments = [
        { id: newId(), method: 'cash' as const, tendered: eur(1000) },
        { id: newId(), method: 'card' as const, amount: eur(3000) },
      ];
      return (await call('basket.checkout', { orderId: newId(), total: eur(4000), payments })).id;
    };
    const before = told().length;
    const paid = await sell('approve');
    expect(typesSince(before)).toEqual(['till.shift-opened', 'ordering.order-submitted', 'ordering.order-paid']);
    expect(
      told()
        .slice(-2)
        .map(({ data }) => data['stockNumber']),
    ).toEqual([2, null]);
    await expectPaymentsTold(paid);

    const declined = await sell('decline');
    expect(typesSince(before + 3)).toEqual(['ordering.order-submitted', 'payment.payment-settled']);
    await expectPaymentsTold(paid, declined);
    await call('payment.processPayment', {
      orderId: declined,
      payment: { id: newId(), method: 'cash', tendered: eur(1000) },
    });
    expect(typesSince(before + 5)).toEqual(['payment.payment-settled']);
    await call('payment.processPayment', {
      orderId: declined,
      payment: { id: newId(), method: 'cash', tendered: eur(2000) },
    });
    expect(typesSince(before + 6)).toEqual(['ordering.order-paid']);
    await expectPaymentsTold(paid, declined);

    const unknown = await sell('timeout');
    await expectPaymentsTold(paid, declined, unknown);
    const paymentId = (await call('ordering.getOrderById', { orderId: unknown })).payments[1]?.id ?? '';
    await call('payment.resolvePayment', { paymentId, outcome: 'Rejected' });
    await expectPaymentsTold(paid, declined, unknown);
    await call('ordering.cancelOrder', { orderId: unknown, reason: 'no card' });
    await expectPaymentsTold(paid, declined, unknown);

    await call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    await call('ordering.cancelOrder', { orderId: paid, reason: 'wrong bag' });
    await expectPaymentsTold(paid, declined, unknown);
    const numbers = ofType('ordering.order-cancelled').map(({ data }) => data['stockNumber']);
    expect(numbers).toEqual([5, 6]);
  });

  it('of the shop: settings, promotions, parked baskets, the drawer', async () => {
    const before = told().length;
    const item = await createItem('Tea', 250);
    await call('till.setShop', { name: 'Corner' });
    await call('pricing.setRules', { ...(await call('pricing.getRules', {})), cashStep: 5 });
    await call('payment.setTenderRules', { ...(await call('payment.getTenderRules', {})), tips: true });
    await call('approvals.setLimits', await call('approvals.getLimits', {}));
    const rule = { kind: 'percent-off' as const, target: { itemIds: [], typeIds: [], brandIds: [] }, percentPpm: 100_000 };
    const promotion = await call('pricing.savePromotion', { id: newId(), revision: 0, name: 'Tenth off', active: true, rule });
    await call('pricing.deletePromotion', { id: promotion.id });
    await call('basket.addItem', { itemId: item.id });
    await call('basket.setDiscount', { discount: { percentPpm: 50_000 }, reason: 'friend' });
    const [parked] = await call('basket.parkBasket', { name: 'Ann' });
    await call('basket.takeUpBasket', { basketId: parked?.id ?? '' });
    await call('shifts.openShift', { id: newId(), float: eur(10_000) });
    expect(typesSince(before)).toEqual([
      'catalog.item-changed',
      'till.settings-changed',
      'till.settings-changed',
      'till.settings-changed',
      'till.settings-changed',
      'pricing.promotion-changed',
      'pricing.promotion-deleted',
      'basket.basket-parked',
      'basket.basket-unparked',
      'till.shift-opened',
      'till.cash-moved',
    ]);
  });

  it('of a basket as long as they come in parts that fit', async () => {
    const name = 'ä'.repeat(150);
    const lines = [];
    for (let at = 0; at < 120; at++) lines.push({ itemId: (await createItem(`${name} ${at}`, 100)).id, quantity: 1 });
    await call('basket.updateBasket', { lines });
    const order = await call('basket.checkout', {
      orderId: newId(),
      total: eur(12_000),
      payments: [{ id: newId(), method: 'cash', tendered: eur(12_000) }],
    });
    await call('ordering.cancelOrder', { orderId: order.id, reason: 'all of it' });
    const parts = ofType('ordering.order-lines');
    expect(parts.length).toBeGreaterThan(4);
    const sold = parts.filter(({ data }) => !data['cancelled']);
    expect(sold.flatMap(({ data }) => (data as unknown as OrderView).orderItems)).toEqual(order.orderItems);
    const [paid] = ofType('ordering.order-paid');
    expect(paid?.data).toMatchObject({ orderItems: [], stockNumber: null, linesBefore: sold.length, total: eur(12_000) });
    const numbers = parts.map(({ data }) => data['stockNumber'] as number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    const last = file((sqlite) => sqlite.prepare('SELECT max(seq) FROM stock_movement').pluck().get());
    expect(numbers.at(-1)).toBe(last);
  });
});
