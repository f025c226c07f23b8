import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, itemOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop, signInByPin } from './shop.ts';

test('a basket is parked, another is sold, and the first is taken up, by keyboard alone', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const add = async (name: string, quantity: number): Promise<void> => {
    await ask(till, 'basket.addItem', { itemId: (await itemOf(till, name)).id, quantity });
    await page.locator('[data-line]').filter({ hasText: name }).waitFor();
  };
  await add('Cucumber', 3);
  await page.keyboard.press('F10');
  const dialog = page.getByRole('dialog', { name: 'Park the basket' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('Blue coat', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('The basket is empty')).toBeVisible();
  await expect(page.getByRole('link', { name: 'One basket is parked' })).toBeVisible();

  await add('Seeded roll', 1);
  await page.getByRole('link', { name: 'Parked', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Parked baskets' })).toContainText('Blue coat');
  await expectAccessible(page);
  if (process.env['TILLWRIGHT_SHOTS']) await page.screenshot({ path: `${process.env['TILLWRIGHT_SHOTS']}/parked.png` });
  await expect(page.getByRole('button', { name: 'Take up Blue coat' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Basket', exact: true })).toContainText('Cucumber');
  await page.keyboard.press('F8');
  await page.getByRole('dialog', { name: 'Payment' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'One basket is parked' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('No basket is parked')).toBeVisible();
  await expectAccessible(page);
});

test('locking parks the basket: its clerk has it back, another may take it up', async ({ till }) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Cucumber')).id, quantity: 2 });
  await page.locator('[data-line]').filter({ hasText: 'Cucumber' }).waitFor();
  await page.keyboard.press('Control+l');
  await signInByPin(page, owner.pin);
  await expect(page.getByRole('list', { name: 'Basket', exact: true })).toContainText('Cucumber');

  await page.keyboard.press('Control+l');
  await page.getByText('Locked').waitFor();
  await switchTo(till, clerk);
  await page.getByRole('link', { name: 'One basket is parked' }).click();
  await expect(page.getByRole('button', { name: /^Take up/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Basket', exact: true })).toContainText('Cucumber');
});
