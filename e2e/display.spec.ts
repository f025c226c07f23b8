import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, type Till, test } from './fixtures.ts';
import { itemOf } from './ring-up.ts';
import { ask, openDemoShop, scan, signInByPin } from './shop.ts';

const choose = async (till: Till): Promise<void> => {
  await till.page.getByRole('button', { name: 'Demo Owner' }).click();
  await till.page.getByRole('menuitem', { name: 'Customer display' }).click();
};

/** Opens the display as a person does. */
const openDisplay = async (till: Till): Promise<Page> => {
  const opened = till.page.context().waitForEvent('page');
  await choose(till);
  const display = await opened;
  await display.getByRole('heading', { level: 1 }).waitFor();
  return display;
};
const displaysOf = (till: Till) =>
  till.page
    .context()
    .pages()
    .filter((page) => page.url().endsWith('#/display'));
const total = (display: Page) => display.getByRole('status');
const add = async (till: Till, name: string, quantity: number) =>
  ask(till, 'basket.addItem', { itemId: (await itemOf(till, name)).id, quantity });
/** Asks from the display itself, in whichever way its host has. */
const askFrom = (display: Page, operation: string) =>
  display.evaluate(async (name): Promise<unknown> => {
    const { tillwright } = globalThis as { tillwright?: { call(operation: string, input: unknown): Promise<unknown> } };
    if (tillwright) return tillwright.call(name, {});
    const headers = { Authorization: `Bearer ${sessionStorage.getItem('tillwright.token')}` };
    return (await fetch(`/rpc/${name}`, { method: 'POST', headers, body: '{}' })).json();
  }, operation);

test('the customer follows the sale on a window of their own', async ({ till }, testInfo) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  const display = await openDisplay(till);
  await display.setViewportSize({ width: 1280, height: 800 });
  const take = async (name: string): Promise<void> => {
    await expectAccessible(display);
    for (const colorScheme of ['light', 'dark'] as const) {
      await display.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await display.screenshot({ path: join(testInfo.outputPath('pictures'), `${name}-${colorScheme}.png`) });
    }
    await display.emulateMedia({ colorScheme: null, reducedMotion: null });
  };
  await expect(display.getByText('Welcome')).toBeVisible();
  await take('welcome');

  const milk = await itemOf(till, 'Whole milk 1 l');
  await page.bringToFront();
  await scan(page, milk.barcodes[0]!.code);
  await expect(display.getByRole('listitem')).toHaveText([/1 ×Whole milk 1 l/]);
  const { id: buyerId } = (
    await ask<{ buyer: { id: string } }>(till, 'buyers.createBuyer', { id: crypto.randomUUID(), name: 'Nell Named' })
  ).buyer;
  await ask(till, 'basket.setBuyer', { buyerId });
  const target = { itemIds: [milk.id], typeIds: [], brandIds: [] };
  const rule = { kind: 'percent-off', target, percentPpm: 100_000 };
  await ask(till, 'pricing.savePromotion', { id: crypto.randomUUID(), name: 'Milk week', active: true, rule, revision: 0 });
  await add(till, 'Butter croissant', 4);
  await ask(till, 'basket.setDiscount', { discount: { percentPpm: 50_000 }, reason: 'Friend of the house' });
  await expect(display.getByText('Milk week')).toBeVisible();
  await expect(display.getByText('Discount')).toBeVisible();
  await take('basket');
  for (const word of ['Nell', 'Friend', 'stock', 'Demo']) await expect(display.locator('body')).not.toContainText(word);
  await expect(display.getByRole('button')).toHaveCount(0);
  await expect(display.getByRole('link')).toHaveCount(0);
  await expect(display.getByRole('navigation')).toHaveCount(0);

  for (const name of ['Seeded roll', 'Cucumber', 'Apple juice 1 l', 'Olive oil 0.5 l', 'Cinnamon bun', 'Apples 1 kg']) {
    await add(till, name, 2);
    await expect(display.getByRole('listitem').filter({ hasText: name })).toBeInViewport({ ratio: 0.99 });
  }
  await add(till, 'Whole milk 1 l', 1);
  await expect(display.getByRole('listitem').filter({ hasText: 'Whole milk 1 l' })).toBeInViewport({ ratio: 0.99 });
  await add(till, 'Dark chocolate 70 %', 1);
  await expect(display.getByRole('listitem').last()).toBeInViewport({ ratio: 0.99 });
  await take('long');

  const { totals } = await ask<{ totals: { total: { amount: number; currency: string } } }>(till, 'basket.getBasket', {});
  await page.bringToFront();
  await page.keyboard.press('F4');
  await page.getByRole('dialog', { name: 'Payment' }).getByLabel('The customer gives').fill('100');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await expect(display.getByText('Thank you')).toBeVisible();
  await expect(total(display)).toContainText(((10_000 - totals.total.amount) / 100).toFixed(2));
  await take('paid');
  await page.waitForTimeout(600);
  await page.keyboard.press('Escape');

  await scan(page, milk.barcodes[0]!.code);
  await expect(display.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Control+L');
  await expect(display.getByText('Welcome')).toBeVisible();
  await signInByPin(page, owner.pin);
  await expect(display.getByRole('listitem')).toHaveCount(1);
});

test('the display is one, has no rights and takes no keys', async ({ till }) => {
  await openDemoShop(till);
  const display = await openDisplay(till);
  await choose(till);
  await till.page.waitForTimeout(500);
  expect(displaysOf(till)).toHaveLength(1);
  expect(await askFrom(display, 'till.getDisplay')).toMatchObject({ ok: true });
  for (const operation of ['basket.getBasket', 'identity.getSession', 'identity.getSetup', 'ordering.getOrders']) {
    expect(await askFrom(display, operation)).toMatchObject({ ok: false, error: { code: 'shared/forbidden' } });
  }
  const { barcodes } = await itemOf(till, 'Whole milk 1 l');
  await scan(display, barcodes[0]!.code);
  await display.keyboard.press('?');
  await display.keyboard.press('Control+L');
  await expect(display.getByRole('dialog')).toHaveCount(0);
  expect(await ask(till, 'basket.getBasket', {})).toMatchObject({ lines: [] });
  expect(await ask(till, 'identity.getSession', {})).toMatchObject({ locked: false });

  await display.close();
  await openDisplay(till);
  expect(displaysOf(till)).toHaveLength(1);
});

test('the display comes back where it was open', async ({ till }, testInfo) => {
  test.skip(testInfo.project.name !== 'electron', 'a tab is the browser’s to bring back');
  await openDemoShop(till);
  await openDisplay(till);
  await till.restart();
  await expect.poll(() => displaysOf(till).length).toBe(1);
  const [display] = displaysOf(till);
  await expect(display!.getByText('Welcome')).toBeVisible();
  await till.killAndRestart();
  await expect.poll(() => displaysOf(till).length).toBe(1);
  await displaysOf(till)[0]!.close();
  await till.restart();
  await till.page.getByRole('heading', { level: 1 }).waitFor();
  await till.page.waitForTimeout(500);
  expect(displaysOf(till)).toHaveLength(0);
});
