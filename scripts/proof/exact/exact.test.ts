import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UserView } from '../../../domain/contract/identity.ts';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { Tender } from '../../../domain/contract/payment.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { inspectTill } from '../inspect-till.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { openTryTill, withTemporaryFolder } from '../try-till.ts';

/** Of no, two and three decimals. */
const CURRENCIES = ['JPY', 'KRW', 'EUR', 'USD', 'KWD', 'TND'] as const;
/** Rates that real shops have, beside any other up to 30 %. */
const RATES = [0, 25_000, 50_000, 55_000, 70_000, 77_000, 190_000, 200_000, 255_000, 300_000];

interface Shop {
  readonly currency: string;
  readonly ratePpm: number;
  readonly included: boolean;
}

interface Line {
  readonly price: number;
  readonly quantity: number;
}

/** Where the total is cut into parts, each in millionths of it, and how each part is paid. */
interface Payments {
  readonly cuts: readonly number[];
  readonly methods: readonly ('cash' | 'card')[];
  /** What the customer hands over beyond the last part, when that is cash. */
  readonly over: number;
}

interface Round {
  readonly lines: readonly Line[];
  readonly payments: Payments;
  readonly cancelled: boolean;
}

const shops: fc.Arbitrary<Shop> = fc.record({
  currency: fc.constantFrom(...CURRENCIES),
  ratePpm: fc.oneof(fc.constantFrom(...RATES), fc.integer({ min: 0, max: 300_000 })),
  included: fc.boolean(),
});

const rounds: fc.Arbitrary<Round> = fc.record({
  lines: fc.array(
    fc.record({
      price: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 999 })),
      quantity: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1000 })),
    }),
    { minLength: 1, maxLength: 20 },
  ),
  payments: fc.record({
    cuts: fc.array(fc.integer({ min: 1, max: 999_999 }), { maxLength: 5 }),
    methods: fc.array(fc.constantFrom('cash' as const, 'card' as const), { minLength: 6, maxLength: 6 }),
    over: fc.integer({ min: 0, max: 100_000 }),
  }),
  cancelled: fc.boolean(),
});

/** Parts of at least one minor unit that come to the total; nothing at all is one part. */
const partsOf = (total: number, cuts: readonly number[]): number[] => {
  const at = cuts.map((millionths) => Number((BigInt(total) * BigInt(millionths)) / 1_000_000n));
  const edges = [...new Set([0, ...at, total])].sort((a, b) => a - b);
  return edges.length === 1 ? [0] : edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
};

const tendersFor = (total: number, currency: string, { cuts, methods, over }: Payments): Tender[] => {
  const parts = partsOf(total, cuts);
  return parts.map((part, index): Tender => {
    const money = (amount: number) => ({ amount, currency });
    // A card is not charged for nothing.
    if (methods[index] === 'card' && total > 0) return { id: newId(), method: 'card', amount: money(part) };
    return { id: newId(), method: 'cash', tendered: money(index === parts.length - 1 ? part + over : part) };
  });
};

/** Worked out here on its own, in whole numbers without a bound. */
const expected = (lines: readonly Line[], { ratePpm, included }: Shop) => {
  const rate = BigInt(ratePpm);
  const priced = lines.map(({ price, quantity }) => {
    const gross = BigInt(price) * BigInt(quantity);
    const divisor = included ? 1_000_000n + rate : 1_000_000n;
    return { gross, tax: (2n * gross * rate + divisor) / (2n * divisor) };
  });
  const sum = (part: (line: (typeof priced)[number]) => bigint): number =>
    Number(priced.reduce((all, line) => all + part(line), 0n));
  const subtotal = sum(({ gross }) => gross);
  const tax = sum(({ tax: ofLine }) => ofLine);
  return { subtotal, tax, total: included ? subtotal : subtotal + tax };
};

const sumOf = <T>(list: readonly T[], part: (one: T) => number): number => list.reduce((sum, one) => sum + part(one), 0);

/** lines + tax − discount = total = payments − change, wherever an order is told of. */
const requireExact = (order: OrderView, shop: Shop, lines: readonly Line[]): void => {
  const { subtotal, tax, total } = expected(lines, shop);
  expect(order).toMatchObject({
    taxIncluded: shop.included,
    discount: { amount: 0 },
    subtotal: { amount: subtotal, currency: shop.currency },
    tax: { amount: tax, currency: shop.currency },
    total: { amount: total, currency: shop.currency },
  });
  const net = sumOf(order.orderItems, (item) => item.unitPrice.amount * item.units - item.discount.amount);
  const added = shop.included ? 0 : sumOf(order.orderItems, (item) => item.tax.amount);
  expect(net + added).toBe(total);
  expect(sumOf(order.orderItems, (item) => item.total.amount)).toBe(total);
  const confirmed = order.payments.filter(({ status }) => status === 'Confirmed');
  expect(confirmed).toHaveLength(order.payments.length);
  const taken = sumOf(confirmed, ({ tendered, change }) => tendered.amount - change.amount);
  expect(taken).toBe(order.status === 'Cancelled' ? 0 : total);
  expect(order.paid.amount).toBe(taken);
  expect(order.due.amount).toBe(0);
};

