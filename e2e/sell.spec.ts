import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, type Till, test } from './fixtures.ts';
import { ask, openDemoShop, scan, signInByPin } from './shop.ts';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly barcodes: readonly { readonly code: string }[];
}

interface Order {
  readonly status: string;
  readonly total: { readonly amount: number };
  readonly change: { readonly amount: number };
  readonly payments: readonly {
    readonly method: string;
    readonly status: string;
    readonly amount: { readonly amount: number };
  }[];
}

const itemsOf = async (till: Till): Promise<readonly Item[]> =>
  (await ask<{ items: Item[] }>(till, 'catalog.getCatalogItems', { pageSize: 200 })).items;

const codeOf = (items: readonly Item[], name: string): string => items.find((item) => item.name === name)!.barcodes[0]!.code;

const add = async (till: Till, name: string, quantity: number): Promise<void> => {
  const { id } = (await itemsOf(till)).find((item) => item.name === name)!;
  await ask(till, 'basket.addItem', { itemId: id, quantity });
  await expect(line(till.page, name)).toBeVisible();
};

const line = (page: Page, name: string) => page.locator('[data-line]').filter({ hasText: name });
const unitsOf = (page: Page, name: string) => page.getByLabel(`Units of ${name}`);
const change = (page: Page) => page.getByRole('status').filter({ hasText: 'Change' });

/** Every order, newest first, with its payments. */
const ordersOf = async (till: Till): Promise<readonly Order[]> => {
  const { items } = await ask<{ items: { id: string }[] }>(till, 'ordering.getOrders', {});
  return Promise.all(items.map(({ id }) => ask<Order>(till, 'ordering.getOrderById', { orderId: id })));
};

const terminal = (till: Till, behaviour: string) => ask(till, 'payment.setTerminalBehaviour', { behaviour });

test('scans go into the basket whatever has the focus, and leave a field as it was', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const items = await itemsOf(till);
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  await expectAccessible(page);

  for (let count = 0; count < 5; count += 1) await scan(page, codeOf(items, 'Seeded roll'));
  await scan(page, codeOf(items, 'Whole milk 1 l'));
  await expect(unitsOf(page, 'Seeded roll')).toHaveValue('5');
  await expect(line(page, 'Whole milk 1 l')).toHaveAttribute('aria-current', 'true');

  await page.keyboard.press('F2');
  await page.getByRole('searchbox').fill('choc');
  await scan(page, codeOf(items, 'Seeded roll'));
  await expect(unitsOf(page, 'Seeded roll')).toHaveValue('6');
  await expect(page.getByRole('searchbox')).toHaveValue('choc');
  await expectAccessible(page);

  // A button that has the focus is not pressed by the scanner's Enter.
  await page.getByRole('button', { name: 'Empty the basket' }).focus();
  await scan(page, codeOf(items, 'Seeded roll'));
  await expect(unitsOf(page, 'Seeded roll')).toHaveValue('7');
});

test('units typed ahead, hits chosen by arrows, codes typed by hand', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const items = await itemsOf(till);
  await page.getByRole('button', { name: 'Apple juice' }).waitFor();
  const type = (text: string) => page.keyboard.type(text, { delay: 70 });

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await type('3*');
  await expect(page.getByText('3 ×')).toBeVisible();
  await type('milk');
  await page.keyboard.press('Enter');
  await expect(unitsOf(page, 'Whole milk 1 l')).toHaveValue('3');
  await expect(page.getByText('3 ×')).toHaveCount(0);

  await type('2x water');
  await expect(page.getByText('Enter adds Sparkling water')).toBeAttached();
  await page.getByRole('searchbox').fill('water');
  await expect(page.getByText('Enter adds Sparkling water')).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Enter adds Still water')).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(unitsOf(page, 'Still water 0.75 l')).toHaveValue('1');

  await type(codeOf(items, 'Cucumber'));
  await page.keyboard.press('Enter');
  await expect(line(page, 'Cucumber')).toBeVisible();

  await type('4');
  await page.keyboard.press('*');
  await page.getByRole('button', { name: 'Butter croissant' }).click();
  await expect(unitsOf(page, 'Butter croissant')).toHaveValue('4');

  await page.keyboard.press('F2');
  await type('nothing like it');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing found for “nothing like it”')).toBeVisible();
  await type('9999123');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'No item carries this code' })).toBeVisible();
});

test('quantities change by keys and by typing, and what was taken off comes back', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await add(till, 'Seeded roll', 1);
  await add(till, 'Cucumber', 2);
  await add(till, 'Spaghetti 500 g', 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(line(page, 'Cucumber')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('+');
  await expect(unitsOf(page, 'Cucumber')).toHaveValue('3');
  await page.keyboard.press('-');
  await expect(unitsOf(page, 'Cucumber')).toHaveValue('2');

  await page.keyboard.press('Delete');
  await expect(line(page, 'Cucumber')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('[data-line]').nth(1)).toContainText('Cucumber');
  await expect(unitsOf(page, 'Cucumber')).toHaveValue('2');

  await unitsOf(page, 'Seeded roll').fill('60');
  await page.keyboard.press('Enter');
  await expect(line(page, 'Seeded roll')).toContainText('Only 48 in stock');

  await page.keyboard.press('ControlOrMeta+Backspace');
  await expect(page.getByText('The basket is empty')).toBeVisible();
  await add(till, 'Tomatoes 500 g', 1);
  // The note of the first removal may still be fading.
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.locator('[data-line]')).toHaveCount(4);
  await expect(unitsOf(page, 'Seeded roll')).toHaveValue('60');
});

