import type { Locator, Page } from '@playwright/test';
import { TEST_CARDS } from '../scripts/proof/card-numbers.ts';
import type { Till } from './fixtures.ts';
import { expect, test } from './fixtures.ts';
import { itemOf, ringUp } from './ring-up.ts';
import { ask, openDemoShop, scan, signInByPin } from './shop.ts';

/** What ends the session, leaves the page, or opens a window of the system. */
const LEFT_ALONE =
  /Lock|Sign out|Choose a|Logo|Verify|Save as|Open the display|^Print|Test page|Save the file|Export|Close the shift/i;

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=file], [type=hidden], [readonly], [disabled]), textarea:not([disabled])';
const BUTTONS = 'button:not([disabled], [role=combobox], [role=option], [role=tab], [aria-hidden=true])';

/** Where a person is: in the dialog that is open, or else on the screen. */
const placeOf = async (page: Page): Promise<Locator> => {
  const dialog = page.locator('[role=dialog]:visible').last();
  return (await dialog.count()) > 0 ? dialog : page.getByRole('main');
};

/** Writes a card number into every field that is in sight and sends the form. @returns how many fields took it */
const plant = async (page: Page, nextCard: () => string): Promise<number> => {
  const place = await placeOf(page);
  const fields = await place.locator(FIELDS).filter({ visible: true }).all();
  let planted = 0;
  for (const field of fields) {
    // A field that goes away or does not take text (a day, a choice) is none of these.
    const took = await field.fill(nextCard(), { timeout: 500 }).then(
      () => true,
      () => false,
    );
    if (took) planted += 1;
  }
  if (planted > 0) {
    await page.keyboard.press('Enter');
    const send = place.locator('button[type=submit]:visible').last();
    if ((await send.count()) > 0) await send.click({ timeout: 500 }).catch(() => undefined);
  }
  return planted;
};

const goTo = async (page: Page, path: string): Promise<void> => {
  const url = `${page.url().split('#')[0]}#${path}`;
  // Away and back, so that a form begins anew.
  await page.goto(url.replace(/#.*/, '#/parked'));
  await expect(async () => {
    const discard = page.getByRole('button', { name: 'Discard the changes' });
    if (await discard.isVisible()) await discard.click({ timeout: 1000 });
    if (page.url() !== url) await page.goto(url);
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1000 });
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 1000 });
    expect(page.url()).toBe(url);
  }).toPass({ timeout: 15_000 });
};

/** Goes through the fields of a screen and of all that its buttons open. */
const plantScreen = async (page: Page, path: string, nextCard: () => string): Promise<number> => {
  await goTo(page, path);
  let planted = await plant(page, nextCard);
  await goTo(page, path);
  const names = await page
    .getByRole('main')
    .locator(BUTTONS)
    .filter({ visible: true })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent));
  const tried = [...new Set(names)].filter((name) => name.trim() !== '' && !LEFT_ALONE.test(name)).slice(0, 12);
  for (const name of tried) {
    await goTo(page, path);
    const clicked = await page
      .getByRole('main')
      .getByRole('button', { name, exact: true })
      .first()
      .click({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (clicked) planted += await plant(page, nextCard);
    await page.keyboard.press('Escape');
  }
  return planted;
};

const cards = (): (() => string) => {
  let at = -1;
  return () => {
    at += 1;
    return TEST_CARDS[at % TEST_CARDS.length] ?? '';
  };
};

const openShop = async (till: Till): Promise<string> => {
  const { pin } = await openDemoShop(till);
  await ringUp(till, 'Cucumber', 3);
  await ask(till, 'buyers.createBuyer', { id: crypto.randomUUID(), name: 'Mara Lindqvist' });
  const methods = ['cash', 'card', 'external-card', 'voucher'];
  await ask(till, 'payment.setTenderRules', { methods, tips: false, foreignCurrencies: [], voucherLimit: null });
  return pin;
};

test('card numbers typed into every field of every screen are kept nowhere', async ({ till }) => {
  test.setTimeout(240_000);
  await openShop(till);
  const { page } = till;
  const nextCard = cards();
  const planted: Record<string, number> = {};
  for (const path of [
    '/orders',
    '/returns',
    '/shift',
    '/catalogue',
    '/catalogue/new',
    '/stock',
    '/customers',
    '/staff',
    '/journal',
    '/settings/shop',
    '/settings/receipt',
    '/settings/taxes',
    '/settings/promotions',
    '/settings/tenders',
    '/settings/printers',
    '/settings/limits',
    '/settings/tills',
  ]) {
    planted[path] = await plantScreen(page, path, nextCard);
  }
  // A screen that lost its fields, or whose buttons open nothing any more, would be planted with nothing.
  expect(Object.entries(planted).filter(([, fields]) => fields === 0)).toEqual([]);
});

test('card numbers typed and scanned around a sale, and into a locked till, are kept nowhere', async ({ till }) => {
  test.setTimeout(240_000);
  const pin = await openShop(till);
  const { page } = till;
  const nextCard = cards();
  const { id: itemId } = await itemOf(till, 'Cucumber');
  await goTo(page, '/');
  for (const card of TEST_CARDS) await scan(page, card.replace(/\D/g, ''));
  for (const key of ['F2', 'F3', 'F6', 'F7', 'F10', 'Control+g', 'F4']) {
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 15_000 });
    await ask(till, 'basket.updateBasket', { lines: [{ itemId, quantity: 2 }] });
    await page.locator('[data-line]').first().waitFor();
    await page.keyboard.press(key);
    if (key !== 'F2') await page.getByRole('dialog').locator(FIELDS).first().waitFor();
    expect(await plant(page, nextCard), key).toBeGreaterThan(0);
    if ((await page.getByRole('dialog').count()) > 0) {
      await scan(page, nextCard().replace(/\D/g, ''));
      // What comes of it late would come before the next key.
      await page
        .getByText(/No item carries this code|knows no such voucher/)
        .first()
        .waitFor();
    }
  }
  await till.restart();
  await signInByPin(till.page, pin);
  await ask(till, 'basket.updateBasket', { lines: [{ itemId, quantity: 2 }] });
  await till.page.locator('[data-line]').first().waitFor();
  for (const method of ['Other terminal', 'Voucher']) {
    await till.page.keyboard.press('F4');
    const dialog = till.page.getByRole('dialog', { name: 'Payment' });
    await dialog.waitFor();
    while (!(await dialog.getByRole('radio', { name: method }).isChecked())) await till.page.keyboard.press('F9');
    await dialog.locator(FIELDS).first().waitFor();
    expect(await plant(till.page, nextCard), method).toBeGreaterThan(0);
    await till.page.keyboard.press('Escape');
  }
  await till.page.keyboard.press('Control+l');
  await till.page.getByLabel('PIN', { exact: true }).waitFor();
  await scan(till.page, nextCard().replace(/\D/g, ''));
  await plant(till.page, nextCard);
});
