import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, itemOf, ringUp, stockOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop, scan } from './shop.ts';

const goToStock = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Stock' }).click();
  await page.getByRole('table', { name: 'Levels' }).waitFor();
};

const item = (page: Page) => page.getByRole('region', { name: 'Item', exact: true });
const level = (page: Page, name: string) => page.getByRole('row', { name, exact: true });

test('a manager scans goods, receives them and counts them', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const cucumber = await itemOf(till, 'Cucumber');
  const roll = await itemOf(till, 'Seeded roll');
  await goToStock(page);
  await expectAccessible(page);
  await scan(page, cucumber.barcodes[0]!.code);
  await expect(item(page).getByRole('heading', { name: 'Cucumber' })).toBeVisible();
  await expect(page.getByLabel('Units received')).toBeFocused();
  await page.keyboard.type('24', { delay: 80 });
  await expect(item(page)).toContainText('15 → 39');
  await expectAccessible(page);
  await scan(page, roll.barcodes[0]!.code);
  await expect(page.getByText('Save or clear this first')).toBeVisible();
  await expect(page.getByLabel('Units received')).toHaveValue('24');
  await page.keyboard.press('Enter');
  await expect(item(page).getByRole('status')).toContainText('Received: +24. There are 39 now.');
  await expect(level(page, 'Cucumber')).toContainText('39');
  await expectAccessible(page);
  expect(await stockOf(till, 'Cucumber')).toBe(39);

  await scan(page, roll.barcodes[0]!.code);
  await expect(item(page).getByRole('heading', { name: 'Seeded roll' })).toBeVisible();
  await item(page).getByText('Adjust', { exact: true }).click();
  await page.getByRole('button', { name: 'Adjust the level' }).click();
  await expect(page.getByText('Enter a whole number.')).toBeVisible();
  await page.getByLabel('Counted now').fill('0');
  await expect(item(page)).toContainText('48 → 0');
  await page.getByLabel('Note').fill('Shelf is empty');
  await page.keyboard.press('Enter');
  await expect(item(page).getByRole('list', { name: 'Last movements' })).toContainText('Shelf is empty');
  await expect(item(page)).toContainText('out');
  await page.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Correction' }).click();
  await page.getByLabel('Change, with − to take off').fill('-2');
  await page.keyboard.press('Enter');
  await expect(item(page)).toContainText('negative');
  await expectAccessible(page);
  expect((await ask<{ units: number }>(till, 'basket.getBasket', {})).units).toBe(0);
});

test('goods past the maximum are taken in and flagged', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const { id } = await itemOf(till, 'Cucumber');
  const seen = await ask<Record<string, unknown>>(till, 'catalog.getCatalogItemById', { id });
  const { name, price, catalogTypeId, catalogBrandId, restockThreshold, revision } = seen;
  const fields = { name, price, catalogTypeId, catalogBrandId, restockThreshold, maxStockThreshold: 20, barcodes: ['4711'] };
  await ask(till, 'catalog.updateCatalogItem', { id, revision, ...fields });
  await goToStock(page);
  await level(page, 'Cucumber').click();
  await page.getByLabel('Units received').fill('10');
  await page.keyboard.press('Enter');
  await expect(item(page)).toContainText('More than the maximum');
  await expectAccessible(page);
  expect(await stockOf(till, 'Cucumber')).toBe(25);
});

test('levels are searched and narrowed to what runs low', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await goToStock(page);
  await page.keyboard.press('F2');
  await page.keyboard.type('cucum', { delay: 80 });
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(item(page).getByRole('heading', { name: 'Cucumber' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Low only' }).check();
  await expect(level(page, 'Liquorice 200 g')).toContainText('out');
  await expect(level(page, 'Cinnamon bun')).toContainText('low');
  await expect(level(page, 'Cucumber')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Household' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expectAccessible(page);
});

test('a clerk sees levels and movements, moves nothing, and scans into the basket', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  await ringUp(till, 'Cucumber', 2);
  const { barcodes } = await itemOf(till, 'Cucumber');
  await switchTo(till, clerk);
  await goToStock(page);
  await level(page, 'Cucumber').click();
  await expect(item(page).getByRole('list', { name: 'Last movements' })).toContainText('Sold');
  await expect(item(page).getByRole('button')).toHaveCount(0);
  await scan(page, barcodes[0]!.code);
  await expect(page.getByText('Cucumber is in the basket')).toBeVisible();
  await page.getByRole('link', { name: 'Movements' }).click();
  const sale = page.getByRole('row').filter({ hasText: 'Sold' });
  await expect(sale).toContainText('Cucumber');
  await expect(sale).toContainText('-2');
  await expect(sale).toContainText('13');
  await expectAccessible(page);
  await sale.getByRole('link', { name: 'see the order' }).click();
  await expect(page.getByRole('heading', { name: 'R1-000001' })).toBeVisible();
});
