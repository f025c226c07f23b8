import { expect, it } from 'vitest';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import type { ShiftReport } from '../../../domain/contract/shifts.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { refundTendersFor, tendersFor } from '../draw-tenders.ts';
import { inspectTill } from '../inspect-till.ts';
import { type Random, seededRandom } from '../random.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { setUpTrade } from '../trade.ts';
import { openTryTill, type TryTill, withTemporaryFolder } from '../try-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Goods of any day that may come back. */
type Returnable = OrderView[];

/** What happened in one shift, as the answers told it. */
interface Kept {
  readonly paid: Map<string, OrderView>;
  readonly voided: Map<string, OrderView>;
  readonly moved: number[];
}

const shop = async (till: TryTill) => {
  await till.call('identity.setUpDemoShop', { id: newId() });
  return setUpTrade(till.call);
};

const sellGoods = async (
  till: TryTill,
  random: Random,
  { goods, buyerId }: Awaited<ReturnType<typeof shop>>,
  voucher: string,
) => {
  const lines = random
    .shuffle(goods)
    .slice(0, random.int(1, 4))
    .map(({ id }) => ({ itemId: id, quantity: random.int(1, 3) }));
  await till.call('basket.updateBasket', { lines });
  if (random.chance(0.3)) {
    await till.call('basket.setDiscount', { discount: { percentPpm: random.int(1, 300_000) }, reason: 'a regular' });
  }
  const way = random.int(0, 8);
  if (way === 8) await till.call('basket.setBuyer', { buyerId });
  const { totals } = await till.call('basket.getBasket', {});
  const total = totals.total.amount;
  const payments =
    way === 8
      ? [{ id: newId(), method: 'account' as const, amount: eur(total) }]
      : way === 7
        ? [{ id: newId(), method: 'voucher' as const, amount: eur(total), code: voucher }]
        : tendersFor(total, way);
  return till.call('basket.checkout', { orderId: newId(), total: eur(total), payments });
};

/** Some of what was sold before comes back, alone or against something else; undefined where all of it is back already. */
const bringBack = async (till: TryTill, random: Random, { goods }: Awaited<ReturnType<typeof shop>>, returnable: Returnable) => {
  const { receiptNumber } = random.pick(returnable);
  const { lines } = await till.call('returns.getReturnable', { receiptNumber });
  const line = lines.find(({ left }) => left > 0);
  if (!line) return undefined;
  await till.call('basket.updateBasket', {
    lines: random.chance(0.5) ? [{ itemId: random.pick(goods).id, quantity: random.int(1, 2) }] : [],
  });
  const { totals } = await till.call('basket.addReturn', {
    from: { kind: 'receipt', receiptNumber, itemId: line.itemId },
    units: random.int(1, line.left),
    reason: 'Faulty',
    disposition: random.pick(['restock', 'write-off'] as const),
  });
  const total = totals.total.amount;
  const way = random.int(0, 6);
  const payments = total === 0 ? [] : total < 0 ? refundTendersFor(-total, way) : tendersFor(total, way);
  return till.call('basket.checkout', { orderId: newId(), total: eur(total), payments });
};

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

/** Everything once more, from the answers alone. */
const expectTold = (report: ShiftReport, { paid, voided, moved }: Kept, drawerBefore: number): void => {
  const standing = [...paid.values()].filter(({ id }) => !voided.has(id));
  const all = [...[...paid.values()].filter(({ id }) => !voided.has(id)), ...voided.values()];
  const payments = all.flatMap((order) => order.payments).filter(({ status }) => status === 'Confirmed');
  const of = (pick: (order: OrderView) => number): number => sum(standing.map(pick));
  const paying = (pick: (payment: PaymentView) => number): number => sum(payments.map(pick));
  expect(report.receipts.count).toBe(paid.size);
  expect(report.voids.map(({ receiptNumber }) => receiptNumber)).toEqual(
    [...voided.values()].map((order) => order.receiptNumber),
  );
  expect(report.totals).toEqual({
    net: eur(of(({ net }) => net.amount)),
    tax: eur(of(({ tax }) => tax.amount)),
    gross: eur(of(({ total }) => total.amount)),
  });
  expect(report.totals.net.amount + report.totals.tax.amount).toBe(report.totals.gross.amount);
  expect(sum(report.taxes.map(({ gross }) => gross.amount))).toBe(report.totals.gross.amount);
  const { subtotal, byHand, promotions, relief, addedTax, sold, returned } = report.goods;
  expect(sold.amount).toBe(subtotal.amount - byHand.amount - promotions.amount - relief.amount + addedTax.amount);
  expect(sold.amount - returned.amount.amount).toBe(report.totals.gross.amount);
  const items = standing.flatMap(({ orderItems }) => orderItems);
  const sums = (pick: (item: OrderView['orderItems'][number]) => number, isBack: boolean): number =>
    sum(items.filter(({ units }) => units < 0 === isBack).map(pick));
  expect(byHand.amount + promotions.amount).toBe(sums(({ discount }) => discount.amount, false));
  expect(returned.amount.amount).toBe(-sums(({ total }) => total.amount, true));
  expect(report.unsettled).toEqual([]);
  for (const { method, taken, givenBack } of report.payments) {
    const ofMethod = payments.filter((payment) => payment.method === method);
    expect(taken.amount.amount - givenBack.amount.amount).toBe(sum(ofMethod.map(({ amount }) => amount.amount)));
    expect(taken.count + givenBack.count).toBe(ofMethod.length);
  }
  // All that was paid is what the goods came to: money for vouchers and accounts has its other side among the payments.
  expect(sum(report.payments.map(({ taken, givenBack }) => taken.amount.amount - givenBack.amount.amount))).toBe(
    report.totals.gross.amount,
  );
  expect(report.tips.amount).toBe(paying(({ tip }) => tip.amount));
  expect(report.rounding.amount).toBe(paying(({ rounding }) => rounding.amount));
  const { vouchers, accounts } = report;
  const net = (method: string): number => paying((payment) => (payment.method === method ? payment.amount.amount : 0));
  expect(vouchers.redeemed.amount - vouchers.refunded.amount - vouchers.sold.amount).toBe(net('voucher'));
  expect(accounts.charged.amount - accounts.refunded.amount - accounts.settled.amount).toBe(net('account'));
  const cash = paying(({ method, tendered, change }) => (method === 'cash' ? tendered.amount - change.amount : 0));
  const changeForForeign = paying(({ method, change }) => (method === 'foreign-cash' ? change.amount : 0));
  const francs = paying(({ foreign }) => foreign?.amount ?? 0);
  expect(report.drawer.find(({ currency }) => currency === 'EUR')?.expected).toBe(
    drawerBefore + sum(moved) + cash - changeForForeign,
  );
  expect(report.drawer.find(({ currency }) => currency === 'CHF')?.expected ?? 0).toBe(francs);
  expect(sum(report.clerks.map(({ amount }) => amount.amount))).toBe(report.totals.gross.amount);
};

