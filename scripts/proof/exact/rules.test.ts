import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { UserView } from '../../../domain/contract/identity.ts';
import type { PromotionRule } from '../../../domain/contract/pricing.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { inspectTill } from '../inspect-till.ts';
import { type Random, seededRandom } from '../random.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';
import { openTryTill, withTemporaryFolder } from '../try-till.ts';

const SALES = 12;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

const drawRule = (random: Random, itemIds: readonly string[]): PromotionRule => {
  const target = { itemIds: random.shuffle(itemIds).slice(0, random.int(0, 3)), typeIds: [], brandIds: [] };
  const percentPpm = random.int(1, 1_000_000);
  return random.pick<PromotionRule>([
    { kind: 'percent-off', target, percentPpm },
    { kind: 'amount-off', target, amount: eur(random.int(1, 300)) },
    { kind: 'quantity-price', target, from: random.int(2, 5), price: eur(random.int(0, 500)) },
    { kind: 'group-percent', target, every: random.int(2, 4), cheapest: 1, percentPpm },
    { kind: 'bundle-price', parts: [{ target, units: random.int(1, 3) }], price: eur(random.int(0, 900)) },
  ]);
};

it(
  'whatever the taxes, promotions, roundings and discounts, what is sold is what was shown, in every row and event',
  () =>
    withTemporaryFolder(async (folder) => {
      const random = seededRandom(announceSeed('shops with rules'));
      const template = await openTryTill({ dataDir: join(folder, 'template') });
      await template.call('identity.setUpDemoShop', { id: newId() });
      const [owner] = await template.call('identity.getUsers', {});
      await template.app.close();
      const tally = { promoted: 0, discounted: 0, named: 0, severalTaxes: 0 };

      for (let shop = 0; shop < SCALE.baskets / 20; shop += 1) {
        const dataDir = join(folder, 'shop');
        mkdirSync(dataDir);
        copyFileSync(template.file, join(dataDir, DATABASE_FILE));
        const till = await openTryTill({ dataDir, open: { synchronous: 'OFF' } });
        till.session.signIn(owner as UserView);
        await till.call('pricing.setRules', {
          pricesIncludeTax: random.chance(0.5),
          rounding: random.pick(['half-up', 'half-even'] as const),
          roundTaxPer: random.pick(['line', 'total'] as const),
          cashStep: 1,
          cashRounding: 'nearest',
        });
        const taxes = Array.from({ length: 3 }, (_, at) => ({
          id: newId(),
          name: `Tax ${at}`,
          rates: [{ fromDay: '2020-01-01', ratePpm: random.int(0, 300_000) }],
        }));
        for (const tax of taxes) await till.call('pricing.saveTax', tax);
        const [standard] = (await till.call('pricing.getTaxes', {})).categories;
        await till.call('pricing.saveTaxCategory', {
          id: standard?.id ?? '',
          name: 'Standard',
          taxIds: random.shuffle(taxes.map(({ id }) => id)).slice(0, random.int(0, 3)),
          isDefault: true,
        });
        const { items } = await till.call('catalog.getCatalogItems', { pageSize: 20 });
        const itemIds = items.map(({ id }) => id);
        for (let at = 0; at < random.int(0, 6); at += 1)
          await till.call('pricing.savePromotion', {
            id: newId(),
            name: `Promotion ${at}`,
            active: true,
            revision: 0,
            rule: drawRule(random, itemIds),
          });

        for (let sale = 0; sale < SALES; sale += 1) {
          const chosen = random.shuffle(itemIds).slice(0, random.int(1, 6));
          await till.call('basket.updateBasket', { lines: chosen.map((itemId) => ({ itemId, quantity: random.int(1, 5) })) });
          const itemId = random.pick(chosen);
          const percentPpm = random.int(1, 1_000_000);
          if (random.chance(0.3))
            await till.call('basket.setPrice', { itemId, price: eur(random.int(0, 2000)), reason: 'bargained' });
          if (random.chance(0.3))
            await till.call('basket.setLineDiscount', { itemId, discount: { percentPpm }, reason: 'chipped' });
          const { total } = (await till.call('basket.getBasket', {})).totals;
          if (random.chance(0.3) && total.amount > 0)
            await till.call('basket.setDiscount', {
              discount: random.chance(0.5) ? { percentPpm } : { amount: eur(1) },
              reason: 'a regular',
            });
          const { totals, lines } = await till.call('basket.getBasket', {});
          const payments = [{ id: newId(), method: 'cash' as const, tendered: totals.total }];
          const order = await till.call('basket.checkout', { orderId: newId(), total: totals.total, payments });
          expect(order).toMatchObject({ ...totals, status: 'Paid' });
          expect(order.orderItems.map((item) => [item.productId, item.discount, item.total])).toEqual(
            lines.map((line) => [line.itemId, line.discount, line.total]),
          );
          tally.promoted += Number(lines.some(({ promotions }) => promotions.length > 0));
          tally.discounted += Number(
            lines.some(({ lineDiscount, basketDiscount }) => lineDiscount.amount + basketDiscount.amount > 0),
          );
          tally.named += Number(lines.some(({ priceReason }) => priceReason !== null));
          tally.severalTaxes += Number(order.orderItems.some((item) => item.taxes.length > 1));
        }
        await till.app.close();
        expect(inspectTill(till.file)).toEqual([]);
        rmSync(dataDir, { recursive: true, force: true });
      }
      for (const count of Object.values(tally)) expect(count).toBeGreaterThan(0);
    }),
  PROOF_TIMEOUT_MS,
);
