import { expect, test } from './fixtures.ts';
import { itemOf, ringUp } from './ring-up.ts';
import { ask, chooseFile, openDemoShop, sampleCatalogue } from './shop.ts';
import { takePicture } from './take-picture.ts';

const SIZE = { width: 1280, height: 800 };

test('every screen has its picture taken', async ({ till }, testInfo) => {
  const { page } = till;
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const take = (name: string): Promise<void> => takePicture(page, name, testInfo);
  const goTo = async (screen: string): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name: screen }).click();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  };

  await page.getByRole('button', { name: 'Try the demo shop' }).waitFor();
  await take('first-run');
  await openDemoShop(till);
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  await ringUp(till, 'Cucumber', 3);
  await ringUp(till, 'Seeded roll', 4, 1000);
  const taken = await ringUp(till, 'Whole milk 1 l', 2);
  await ask(till, 'ordering.cancelOrder', { orderId: taken.id, reason: 'Rung up twice' });
  for (const [name, quantity] of [
    ['Apples 1 kg', 2],
    ['Butter croissant', 4],
    ['Dark chocolate 70 %', 1],
    ['Cinnamon bun', 2],
  ] as const) {
    await ask(till, 'basket.addItem', { itemId: (await itemOf(till, name)).id, quantity });
    await page.locator('[data-line]').filter({ hasText: name }).waitFor();
  }
  await take('sell');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await take('sell-dark');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  await page.keyboard.press('F4');
  await page.getByRole('dialog', { name: 'Payment' }).getByLabel('The customer gives').fill('50');
  await take('pay');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await take('change');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await goTo('Orders');
  await page.getByRole('row', { name: 'R1-000002' }).click();
  await page.getByRole('heading', { name: 'R1-000002' }).waitFor();
  await take('orders');
  await goTo('Stock');
  await page.getByRole('row', { name: 'Cinnamon bun' }).click();
  await page.getByRole('heading', { name: 'Cinnamon bun' }).waitFor();
  await take('stock');
  await goTo('Staff');
  await take('staff');
  const { buyer } = await ask<{ buyer: { id: string } }>(till, 'buyers.createBuyer', {
    id: crypto.randomUUID(),
    name: 'Mara Lindqvist',
    phones: ['+46 8 123 45 67'],
    emails: ['mara@example.com'],
    addresses: [{ label: 'Home', street: 'Harbour Street 5', city: 'Stockholm', zipCode: '111 30' }],
  });
  await ask(till, 'basket.setBuyer', { buyerId: buyer.id });
  await ringUp(till, 'Dish soap 500 ml', 1);
  await goTo('Customers');
  await page.getByRole('row', { name: 'Mara Lindqvist' }).click();
  await page.getByRole('heading', { name: 'Mara Lindqvist' }).waitFor();
  await page.getByRole('link', { name: /^R1-/ }).waitFor();
  await take('customers');
  await goTo('Shift');
  await page.getByRole('heading', { name: 'Shift 1', exact: true }).waitFor();
  await take('shift');
  await goTo('Returns');
  await page.getByRole('searchbox').fill('R1-000001');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cucumber').first()).toBeVisible();
  await take('returns');
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Apples 1 kg')).id, quantity: 2 });
  await ask(till, 'basket.parkBasket', { name: 'Blue coat' });
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Butter croissant')).id, quantity: 4 });
  await ask(till, 'basket.parkBasket', { name: 'Forgot the milk' });
  await goTo('Parked');
  await expect(page.getByText('Forgot the milk')).toBeVisible();
  await take('parked');
  const target = { itemIds: [(await itemOf(till, 'Cucumber')).id], typeIds: [], brandIds: [] };
  const rule = { kind: 'group-percent', target, every: 3, cheapest: 1, percentPpm: 1_000_000 };
  await ask(till, 'pricing.savePromotion', { id: crypto.randomUUID(), name: '3 for 2', active: true, revision: 0, rule });
  await goTo('Settings');
  await page.getByRole('link', { name: 'Promotions' }).click();
  await expect(page.getByText('3 for 2').first()).toBeVisible();
  await take('promotions');
  await page.getByRole('link', { name: 'Receipt', exact: true }).click();
  await page.locator('.till-receipt-paper').waitFor();
  await take('settings');
  await goTo('Journal');
  await page.getByRole('row', { name: 'Cancelled order' }).click();
  await page.getByRole('heading', { name: 'Cancelled order' }).waitFor();
  await take('journal');
  await goTo('Catalogue');
  await take('catalogue');
  await page.getByRole('row', { name: 'Apples 1 kg' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
  await take('item');
  await goTo('Catalogue');
  await page.getByRole('button', { name: 'Import' }).click();
  await chooseFile(page, sampleCatalogue('groceries-2000.csv'));
  await page.getByRole('button', { name: 'Import 2000 items' }).waitFor();
  await take('import');
  await goTo('Sell');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await take('keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+l');
  await page.getByLabel('PIN', { exact: true }).waitFor();
  await take('sign-in');
});
