import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { itemOf, type RungUp, ringUp, stockOf } from './ring-up.ts';
import { ask, openDemoShop, scan } from './shop.ts';

const toReturns = async (page: Page): Promise<void> => {
  await page.keyboard.press('F9');
  await page.getByRole('heading', { name: 'Returns', level: 1 }).waitFor();
};
const basket = (page: Page) => page.getByRole('region', { name: 'Sale' });
const comingBack = (page: Page) => page.getByRole('list', { name: 'Coming back' });

test('goods come back by the receipt number, a part at a time, by keyboard alone', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ringUp(till, 'Cucumber', 3);
  await toReturns(page);
  await expect(page.getByText('What comes back?')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.type('77', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('This till has no receipt of that number.')).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'R1-000001' })).toBeVisible();
  await page.getByRole('button', { name: 'Into the basket' }).click();
  await expect(page.getByText('Say how many of which line come back.')).toBeVisible();
  await expect(page.getByText('Say why it comes back.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Units of Cucumber that come back').fill('2');
  await page.getByLabel('Reason').fill('Faulty');
  await page.keyboard.press('Enter');
  await expect(comingBack(page)).toContainText('-€1.98');
  await expect(comingBack(page)).toContainText('to be written off');
  await expectAccessible(page);

  await basket(page).getByRole('button', { name: 'One fewer of Cucumber' }).click();
  await expect(comingBack(page)).toContainText('-€0.99');
  await page.keyboard.press('F4');
  await expect(page.getByText('As it was paid: up to €2.97 can go back this way.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await stockOf(till, 'Cucumber')).toBe(12);
});

test('a scanned receipt leads to its lines from anywhere, and without one the item is worth what it costs today', async ({
  till,
}) => {
  await openDemoShop(till);
  const { page } = till;
  const sale: RungUp = await ringUp(till, 'Cucumber', 2);
  const { codes } = await ask<{ codes: string[] }>(till, 'returns.getReceiptCodes', { orderId: sale.id });
  await scan(page, codes[0] ?? '');
  await expect(page.getByRole('heading', { name: 'R1-000001' })).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.getByLabel('Units of Cucumber that come back')).toHaveValue('2');

  await page.keyboard.press('F3');
  await page.getByLabel('Item', { exact: true }).fill('seeded roll');
  await expect(page.getByRole('radio', { name: 'Seeded roll' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Seeded roll' })).toBeChecked();
  await page.getByLabel('Reason').fill('Wrong item');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Into the basket' }).click();
  await expect(comingBack(page)).toContainText('no receipt');
  await expect(comingBack(page)).toContainText('back into stock');
});

test('an exchange for something that costs as much is finished without money', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ringUp(till, 'Cucumber', 1);
  await toReturns(page);
  await page.keyboard.type('1', { delay: 80 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'R1-000001' }).waitFor();
  await page.keyboard.press('F8');
  await expect(page.getByLabel('Units of Cucumber that come back')).toHaveValue('1');
  await page.getByLabel('Reason').fill('Wrong item');
  await page.keyboard.press('Enter');
  await expect(comingBack(page)).toBeVisible();
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Cucumber')).id, quantity: 1 });
  await expect(page.getByRole('list', { name: 'Basket', exact: true })).toContainText('Cucumber');
  await page.keyboard.press('F4');
  await expect(page.getByText('Nothing is to be paid.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
});