test('a sale by keys alone, from sign-in to the change, and the next scan begins the next one', async ({ till }) => {
  const owner = await openDemoShop(till);
  const items = await itemsOf(till);
  await ask(till, 'identity.lock', {});
  const { page } = till;
  await page.getByLabel('PIN', { exact: true }).waitFor();
  await signInByPin(page, owner.pin);
  await page.keyboard.press('F2');
  await page.keyboard.type('2*espresso', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(unitsOf(page, 'Espresso beans 500 g')).toHaveValue('2');
  await page.keyboard.press('F4');
  const dialog = page.getByRole('dialog', { name: 'Payment' });
  await expect(dialog.getByLabel('The customer gives')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('20', { delay: 70 });
  await expect(change(page)).toContainText('2.02');
  // A second press right behind the first takes nothing and leaves the change in sight. One call: nothing of the test comes in between.
  await page.keyboard.type('\n\n', { delay: 150 });
  await expect(dialog.getByRole('button', { name: 'New sale' })).toBeFocused();
  await expect(change(page)).toContainText('2.02');
  await expectAccessible(page);

  await scan(page, codeOf(items, 'Seeded roll'));
  await expect(dialog).toHaveCount(0);
  await expect(unitsOf(page, 'Seeded roll')).toHaveValue('1');
  expect(await ordersOf(till)).toMatchObject([{ status: 'Paid', total: { amount: 1798 }, change: { amount: 202 } }]);

  await page.keyboard.press('F8');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Paid, no change')).toBeVisible();
  expect((await ordersOf(till))[0]).toMatchObject({ status: 'Paid', total: { amount: 75 }, change: { amount: 0 } });
});

test('a part by card and the rest in cash', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await add(till, 'Olive oil 0.5 l', 2);
  await page.keyboard.press('F4');
  await page.keyboard.press('F7');
  await expect(page.getByText('Simulated terminal')).toBeVisible();
  await page.getByLabel('On the card').fill('20');
  await expect(page.getByText('a card gives no change')).toBeVisible();
  await page.getByLabel('On the card').fill('10');
  await page.keyboard.press('Enter');
  await expect(page.getByText('taken with the rest')).toBeVisible();
  expect(await ordersOf(till)).toEqual([]);
  await page.getByRole('button', { name: '€10.00', exact: true }).click();
  await expect(change(page)).toContainText('4.02');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take €10.00 in cash' }).click();
  await expect(page.getByRole('button', { name: 'New sale' })).toBeVisible();
  expect(await ordersOf(till)).toMatchObject([
    {
      status: 'Paid',
      change: { amount: 402 },
      payments: [
        { method: 'card', status: 'Confirmed', amount: { amount: 1000 } },
        { method: 'cash', status: 'Confirmed', amount: { amount: 598 } },
      ],
    },
  ]);
});

test('a declined card leaves the order open, over a restart too, until it is paid in cash', async ({ till }) => {
  const owner = await openDemoShop(till);
  await terminal(till, 'decline');
  await add(till, 'Cucumber', 1);
  await till.page.keyboard.press('F4');
  await till.page.keyboard.press('F7');
  await till.page.getByRole('button', { name: 'Charge €0.99 to the card' }).click();
  await expect(till.page.getByText('The card was not charged')).toBeVisible();
  await expectAccessible(till.page);

  const page = await till.killAndRestart();
  await signInByPin(page, owner.pin);
  await expect(page.getByText('is not paid yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('The customer gives').fill('1');
  await page.keyboard.press('Enter');
  await expect(change(page)).toContainText('0.01');
  expect(await ordersOf(till)).toMatchObject([
    {
      status: 'Paid',
      payments: [
        { method: 'card', status: 'Rejected' },
        { method: 'cash', status: 'Confirmed' },
      ],
    },
  ]);
});

test('an open order can be cancelled', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await terminal(till, 'decline');
  await add(till, 'Cucumber', 1);
  await page.keyboard.press('F4');
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: 'Charge €0.99 to the card' }).click();
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(page.getByText('is cancelled')).toBeVisible();
  await expectAccessible(page);
  expect(await ordersOf(till)).toMatchObject([{ status: 'Cancelled' }]);
});

test('a card without an answer is asked for again or settled by hand, and never charged twice', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await terminal(till, 'timeout');
  const payByCard = async (): Promise<void> => {
    await add(till, 'Cucumber', 1);
    await page.keyboard.press('F4');
    await page.keyboard.press('F7');
    await page.getByRole('button', { name: 'Charge €0.99 to the card' }).click();
    await expect(page.getByText('Do not take this money again')).toBeVisible();
  };
  await payByCard();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave it for later' }).click();
  await expect(page.getByRole('button', { name: '1 payment to resolve' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Ask the terminal again' }).click();
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  await page.keyboard.press('Escape');

  await payByCard();
  await page.getByLabel('not paid').check();
  await page.getByRole('button', { name: 'Settle it' }).click();
  await expect(page.getByText('The card was not charged')).toBeVisible();
  await page.keyboard.press('F8');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New sale' }).waitFor();
  expect(await ordersOf(till)).toMatchObject([
    {
      status: 'Paid',
      payments: [
        { method: 'card', status: 'Rejected' },
        { method: 'cash', status: 'Confirmed' },
      ],
    },
    { status: 'Paid', payments: [{ method: 'card', status: 'Confirmed' }] },
  ]);
});
