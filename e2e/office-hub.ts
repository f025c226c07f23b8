import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { test as base, type Page } from '@playwright/test';
import { newId } from '../domain/shared/ids.ts';
import { overPglite } from '../sync/hub/database.ts';
import { AT, item, payment } from '../sync/hub/testing/events.ts';
import { type PairedTill, ServedHub } from '../sync/hub/testing/served-hub.ts';

const OFFICE_DIR = resolve(import.meta.dirname, '../out/office');
/** An embedded database is compiled when it starts, which a busy machine takes its time for. */
const START_MS = 240_000;
const MINUTE_MS = 60_000;

/** A hub with the built page on an embedded database of this test alone; hub and page have the same time. */
export const test = base.extend<{ served: ServedHub }>({
  served: [
    async ({ page }, use) => {
      const database = overPglite(await PGlite.create());
      const served = await ServedHub.start({ database }, { officeDir: OFFICE_DIR });
      await page.clock.install({ time: AT });
      await use(served);
      await served.hub.close();
    },
    { timeout: START_MS },
  ],
});

export const openOffice = async (page: Page, served: ServedHub): Promise<void> => {
  await page.goto(`${served.hub.url}/office/`);
  await page.getByLabel('Office key', { exact: true }).fill(served.hub.officeKey ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
};

const GOODS = [
  ['Apple juice 1 l', 249, 'Drinks', 'Green Meadow'],
  ['Apples 1 kg', 299, 'Fruit & vegetables', null],
  ['Butter croissant', 180, 'Bakery', null],
  ['Cinnamon bun', 220, 'Bakery', null],
  ['Cucumber', 99, 'Fruit & vegetables', null],
  ['Dark chocolate 70 %', 379, 'Sweets', 'Kakao Nord'],
  ['Dish soap 500 ml', 215, 'Household', null],
  ['Espresso beans 500 g', 890, 'Drinks', 'Hafen Rösterei'],
  ['Oat milk 1 l', 219, 'Dairy', 'Green Meadow'],
  ['Rye bread', 365, 'Bakery', null],
  ['Seeded roll', 95, 'Bakery', null],
  ['Whole milk 1 l', 149, 'Dairy', 'Green Meadow'],
] as const;

const goods = () =>
  GOODS.map(([name, amount, catalogType, catalogBrand]) =>
    item({
      name,
      price: { amount, currency: 'EUR' },
      catalogTypeId: newId(),
      catalogType,
      ...(catalogBrand !== null && { catalogBrandId: newId(), catalogBrand }),
      restockThreshold: 5,
    }),
  );

/** Paid by card or in cash, at 2.50 each. */
const sale = ({ till }: PairedTill, itemId: string, units: number, method: 'cash' | 'card') => {
  const id = newId();
  return till.order('paid', [{ itemId, units }], { id, payments: [payment(id, units * 250, { method })] });
};

/** Takes in all changes, and says so by asking on from there. */
const catchUp = async (till: PairedTill): Promise<void> => {
  const { cursor } = await till.changes();
  await till.changes({ cursor });
};

/**
 * Two stores with two registers each: Harbour Street has sold 14 units on five receipts, the market 3 of the 2 that it had. One register was
 * not heard of for 12 minutes, one never; one edit met another and lost, and one event was refused.
 */
export const openShops = async (served: ServedHub) => {
  const items = goods();
  const [first, apples] = [items[0]!, items[1]!];
  const harbour = await served.pairTill({ for: 'new-store', name: 'Harbour Street' });
  await harbour.send(
    ...items.map((one) => harbour.till.itemChanged(one)),
    ...items.map(({ id }, place) => harbour.till.moved(id, 12 + place * 3)),
  );
  const market = await served.pairTill({ for: 'new-store', name: 'Old Town Market', likeStoreId: harbour.storeId });
  await market.send(market.till.moved(apples.id, 2));
  const second = await served.pairTill({ for: 'store', storeId: harbour.storeId });
  await second.send(...[1, 4].map((units) => sale(second, first.id, units, 'card')));
  const silent = await served.pairTill({ for: 'store', storeId: market.storeId });
  served.clock.at += 12 * MINUTE_MS;
  await harbour.send(
    sale(harbour, first.id, 2, 'cash'),
    sale(harbour, apples.id, 6, 'card'),
    sale(harbour, items[9]!.id, 1, 'cash'),
    harbour.till.event('app.tillwright.catalog.item-changed.v1', apples.id, { name: 'Apples' }),
  );
  await market.send(
    sale(market, apples.id, 3, 'card'),
    market.till.itemChanged(
      { ...items[2]!, price: { amount: 190, currency: 'EUR' } },
      { price: { amount: 175, currency: 'EUR' } },
    ),
  );
  await catchUp(harbour);
  await catchUp(market);
  return { items, harbour, second, market, silent };
};
