import { join } from 'node:path';
import { ALL_SENT, fakeSync, queued } from './fake-sync.ts';
import { expect, test } from './fixtures.ts';
import { itemOf } from './ring-up.ts';
import { openDemoShop } from './shop.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
] as const;
/** What the documents show. */
const SHOWN = ['sync', 'sync-refused', 'below-zero', 'join-store'];

test('the screens of sync have their pictures taken', async ({ till }, testInfo) => {
  const { page } = till;
  const own = testInfo.outputPath('pictures');
  /** In all widths and both colours, to be looked at; the first of them for the documents where one is shown there. */
  const take = async (name: string): Promise<void> => {
    await page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const isShown = SHOWN.includes(name) && colorScheme === 'light' && size === SIZES[0];
        const path = isShown
          ? join(process.env['TILLWRIGHT_PICTURES'] ?? own, name)
          : join(own, `${name}-${colorScheme}-${size.width}`);
        const picture = await page.screenshot({ path: `${path}.png`, animations: 'disabled' });
        expect(picture.length).toBeGreaterThan(5000);
      }
    }
    await page.setViewportSize(SIZES[0]);
  };

  await page.getByRole('button', { name: 'Join a store' }).waitFor();
  await take('first-run');
  await page.getByRole('button', { name: 'Join a store' }).click();
  await page.getByLabel('Address of the hub').fill('https://hub.harbour.example');
  await page.getByLabel('Code').fill('K7QM-4XTD');
  await take('join-store');

  await openDemoShop(till);
  const fake = await fakeSync(till, { ...ALL_SENT, remote: null, status: 'unpaired' });
  await page.keyboard.press('ControlOrMeta+u');
  await page.getByRole('heading', { name: 'Connect this register' }).waitFor();
  await take('sync-connect');

  const now = Date.now();
  const sales = Array.from({ length: 40 }, (_, index) => queued(4200 + index, 160 - index * 4));
  fake.state = { ...ALL_SENT, status: 'offline', waiting: 40, oldestWaitingAt: now - 160 * 60_000, nextTryAt: now + 3_600_000 };
  fake.state = {
    ...fake.state,
    trouble: { kind: 'no-network', message: 'getaddrinfo ENOTFOUND hub.harbour.example', at: now - 20_000 },
  };
  fake.queue = sales;
  fake.money = [
    { method: 'cash', payments: 22, amount: { amount: 51240, currency: 'EUR' } },
    { method: 'card', payments: 17, amount: { amount: 73915, currency: 'EUR' } },
    { method: 'voucher', payments: 1, amount: { amount: 2500, currency: 'EUR' } },
  ];
  await fake.show();
  await page.getByRole('row', { name: 'R1-004200' }).waitFor();
  await take('sync');

  fake.state = { ...ALL_SENT, status: 'attention', waiting: 4, parked: 2, oldestWaitingAt: now - 160 * 60_000, oversold: 2 };
  fake.queue = [
    queued(4200, 160, { state: 'parked', reasonCode: 'invalid', reason: 'data.lines[2].quantity: expected a whole number' }),
    queued(4201, 151, { state: 'behind-parked', subject: 'R1-004200', type: 'app.tillwright.ordering.order-cancelled.v1' }),
    queued(4207, 40, {
      state: 'parked',
      reasonCode: 'unknown-type',
      reason: null,
      subject: 'Harvest week: three for two on apples and pears',
      amount: null,
      type: 'app.tillwright.pricing.promotion-changed.v1',
    }),
    queued(4211, 2),
  ];
  fake.money = [{ method: 'cash', payments: 2, amount: { amount: 4310, currency: 'EUR' } }];
  await fake.show();
  await page.getByRole('row').filter({ hasText: 'Refused' }).first().click();
  await page.getByRole('button', { name: 'Give it up' }).waitFor();
  await take('sync-refused');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').waitFor();
  await take('sync-give-up');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await take('sync-connection');
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await take('sync-export');
  await page.keyboard.press('Escape');

  const [cucumber, roll] = [await itemOf(till, 'Cucumber'), await itemOf(till, 'Seeded roll')];
  const at = now - 600_000;
  fake.oversold = [
    {
      itemId: cucumber.id,
      name: cucumber.name,
      level: -1,
      last: [
        { kind: 'sale', quantity: -3, register: 'R2', at },
        { kind: 'sale', quantity: -1, register: null, at: at - 90_000 },
        { kind: 'receipt', quantity: 3, register: null, at: at - 3_600_000 },
      ],
    },
    { itemId: roll.id, name: roll.name, level: -4, last: [{ kind: 'sale', quantity: -1, register: null, at }] },
  ];
  await fake.show();
  await page.getByRole('link', { name: '2 items below zero' }).click();
  await page.getByRole('row', { name: 'Cucumber' }).click();
  await page.getByRole('radio', { name: 'I counted the goods' }).click();
  await take('below-zero');
  await page.getByRole('navigation').getByRole('link', { name: 'Sell' }).click();
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  await take('sell-chip');
});
