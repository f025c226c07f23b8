import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, itemOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop, signInByPin } from './shop.ts';

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

const ROW = 'Cleo Clark';

test('a person is edited by keyboard, and told at the field what does not fit', async ({ till }, testInfo) => {
  await openDemoShop(till);
  const clerk = await addClerk(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('row', { name: ROW }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Person' });
  await expect(panel.getByRole('heading', { name: ROW })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('e');
  await expect(panel.getByLabel('First name')).toBeFocused();
  await panel.getByLabel('E-mail').fill('owner@demo.example');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(panel.getByText('This e-mail already has an account.')).toBeVisible();
  await expect(panel.getByLabel('E-mail')).toBeFocused();
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('edit.png') });
  await page.keyboard.press('Escape');
  await expect(page.getByText('What you changed in this person is not saved yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await panel.getByLabel('E-mail').fill('cleopatra@shop.example');
  await panel.getByLabel('First name').fill('Cleopatra');
  await panel.getByRole('radio', { name: 'Manager' }).check();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(panel.getByRole('heading', { name: 'Cleopatra Clark' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Cleopatra Clark' })).toContainText('Manager');
  expect(await ask(till, 'identity.getUserById', { userId: clerk.id })).toMatchObject({
    name: 'Cleopatra',
    email: 'cleopatra@shop.example',
    role: 'manager',
  });

  await page.getByRole('row', { name: 'Demo Owner' }).click();
  await expect(panel.getByRole('button', { name: 'Retire' })).toHaveCount(0);
  await page.keyboard.press('e');
  await panel.getByRole('radio', { name: 'Clerk' }).check();
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText('The shop needs an owner. Make somebody else an owner first.')).toBeVisible();
  await expectAccessible(page);
});

test('a manager gives a clerk a new PIN, and the clerk chooses another with it', async ({ till }, testInfo) => {
  await openDemoShop(till);
  const { page } = till;
  await addClerk(till);
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('row', { name: ROW }).click();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: 'New PIN or password for Cleo' });
  await expect(dialog.getByLabel('New PIN', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Choose a new PIN, a new password or both.')).toBeVisible();
  await dialog.getByLabel('New PIN', { exact: true }).pressSequentially('1234', { delay: 80 });
  await dialog.getByLabel('New PIN again').pressSequentially('1234', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Choose four to eight digits, no run like 1234 or 0000.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('secrets.png') });
  await dialog.getByLabel('New PIN', { exact: true }).fill('6174');
  await dialog.getByLabel('New PIN again').fill('6174');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('button', { name: ROW }).click();
  await signInByPin(page, '6174');
  await page.getByRole('button', { name: ROW }).click();
  await page.getByRole('menuitem', { name: 'Your PIN and password' }).click();
  const own = page.getByRole('dialog', { name: 'Your PIN and password' });
  await expect(own.getByLabel('Present PIN or password')).toBeFocused();
  await fill(page, { 'Present PIN or password': '9999', 'New PIN': '3058', 'New PIN again': '3058' });
  await own.getByRole('button', { name: 'Save' }).click();
  await expect(own.getByText('That is not right. Try again.')).toBeVisible();
  await expect(own.getByLabel('Present PIN or password')).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('own-secrets.png') });
  await fill(page, { 'Present PIN or password': '6174' });
  await own.getByRole('button', { name: 'Save' }).click();
  await expect(own).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+l');
  await signInByPin(page, '3058');
});

test('who retires is off the sign-in list, keeps the name on what was done, and comes back', async ({ till }, testInfo) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  await switchTo(till, clerk);
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Cucumber')).id, quantity: 2 });
  await ask(till, 'identity.switchUser', { userId: owner.id, pin: owner.pin });
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('row', { name: ROW }).click();
  await page.screenshot({ path: testInfo.outputPath('person.png') });
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.screenshot({ path: testInfo.outputPath('person-narrow.png') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Retire Cleo?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('retire.png') });
  await dialog.getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByRole('row', { name: ROW })).toHaveCount(0);
  await page.getByLabel('Show retired').check();
  await expect(page.getByRole('row', { name: ROW })).toContainText('Retired clerk');
  const panel = page.getByRole('region', { name: 'Person' });
  await expect(panel.getByText('Does not sign in or approve any more.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: testInfo.outputPath('retired.png') });
  expect(await ask(till, 'basket.getParkedBaskets', {})).toMatchObject([{ parkedBy: ROW, units: 2 }]);

  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('button', { name: 'Demo Owner' }).waitFor();
  await expect(page.getByRole('button', { name: ROW })).toHaveCount(0);
  await signInByPin(page, owner.pin);
  await page.getByLabel('Show retired').check();
  await page.getByRole('row', { name: ROW }).click();
  await page.keyboard.press('b');
  await expect(page.getByRole('row', { name: ROW })).not.toContainText('Retired');
  await page.keyboard.press('ControlOrMeta+l');
  await page.getByRole('button', { name: ROW }).click();
  await signInByPin(page, clerk.pin);
});
