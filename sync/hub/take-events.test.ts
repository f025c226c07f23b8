import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../domain/shared/ids.ts';
import { onBothDatabases, type TestDatabase } from './testing/databases.ts';
import { AT, DAY, item, payment } from './testing/events.ts';
import { type PairedTill, ServedHub } from './testing/served-hub.ts';

onBothDatabases('taking events', (make) => {
  let made: TestDatabase;
  let served: ServedHub;
  let paired: PairedTill;

  beforeEach(async () => {
    made = await make();
    served = await ServedHub.start(made);
    paired = await served.pairTill();
  });
  afterEach(async () => {
    await served.hub.close();
    await made.drop();
  });

  const level = async (itemId: string): Promise<number | undefined> => {
    const [row] = await made.database.query<{ level: number }>('SELECT level FROM stock_level WHERE item_id = $1::uuid', [
      itemId,
    ]);
    return row?.level;
  };
  const counted = async (table: string): Promise<number> =>
    (await made.database.query<{ count: number }>(`SELECT count(*) FROM ${table}`))[0]?.count ?? -1;

  test('a batch is taken once, whatever comes again', async () => {
    const soap = newId();
    const events = [paired.till.order('paid', [{ itemId: soap, units: 3 }]), paired.till.moved(soap, 10)];
    expect(await paired.send(...events)).toEqual(events.map(({ id }) => ({ id, outcome: 'accepted' })));
    expect(await paired.send(...events)).toEqual(events.map(({ id }) => ({ id, outcome: 'duplicate' })));
    const once = paired.till.moved(soap, 5);
    expect((await paired.send(once, once)).map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate']);
    expect(await level(soap)).toBe(12);
    expect(await counted('event')).toBe(3);
    expect(await counted('payment')).toBe(1);
    expect(await counted('change')).toBe(3);
  });

  test('the same batch from several lines at once is applied once', async () => {
    const soap = newId();
    const events = Array.from({ length: 20 }, () => paired.till.order('paid', [{ itemId: soap, units: 1 }]));
    const answers = await Promise.all(Array.from({ length: 4 }, () => paired.send(...events)));
    expect(answers.flat().filter(({ outcome }) => outcome === 'accepted')).toHaveLength(20);
    expect(answers.flat().filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(60);
    expect(await level(soap)).toBe(-20);
    expect(await counted('customer_order')).toBe(20);
  });

  test('one wrong event holds no other', async () => {
    const good = paired.till.moved(newId(), 1);
    const wrong = { ...paired.till.moved(newId(), 1), data: { itemId: 'x' } };
    const unknown = { ...paired.till.moved(newId(), 1), type: 'app.tillwright.catalog.stock-moved.v9' };
    const huge = paired.till.itemChanged(item({ description: 'x'.repeat(70_000) }));
    const foreign = { ...paired.till.moved(newId(), 1), source: `/registers/${newId()}/${newId()}` };
    const broken = paired.till.itemChanged(item({ name: 'a\0b' }));
    const half = paired.till.itemChanged(item({ name: 'a\ud800' }));
    const year0 = paired.till.order('paid', []);
    year0.data['day'] = '0000-01-01';
    const last = paired.till.moved(newId(), 2);
    const results = await paired.send(good, wrong, unknown, huge, foreign, broken, half, year0, last, 7 as never);
    expect(results.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'accepted',
      'invalid',
      'unknown-type',
      'too-large',
      'foreign-source',
      'invalid',
      'invalid',
      'invalid',
      'accepted',
      'invalid',
    ]);
    expect(await counted('event')).toBe(2);
    const { items } = await served.office('getRejected', {});
    expect(items).toHaveLength(8);
    expect(items.map(({ reason }) => reason).sort()).toEqual(
      ['foreign-source', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid', 'too-large', 'unknown-type'].sort(),
    );
  });

  test('a reused id or sequence is refused loudly, and nothing changes', async () => {
    const soap = newId();
    const first = paired.till.moved(soap, 1);
    await paired.send(first);
    const otherBody = { ...first, data: { ...first.data, quantity: 100 } };
    const otherId = { ...otherBody, id: newId() };
    expect((await paired.send(otherBody, otherId)).map(({ reason }) => reason)).toEqual(['id-reused', 'sequence-reused']);
    expect(await paired.single(otherBody)).toMatchObject({ status: 409, body: { error: { code: 'id-reused' } } });
    expect(await paired.single(otherId)).toMatchObject({ status: 409, body: { error: { code: 'sequence-reused' } } });
    expect(await level(soap)).toBe(1);
    expect((await served.office('getRejected', {})).items.map(({ times }) => times)).toEqual([2, 2]);
  });

  test('the order of members says nothing about the body', async () => {
    const event = paired.till.moved(newId(), 1);
    await paired.send(event);
    const turned = Object.fromEntries(Object.entries(event).reverse()) as typeof event;
    expect(await paired.send(turned)).toEqual([{ id: event.id, outcome: 'duplicate' }]);
  });

  test('a single event is answered by its status', async () => {
    const event = paired.till.moved(newId(), 1);
    expect(await paired.single(event)).toMatchObject({ status: 200, body: { id: event.id, outcome: 'accepted' } });
    expect(await paired.single(event)).toMatchObject({ status: 200, body: { outcome: 'duplicate' } });
    expect(await paired.single({ ...paired.till.moved(newId(), 1), data: {} })).toMatchObject({ status: 422 });
    expect(await paired.single(paired.till.itemChanged(item({ description: 'x'.repeat(70_000) })))).toMatchObject({
      status: 413,
    });
    const foreign = { ...event, source: `/registers/${newId()}/${newId()}` };
    expect(await paired.single(foreign)).toMatchObject({ status: 403, body: { error: { code: 'foreign-source' } } });
  });

  test('orders and payments come to their last step, in whatever order they come', async () => {
    const soap = newId();
    const orderId = newId();
    const card = payment(orderId, 500, { method: 'card', status: 'Unknown' });
    const submitted = paired.till.order('submitted', [{ itemId: soap, units: 2 }], { id: orderId, payments: [card] });
    const settled = paired.till.event('app.tillwright.payment.payment-settled.v1', orderId, {
      ...card,
      status: 'Confirmed',
      shiftNumber: 1,
    });
    const paid = paired.till.order('paid', [{ itemId: soap, units: 2 }], { id: orderId, payments: [card], moves: false });
    await paired.send(paid);
    await paired.send(settled, submitted);
    expect(await served.office('getSales', { day: DAY })).toEqual({
      day: DAY,
      stores: [
        {
          storeId: paired.storeId,
          storeName: 'Corner',
          currency: 'EUR',
          ...{ count: 1, gross: 500, net: 400, tax: 100 },
          tenders: [{ method: 'card', count: 1, amount: { amount: 500, currency: 'EUR' } }],
        },
      ],
    });
    expect(await level(soap)).toBe(-2);
    const refund = payment(orderId, -500, { method: 'card', refundOf: card.id });
    const lines = [{ itemId: soap, units: 2 }];
    await paired.send(
      paired.till.order('cancelled', lines, { id: orderId, payments: [{ ...card, status: 'Confirmed' }, refund] }),
    );
    expect((await served.office('getSales', { day: DAY })).stores).toEqual([]);
    expect(await level(soap)).toBe(0);
  });

  test('goods that come back go on the shelf, written off ones do not', async () => {
    const [soap, jam] = [newId(), newId()];
    const lines = [
      { itemId: soap, units: -2, disposition: 'restock' },
      { itemId: soap, units: 1 },
      { itemId: jam, units: -1, disposition: 'write-off' },
    ] as const;
    const orderId = newId();
    await paired.send(paired.till.order('paid', lines, { id: orderId }));
    expect([await level(soap), (await level(jam)) ?? 0]).toEqual([1, 0]);
    await paired.send(paired.till.order('cancelled', lines, { id: orderId }));
    expect([await level(soap), (await level(jam)) ?? 0]).toEqual([0, 0]);
  });

  test('lines of a long order move what they say, ahead of their order', async () => {
    const soap = newId();
    const whole = paired.till.order('paid', [{ itemId: soap, units: 2 }]).data;
    const lines = (cancelled: boolean, stockNumber: number) =>
      paired.till.event('app.tillwright.ordering.order-lines.v1', newId(), {
        orderId: whole['id'],
        receiptNumber: whole['receiptNumber'],
        orderDate: AT,
        userName: 'Ada',
        cancelled,
        orderItems: whole['orderItems'],
        stockNumber,
      });
    expect((await paired.send(lines(false, 5), lines(false, 6))).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(await level(soap)).toBe(-4);
    await paired.send(lines(true, 7));
    expect(await level(soap)).toBe(-2);
  });

  test('a count is absolute for what it had seen, and for nothing else', async () => {
    const soap = newId();
    const other = await served.pairTill({ for: 'store', storeId: paired.storeId }, { code: 'R2' }, null);
    const early = other.till.moved(soap, -1);
    const late = other.till.moved(soap, -2);
    await paired.send(paired.till.moved(soap, 10));
    // Seen: all of its own, and the other till's first movement, which arrives here only afterwards.
    const seen = { [paired.till.source]: 2, [other.till.source]: 1 };
    await paired.send(paired.till.moved(soap, 0, { counted: 7, rank: 1, seen }));
    expect(await level(soap)).toBe(7);
    await other.send(early);
    expect(await level(soap)).toBe(7);
    await other.send(late);
    expect(await level(soap)).toBe(5);
    // The higher rank wins, whenever it comes: it had seen nothing, so all movements stand on top.
    await other.send(other.till.moved(soap, 0, { counted: 99, rank: 2, seen: {} }));
    await paired.send(paired.till.moved(soap, 0, { counted: 1, rank: 1, seen: {} }));
    expect(await level(soap)).toBe(99 + 10 - 1 - 2);
  });

  test('vouchers and accounts are sums of confirmed payments', async () => {
    const [sold, redeemed, buyerId] = [newId(), newId(), newId()];
    await paired.send(
      paired.till.order('paid', [], { id: sold, payments: [payment(sold, -2000, { method: 'voucher', voucherCode: 'GIFT1' })] }),
      paired.till.order('paid', [], {
        id: redeemed,
        payments: [
          payment(redeemed, 500, { method: 'voucher', voucherCode: 'GIFT1' }),
          payment(redeemed, 300, { method: 'voucher', voucherCode: 'GIFT1', status: 'Rejected' }),
          payment(redeemed, 700, { method: 'account', buyerId }),
        ],
      }),
    );
    expect(await made.database.query('SELECT voucher_code, balance FROM voucher_balance')).toEqual([
      { voucher_code: 'GIFT1', balance: 1500 },
    ]);
    expect(await made.database.query('SELECT buyer_id, owed FROM account_balance')).toEqual([{ buyer_id: buyerId, owed: 700 }]);
  });

  test('a person who is erased is forgotten, whatever comes late', async () => {
    const buyerId = newId();
    const other = await served.pairTill({ for: 'store', storeId: paired.storeId }, { code: 'R2' }, null);
    await paired.send(paired.till.buyerChanged(buyerId, 'Grace'));
    await paired.send(paired.till.event('app.tillwright.ordering.buyer-erased.v1', buyerId, { buyerId, erasedAt: AT }));
    await other.send(other.till.buyerChanged(buyerId, 'Grace H.'));
    const kept = await made.database.query<{ text: string }>('SELECT coalesce(data::text, $1) AS text FROM event', ['']);
    expect(kept.filter(({ text }) => text.includes('Grace'))).toEqual([]);
    const { changes } = await paired.changes({ own: true });
    expect(changes.map(({ event }) => event.type)).toEqual(['app.tillwright.ordering.buyer-erased.v1']);
  });

  test('what the register knows of itself is told back', async () => {
    const hash = 'ab'.repeat(32);
    const events = [paired.till.moved(newId(), 1), paired.till.moved(newId(), 1)];
    await paired.batch(events, { 'tillwright-journal': `7:${hash}` });
    const { body } = await served.call('/capabilities', { headers: paired.headers });
    expect(body['register']).toEqual({
      storeId: paired.storeId,
      storeName: 'Corner',
      code: 'R1',
      source: paired.till.source,
      lastSequence: 2,
      lastId: events[1]?.id,
    });
    const [row] = await made.database.query('SELECT journal_sequence, journal_hash, seen_at FROM register');
    expect(row).toEqual({ journal_sequence: 7, journal_hash: hash, seen_at: AT });
  });
});
