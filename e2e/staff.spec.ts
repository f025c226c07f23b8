import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, switchTo } from './ring-up.ts';
import { openDemoShop, signInByPin } from './shop.ts';

const fill = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
};

test('the owner adds a manager, is told at the field what does not fit, and the manager adds clerks only', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Staff' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Demo Owner (you)' })).toContainText('Owner');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Enter the first name.')).toBeVisible();
  await expect(page.getByLabel('First name')).toBeFocused();
  await expectAccessible(page);

  await fill(page, { 'First name': 'Grace', 'Last name': 'Hopper', 'E-mail': 'owner@demo.example' });
  await fill(page, { Password: 'a long enough secret', PIN: '4071', 'PIN again': '4072' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('The two PINs differ.')).toBeVisible();
  await fill(page, { PIN: '1234', 'PIN again': '1234' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Choose four to eight digits, no run like 1234 or 0000.')).toBeVisible();
  await fill(page, { PIN: '4071', 'PIN again': '4071' });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('This e-mail already has an account.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await fill(page, { 'E-mail': 'grace@shop.example' });
  await page.getByRole('radio', { name: 'Manager' }).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Grace Hopper' })).toContainText('Manager');
  await expectAccessible(page);

  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('button', { name: 'Grace Hopper' }).click();
  await signInByPin(page, '4071');
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page.getByRole('radio', { name: 'Clerk' })).toBeChecked();
});

test('a clerk has no way to the staff', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await switchTo(till, await addClerk(till));
  await expect(page.getByRole('link', { name: 'Stock' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Staff' })).toHaveCount(0);
  await page.evaluate(() => {
    location.hash = '/staff';
  });
  await expect(page.getByRole('heading', { name: 'Staff' })).toHaveCount(0);
});