it(
  'tells of random days what really happened',
  async () => {
    const seed = announceSeed('shifts');
    await withTemporaryFolder(async (folder) => {
      const random = seededRandom(seed);
      const till = await openTryTill({ dataDir: folder });
      const known = await shop(till);
      let [float, number] = [0, 1];
      const returnable: Returnable = [];
      for (let day = 0; day < SCALE.shifts; day++) {
        const kept: Kept = { paid: new Map(), voided: new Map(), moved: [] };
        const voucher = await till.call('ordering.sellVoucher', {
          orderId: newId(),
          amount: eur(10_000_000),
          payments: [{ id: newId(), method: 'card', amount: eur(10_000_000) }],
        });
        kept.paid.set(voucher.id, voucher);
        const code = voucher.payments.find(({ voucherCode }) => voucherCode !== null)?.voucherCode ?? '';
        for (let at = 0; at < 25; at++) {
          const isBack = returnable.length > 0 && random.chance(0.3);
          const order =
            (isBack ? await bringBack(till, random, known, returnable) : undefined) ??
            (await sellGoods(till, random, known, code));
          expect(order.status).toBe('Paid');
          kept.paid.set(order.id, order);
          if (order.orderItems.every(({ units }) => units > 0) && random.chance(0.4)) returnable.push(order);
          // A sale whose goods came back, and the receipt they came back on, are not voided any more.
          const voidable = [...kept.paid.values()].filter(
            (one) =>
              one.total.amount !== 0 &&
              !kept.voided.has(one.id) &&
              !returnable.includes(one) &&
              one.orderItems.every(({ units }) => units > 0),
          );
          if (voidable.length > 0 && random.chance(0.2)) {
            const { id } = random.pick(voidable);
            kept.voided.set(id, await till.call('ordering.cancelOrder', { orderId: id, reason: 'x' }));
          }
          if (random.chance(0.2)) {
            const [kind, amount] = [random.pick(['paid-in', 'paid-out', 'drop'] as const), random.int(1, 5000)];
            await till.call('shifts.addMovement', { id: newId(), kind, amount: eur(amount), reason: 'x' });
            kept.moved.push(kind === 'paid-in' ? amount : -amount);
          }
        }
        const { owed } = await till.call('buyers.getAccount', { buyerId: known.buyerId });
        if (owed.amount > 0) {
          const orderId = newId();
          const amount = eur(random.int(1, Math.min(5000, owed.amount)));
          const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(amount.amount + 5) }];
          const settling = { orderId, buyerId: known.buyerId, amount, payments };
          kept.paid.set(orderId, await till.call('ordering.settleAccount', settling));
        }
        const voids = [...kept.voided.values()].toSorted((a, b) => a.number - b.number);
        const sorted = { ...kept, voided: new Map(voids.map((order) => [order.id, order])) };
        expectTold(await till.call('shifts.getXReport', {}), sorted, float);
        const off = random.pick([0, 0, -15, 20]);
        const { drawer } = await till.call('shifts.getShift', {});
        const counts = (drawer ?? []).map(({ currency, expected }) => ({
          currency,
          amount: Math.max(0, expected + (currency === 'EUR' ? off : 0)),
        }));
        const left = Math.min(random.int(0, 5000), counts[0]?.amount ?? 0);
        const closing = { id: newId(), number, counts, reason: 'miscounted change', keptFloat: eur(left) };
        const z = await till.call('shifts.closeShift', closing);
        expectTold(z, sorted, float);
        expect(await till.call('shifts.getZReport', { number })).toEqual(z);
        [float, number] = [left, number + 1];
      }
      await till.app.close();
      expect(inspectTill(till.file)).toEqual([]);
    });
  },
  PROOF_TIMEOUT_MS,
);
