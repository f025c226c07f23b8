import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, itemOf, ringUp, setTerminal, stockOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop, scan } from './shop.ts';

const goToOrders = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
};

const row = (page: Page, receiptNumber: string) => page.getByRole('row', { name: receiptNumber });
const order = (page: Page) => page.getByRole('region', { name: 'Order', exact: true });
const receipt = (page: Page, receiptNumber: string) => order(page).getByRole('heading', { name: receiptNumber });

test('a manager finds an order, cancels it, and the stock is back', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await goToOrders(page);
  await expect(page.getByText('No orders yet')).toBeVisible();
  await expectAccessible(page);
  await ringUp(till, 'Cucumber', 3);
  await ringUp(till, 'Seeded roll', 2, 1000);
  await ringUp(till, 'Whole milk 1 l', 1);
  expect(await stockOf(till, 'Cucumber')).toBe(12);

  await page.keyboard.press('F2');
  await page.keyboard.type('2', { delay: 80 });
  await expect(row(page, 'R1-000001')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(receipt(page, 'R1-000002')).toBeVisible();
  await expect(order(page)).toContainText('€10.00 handed over, €8.50 change');
  await page.keyboard.press('Escape');
  await expect(page.getByText('No order chosen')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'R1-000001')).toBeVisible();
  await page.getByRole('searchbox').press('ArrowDown');
  await expect(row(page, 'R1-000003')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(receipt(page, 'R1-000001')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Cancel R1-000001?' });
  await expect(dialog).toContainText('3 units go back into stock.');
  await expect(dialog).toContainText('€2.97 is handed out in cash.');
  await dialog.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(dialog.getByText('Say why it is cancelled.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Reason').fill('Rung up twice');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'R1-000001 is cancelled' })).toContainText('Hand out €2.97');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(order(page)).toContainText('Cancelled by Demo Owner');
  await expect(order(page)).toContainText('Rung up twice');
  await expect(order(page)).toContainText('Refund, cash');
  await expect(row(page, 'R1-000001')).toContainText('Cancelled');
  await expect(order(page).getByRole('button', { name: 'Cancel the order' })).toHaveCount(0);
  await expectAccessible(page);
  expect(await stockOf(till, 'Cucumber')).toBe(15);
});

test('a scanned receipt opens its order, and goods go on to the basket', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ringUp(till, 'Cucumber', 1);
  const { barcodes } = await itemOf(till, 'Seeded roll');
  await goToOrders(page);
  await scan(page, 'R1-000001');
  await expect(receipt(page, 'R1-000001')).toBeVisible();
  await scan(page, barcodes[0]!.code);
  await expect(page.getByText('Seeded roll is in the basket')).toBeVisible();
  await scan(page, 'R1-000009');
  await expect(page.getByText('No order has this receipt number.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all orders' }).click();
  await expect(row(page, 'R1-000001')).toBeVisible();
});

test('the list is narrowed by day, clerk and status', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  const { id: orderId } = await ringUp(till, 'Cucumber', 1);
  await ask(till, 'ordering.cancelOrder', { orderId, reason: 'Rung up by mistake' });
  await ringUp(till, 'Cucumber', 1);
  await switchTo(till, clerk);
  await ringUp(till, 'Seeded roll', 1);
  await goToOrders(page);
  await expect(page.getByRole('row', { name: /^R1-/ })).toHaveCount(3);
  await page.getByText('Yesterday', { exact: true }).click();
  await expect(page.getByText('No order fits these filters.')).toBeVisible();
  await page.getByText('Today', { exact: true }).click();
  await expect(page.getByRole('row', { name: /^R1-/ })).toHaveCount(3);
  await page.getByText('Days…', { exact: true }).click();
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('No order fits these filters.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all orders' }).click();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Cancelled' }).click();
  await expect(page.getByRole('row', { name: /^R1-/ })).toHaveCount(1);
  await expect(row(page, 'R1-000001')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Clerk' }).click();
  await page.getByRole('option', { name: 'Cleo Clark' }).click();
  await expect(row(page, 'R1-000003')).toBeVisible();
});

test('a clerk takes the payment of an open order, and leaves a refund to a manager', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  await setTerminal(till, 'decline');
  await ringUp(till, 'Cucumber', 2, 0);
  await switchTo(till, clerk);
  await goToOrders(page);
  await expect(row(page, 'R1-000001')).toContainText('To pay');
  await row(page, 'R1-000001').click();
  await expect(order(page)).toContainText('Declined');
  await expect(order(page).getByRole('button', { name: 'Cancel the order' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Payment' }).getByLabel('The customer gives').fill('2');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(order(page).getByRole('button', { name: /settle|look up|pay/i })).toHaveCount(0);
  await page.keyboard.press('c');
  await page.getByLabel('Reason').fill('Rung up twice');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'A manager has to approve this' })).toContainText(
    'Cancelling a paid sale: €1.98.',
  );
});

test('a payment and a refund without an answer are settled, never guessed', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await setTerminal(till, 'timeout');
  await ringUp(till, 'Cucumber', 1, 0);
  await page.getByRole('button', { name: '1 payment to resolve' }).click();
  await page.getByRole('menuitem', { name: /R1-000001/ }).click();
  await expect(order(page)).toContainText('Settle it before the order is cancelled.');
  await expectAccessible(page);
  await order(page).getByRole('button', { name: 'Ask the terminal again' }).click();
  await expect(order(page)).toContainText('Visa ···· 4242');

  await order(page).getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('button', { name: 'Faulty goods' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await expect(page.getByRole('alert')).toContainText('The refund has no answer yet');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep the order' }).click();
  await expect(order(page)).toContainText('Its refund has no answer yet');
  await expectAccessible(page);
  await order(page).getByLabel('The slip says: given back').check();
  await order(page).getByRole('button', { name: 'Settle it' }).click();
  await expect(order(page)).toContainText('Cancelled by Demo Owner');
  expect(await stockOf(till, 'Cucumber')).toBe(15);
});

test('on a small screen an order is a page over the list, which keeps its place', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.setViewportSize({ width: 1024, height: 768 });
  for (let count = 0; count < 60; count += 1) await ringUp(till, 'Carrier bag, paper', 1);
  await goToOrders(page);
  await row(page, 'R1-000060').focus();
  for (let number = 59; number >= 5; number -= 1) {
    await page.keyboard.press('ArrowDown');
    await expect(row(page, `R1-0000${String(number).padStart(2, '0')}`)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(receipt(page, 'R1-000005')).toBeVisible();
  await expect(row(page, 'R1-000005')).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(row(page, 'R1-000005')).toBeInViewport();
  await expect(row(page, 'R1-000005')).toBeFocused();
});
