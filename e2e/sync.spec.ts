import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, switchTo } from './ring-up.ts';
import { openDemoShop } from './shop.ts';

test('the chip on every screen leads to Sync, by key and by click, where an owner connects the register', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const chip = page.getByRole('link', { name: 'Sync: Not connected' });
  await expect(chip).toBeVisible();
  // Its colours come with the first screen, and not with a later one that happens to use them.
  await expect(chip).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.keyboard.press('ControlOrMeta+u');
  await expect(page.getByRole('heading', { name: 'This register is not connected' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Connect this register' })).toBeVisible();

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('it begins with https://')).toBeVisible();
  await expect(page.getByText('Enter the code that the office shows.')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Another receiver').click();
  await expect(page.getByLabel('Token', { exact: true })).toBeVisible();

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export the queue' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill('too short');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('At least 10 characters.', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  await chip.click();
  await expect(page.getByRole('heading', { name: 'Sync', level: 1 })).toBeVisible();
});

test('a clerk sees how it stands and nothing more; what is below zero is a manager’s', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Stock' }).click();
  await page.getByRole('table', { name: 'Levels' }).waitFor();
  await page.keyboard.press('b');
  await expect(page.getByText('Nothing is below zero')).toBeVisible();
  await expectAccessible(page);

  await switchTo(till, await addClerk(till));
  await expect(page.getByRole('link', { name: /^Sync: / })).toHaveCount(0);
  await page.getByRole('navigation').getByRole('link', { name: 'Sync' }).click();
  await expect(page.getByRole('heading', { name: 'This register is not connected' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Stock' }).click();
  await expect(page.getByRole('link', { name: 'Below zero' })).toHaveCount(0);
});
