import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { itemOf } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

const line = (page: Page, name: string) => page.locator('[data-line]').filter({ hasText: name });

test('a manager takes something off a line and off the basket, names a price, and the order tells why', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const [loaf, roll] = [await itemOf(till, 'Sourdough loaf 750 g'), await itemOf(till, 'Seeded roll')];
  await ask(till, 'pricing.savePromotion', {
    id: crypto.randomUUID(),
    name: '3 for 2 rolls',
    active: true,
    revision: 0,
    rule: {
      kind: 'group-percent',
      target: { itemIds: [roll.id], typeIds: [], brandIds: [] },
      every: 3,
      cheapest: 1,
      percentPpm: 1_000_000,
    },
  });
  await ask(till, 'basket.addItem', { itemId: loaf.id, quantity: 2 });
  await ask(till, 'basket.addItem', { itemId: roll.id, quantity: 3 });
  await expect(line(page, 'Seeded roll')).toContainText('3 for 2 rolls -€0.75');

  await line(page, 'Sourdough')
    .getByRole('button', { name: /^Price of/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Price of Sourdough loaf 750 g' });
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(dialog.getByText('Enter how much.')).toBeVisible();
  await expect(dialog.getByText('Say why.')).toBeVisible();
  await dialog.getByLabel('Percentage').fill('12,5');
  await dialog.getByRole('button', { name: 'Damaged' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(line(page, 'Sourdough')).toContainText('12.5% off -€1.20: Damaged');
  await expect(line(page, 'Sourdough')).toContainText('€8.40');

  await page.keyboard.press('F7');
  const whole = page.getByRole('dialog', { name: 'Discount on the basket' });
  await whole.getByText('Amount off', { exact: true }).click();
  await whole.getByLabel('Amount off the basket').fill('1000');
  await whole.getByLabel('Reason').fill('Anniversary');
  await page.keyboard.press('Enter');
  await expect(whole.getByRole('alert')).toContainText('larger than what is left');
  await whole.getByLabel('Amount off the basket').fill('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Discount: Anniversary')).toBeVisible();
  await expectAccessible(page);

  await line(page, 'Sourdough')
    .getByRole('button', { name: /^Price of/ })
    .click();
  await dialog.getByText('New price', { exact: true }).click();
  await dialog.getByLabel('Price of one').fill('4');
  await dialog.getByLabel('Reason').fill('Price match');
  await page.keyboard.press('Enter');
  await expect(line(page, 'Sourdough')).toContainText('Price by hand: Price match');
  // 2 × 4.00 + 3 × 0.75 − 0.75 − 1.00
  await expect(page.locator('.till-total')).toContainText('€8.50');

  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Take €8.50 in cash' }).click();
  // A second press right behind the first is taken for a slip of the finger.
  await expect(async () => {
    await page.getByRole('button', { name: 'New sale' }).click({ timeout: 1000 });
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByText('R1-000001').first().click();
  for (const told of ['3 for 2 rolls -€0.75', 'price by hand: Price match', 'Discount: Anniversary', 'Tax 19%, included'])
    await expect(page.getByText(told).first()).toBeVisible();
  await expectAccessible(page);
});

test('a discount is taken back', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const { id: itemId } = await itemOf(till, 'Seeded roll');
  await ask(till, 'basket.addItem', { itemId, quantity: 4 });
  await expect(line(page, 'Seeded roll')).toBeVisible();
  await page.keyboard.press('F6');
  const dialog = page.getByRole('dialog', { name: 'Price of Seeded roll' });
  await dialog.getByRole('button', { name: '50%' }).click();
  await dialog.getByRole('button', { name: 'Staff' }).click();
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(page.locator('.till-total')).toContainText('€1.50');
  await page.keyboard.press('F6');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.locator('.till-total')).toContainText('€3.00');
});

test('a sale is for a customer, whose purchases are found again', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const { id: itemId } = await itemOf(till, 'Seeded roll');
  const group = await ask<{ id: string }>(till, 'buyers.createBuyerGroup', { id: crypto.randomUUID(), name: 'Members' });
  const { buyer } = await ask<{ buyer: { id: string; revision: number } }>(till, 'buyers.createBuyer', {
    id: crypto.randomUUID(),
    name: 'Jane Doe',
  });
  await ask(till, 'buyers.setBuyerTerms', {
    buyerId: buyer.id,
    revision: buyer.revision,
    groupId: group.id,
    taxExemption: null,
    accountLimit: 0,
  });
  await ask(till, 'pricing.savePromotion', {
    id: crypto.randomUUID(),
    name: 'Members’ 20 %',
    active: true,
    revision: 0,
    buyerGroupIds: [group.id],
    rule: { kind: 'percent-off', target: { itemIds: [], typeIds: [], brandIds: [] }, percentPpm: 200_000 },
  });
  await ask(till, 'basket.addItem', { itemId, quantity: 4 });
  await expect(page.locator('.till-total')).toContainText('€3.00');
  await page.keyboard.press('F3');
  const picker = page.getByRole('dialog', { name: 'Find a customer' });
  await picker.getByRole('searchbox').or(picker.getByRole('textbox')).first().fill('jan');
  await page.keyboard.press('Enter');
  await expect(page.locator('.till-basket-buyer')).toContainText('Jane Doe');
  await expect(line(page, 'Seeded roll')).toContainText('Members’ 20 % -€0.60');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Not for Jane Doe' }).click();
  await expect(page.locator('.till-total')).toContainText('€3.00');
  await ask(till, 'basket.setBuyer', { buyerId: buyer.id });
  const total = { amount: 240, currency: 'EUR' };
  const payments = [{ id: crypto.randomUUID(), method: 'cash', tendered: total }];
  await ask(till, 'basket.checkout', { orderId: crypto.randomUUID(), total, payments });
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByText('R1-000001').first().click();
  await page.getByRole('link', { name: 'Jane Doe' }).click();
  await expect(page.getByRole('region', { name: 'Purchases' })).toContainText('R1-000001');
  await expectAccessible(page);
});