it(
  'any basket, in any currency, at any tax, paid in any way, is right to the last minor unit',
  async () => {
    const seed = announceSeed('baskets');
    await withTemporaryFolder(async (folder) => {
      // One shop is set up and copied: a password takes longer to hash than all sales of a run.
      const template = await openTryTill({ dataDir: join(folder, 'template') });
      await template.call('identity.setUpShop', {
        shop: { name: 'Shop', currency: 'EUR', taxRatePpm: 0, pricesIncludeTax: true },
        owner: { id: newId(), name: 'Ada', lastName: '', email: 'ada@shop.example', password: 'correct horse', pin: '271828' },
      });
      const [owner] = await template.call('identity.getUsers', {});
      await template.app.close();
      const tally = { baskets: 0, cancels: 0, cards: 0, withChange: 0 };

      const sellAt = async (shop: Shop, round: readonly Round[]): Promise<void> => {
        const dataDir = join(folder, 'shop');
        mkdirSync(dataDir);
        copyFileSync(template.file, join(dataDir, DATABASE_FILE));
        const sqlite = new Sqlite(join(dataDir, DATABASE_FILE));
        sqlite.prepare('UPDATE shop SET currency = ?, prices_include_tax = ?').run(shop.currency, Number(shop.included));
        sqlite.prepare('UPDATE tax_rate SET rate_ppm = ?').run(shop.ratePpm);
        sqlite.close();
        // What is on disk for certain is another proof's.
        const till = await openTryTill({ dataDir, open: { synchronous: 'OFF' } });
        try {
          till.session.signIn(owner as UserView);
          for (const { lines, payments, cancelled } of round) {
            const basket = [];
            for (const { price, quantity } of lines) {
              const id = newId();
              await till.call('catalog.createCatalogItem', {
                id,
                name: 'Thing',
                price: { amount: price, currency: shop.currency },
                openingStock: 500,
              });
              basket.push({ itemId: id, quantity });
            }
            const { totals } = await till.call('basket.updateBasket', { lines: basket });
            const { total } = expected(lines, shop);
            expect(totals.total).toEqual({ amount: total, currency: shop.currency });
            const tenders = tendersFor(total, shop.currency, payments);
            const orderId = newId();
            requireExact(await till.call('basket.checkout', { orderId, total: totals.total, payments: tenders }), shop, lines);
            if (cancelled)
              requireExact(await till.call('ordering.cancelOrder', { orderId, reason: 'changed their mind' }), shop, lines);
            const order = await till.call('ordering.getOrderById', { orderId });
            requireExact(order, shop, lines);
            const given = sumOf(
              order.payments.filter(({ refundOf }) => refundOf === null),
              ({ tendered }) => tendered.amount,
            );
            expect(given - order.change.amount).toBe(total);
            for (const { itemId, quantity } of basket) {
              const item = await till.call('catalog.getCatalogItemById', { id: itemId });
              expect(item.availableStock).toBe(cancelled ? 500 : 500 - quantity);
            }
            tally.baskets += 1;
            tally.cancels += Number(cancelled);
            tally.cards += Number(tenders.some(({ method }) => method === 'card'));
            tally.withChange += Number(order.change.amount > 0);
          }
        } finally {
          await till.app.close();
        }
        // The same once more by the rows, and by the events that leave the till.
        expect(inspectTill(till.file)).toEqual([]);
      };

      const property = fc.asyncProperty(shops, fc.array(rounds, { minLength: 1, maxLength: 4 }), async (shop, round) => {
        try {
          await sellAt(shop, round);
        } finally {
          rmSync(join(folder, 'shop'), { recursive: true, force: true });
        }
      });
      await fc.assert(property, { seed, numRuns: SCALE.baskets });
      console.log(
        `${tally.baskets} baskets: ${tally.cards} with a card, ${tally.withChange} with change, ${tally.cancels} cancelled`,
      );
      for (const count of Object.values(tally)) expect(count).toBeGreaterThan(0);
    });
  },
  PROOF_TIMEOUT_MS,
);
