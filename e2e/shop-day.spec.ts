import { expect, test } from './fixtures.ts';
import { addClerk } from './ring-up.ts';
import { ask, chooseFile, sampleCatalogue, scan, signInByPin } from './shop.ts';

interface Item {
  readonly id: string;
  readonly availableStock: number;
}

const OWNER = { name: 'Olga', lastName: 'Owner', email: 'olga@shop.example', password: 'a long enough secret', pin: '402817' };
const SALSA = '036408201213';

test('a shop’s first day: both catalogues in, a sale, a power cut, and the sale taken back', async ({ till }) => {
  const shop = { name: 'Corner', currency: 'EUR', taxRatePpm: 190_000, pricesIncludeTax: true };
  await ask(till, 'identity.setUpShop', { shop, owner: { id: crypto.randomUUID(), ...OWNER } });
  const clerk = await addClerk(till);
  let { page } = till;

  await page.getByRole('link', { name: 'Catalogue' }).click();
  for (const { file, count } of [
    { file: 'groceries-2000.csv', count: 2000 },
    { file: 'outdoor-shop.json', count: 101 },
  ]) {
    await page.getByRole('button', { name: 'Import' }).first().click();
    await chooseFile(page, sampleCatalogue(file));
    await page.getByRole('button', { name: `Import ${count} items` }).click();
    await expect(page.getByRole('heading', { name: `${count} items were created` })).toBeVisible();
    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.getByRole('button', { name: 'Catalogue', exact: true }).click();
  }

  // The clerk scans a grocery twice, finds a harness by its name, and takes a hundred and fifty in cash.
  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('button', { name: 'Cleo Clark' }).click();
  await signInByPin(page, clerk.pin);
  await scan(page, SALSA);
  await scan(page, SALSA);
  await expect(page.getByLabel('Units of Sonoran Salsa, Mild')).toHaveValue('2');
  await page.keyboard.press('F2');
  await page.keyboard.type('harness summit', { delay: 60 });
  await expect(page.getByRole('button', { name: /Summit Pro Harness/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Units of Summit Pro Harness')).toHaveValue('1');
  await page.keyboard.press('F4');
  const pay = page.getByRole('dialog', { name: 'Payment' });
  // 2 × 14.42 + 89.99
  await expect(pay.getByText('€118.83').first()).toBeVisible();
  await pay.getByLabel('The customer gives').fill('150');
  await page.keyboard.press('Enter');
  await expect(pay.getByText('€31.17')).toBeVisible();
  await expect(pay.getByText('R1-000001')).toBeVisible();

  // The drawer opened: from here on nothing may take the sale away.
  page = await till.killAndRestart();
  await page.getByRole('button', { name: 'Olga Owner' }).click();
  await signInByPin(page, OWNER.pin);
  const salsa = await ask<Item>(till, 'catalog.findByBarcode', { barcode: SALSA });
  expect(salsa.availableStock).toBe(47);
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('row', { name: 'R1-000001' }).click();
  const order = page.getByRole('region', { name: 'Order', exact: true });
  await expect(order).toContainText('Sonoran Salsa, Mild');
  await expect(order).toContainText('€118.83');

  await page.keyboard.press('c');
  await page.getByRole('dialog', { name: 'Cancel R1-000001?' }).getByLabel('Reason').fill('The customer changed her mind');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'R1-000001 is cancelled' })).toContainText('Hand out €118.83');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(order).toContainText('Cancelled by Olga Owner');
  expect(await ask<Item>(till, 'catalog.findByBarcode', { barcode: SALSA })).toMatchObject({ availableStock: 49 });
  const { items } = await ask<{ items: { quantity: number; kind: string }[] }>(till, 'catalog.getStockMovements', {
    itemId: salsa.id,
  });
  expect(items.map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['return', 2],
    ['sale', -2],
    ['opening', 49],
  ]);
});
