import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { itemOf } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

test('a reduced rate is added with the day it changes, given to an item, and stands on its sale', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Taxes' }).click();
  await expect(page.getByRole('group', { name: 'Tax', exact: true })).toContainText('19% today');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a tax' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Reduced');
  await page.getByLabel('Rate', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'The rate changes on a day' }).click();
  const second = page.getByRole('group', { name: 'Rate 2' });
  await second.getByLabel('Rate', { exact: true }).fill('8.5');
  await second.getByLabel('From').fill('2099-01-01');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Reduced', exact: true })).toContainText('7% today, 8.5% from');

  await page.getByRole('button', { name: 'Add a category' }).click();
  await page.getByLabel('Name').fill('Food');
  await page.getByRole('checkbox', { name: 'Reduced' }).check();
  await expectAccessible(page);
  await page.getByLabel('Name').press('Enter');
  await expect(page.getByRole('group', { name: 'Food' })).toContainText('Reduced');
  if (process.env['TILLWRIGHT_SHOTS']) await page.screenshot({ path: `${process.env['TILLWRIGHT_SHOTS']}/taxes.png` });

  const { id: itemId } = await itemOf(till, 'Cucumber');
  await page.goto(`${page.url().split('#')[0]}#/catalogue/${itemId}`);
  await page.getByLabel('Tax category', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Food (7%)' }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: 'Catalogue', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Sell' }).click();
  await ask(till, 'basket.addItem', { itemId, quantity: 1 });
  await expect(page.getByRole('region', { name: 'Sale' })).toContainText('Reduced 7%, included');
});

test('the shop gets another name, and another till’s key is refused, added and removed', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Shop', exact: true }).click();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Corner & Co.');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Register' })).toContainText('Corner & Co.');

  await page.getByRole('link', { name: 'Other tills' }).click();
  await expect(page.getByText('The key of this till, R1')).toBeVisible();
  await page.getByLabel('The key of another till').fill('no key');
  await page.getByRole('button', { name: 'Add the till' }).click();
  await expect(page.getByText('This is no key of a till.')).toBeVisible();
  await expectAccessible(page);
  const [own] = await ask<{ text: string }[]>(till, 'till.getReceiptKeys', {});
  // Another last byte makes another key.
  const other = `${own?.text.slice(0, -3)}AAA`;
  await page.getByLabel('The key of another till').fill(other);
  await page.getByRole('button', { name: 'Add the till' }).click();
  await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(0);
});

test('3 for 2 is set up in words, and the basket gives it', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Promotions' }).click();
  await expect(page.getByText('No promotion yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a promotion' }).click();
  await page.getByLabel('Name').fill('Cucumber week');
  await page.getByRole('combobox', { name: 'What it does' }).click();
  await page.getByRole('option', { name: 'n for m, or the second cheaper' }).click();
  await page.getByRole('button', { name: '3 for 2' }).click();
  await page.getByRole('searchbox', { name: 'Single items' }).fill('cucum');
  await expect(page.getByRole('button', { name: 'Cucumber', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('3 for 2 of one item: the cheapest is free');
  await expectAccessible(page);
  if (process.env['TILLWRIGHT_SHOTS']) await page.screenshot({ path: `${process.env['TILLWRIGHT_SHOTS']}/promotion.png` });
  await page.getByLabel('Name').press('Enter');
  await expect(page.getByRole('group', { name: 'Cucumber week' })).toContainText('3 for 2 of one item');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Sell' }).click();
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Cucumber')).id, quantity: 3 });
  await expect(page.getByRole('region', { name: 'Sale' })).toContainText('Cucumber week -€0.99');
});
