import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, type Till, test } from './fixtures.ts';
import { itemOf, setTerminal } from './ring-up.ts';
import { ask, openDemoShop, scan } from './shop.ts';

interface Order {
  readonly id: string;
  readonly status: string;
  readonly payments: readonly { readonly method: string; readonly status: string; readonly voucherCode: string | null }[];
}

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const ALL = ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'];

/** A demo shop that takes everything, rounds cash to 0.05 and knows two foreign currencies. */
const openShop = async (till: Till, tips = false): Promise<void> => {
  await openDemoShop(till);
  await till.page.getByRole('button', { name: 'Apple juice' }).waitFor();
  const foreignCurrencies = [
    { currency: 'USD', rateMicros: 920_000 },
    { currency: 'CHF', rateMicros: 1_040_000 },
  ];
  await ask(till, 'payment.setTenderRules', { methods: ALL, tips, foreignCurrencies, voucherLimit: null });
  const rules = await ask<object>(till, 'pricing.getRules', {});
  await ask(till, 'pricing.setRules', { ...rules, cashStep: 5, cashRounding: 'nearest' });
};
const add = async (till: Till, name: string, quantity: number): Promise<void> => {
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, name)).id, quantity });
  await expect(till.page.locator('[data-line]').filter({ hasText: name })).toBeVisible();
};
const lastOrder = async (till: Till): Promise<Order> => {
  const { items } = await ask<{ items: { id: string }[] }>(till, 'ordering.getOrders', { pageSize: 1 });
  return ask(till, 'ordering.getOrderById', { orderId: items[0]!.id });
};
const issue = (till: Till, code: string, cents: number) =>
  ask(till, 'ordering.sellVoucher', {
    orderId: crypto.randomUUID(),
    code,
    amount: eur(cents),
    payments: [{ id: crypto.randomUUID(), method: 'cash', tendered: eur(cents) }],
  });
const customer = async (till: Till, name: string, accountLimit: number): Promise<string> => {
  const { buyer } = await ask<{ buyer: { id: string } }>(till, 'buyers.createBuyer', { id: crypto.randomUUID(), name });
  const terms = { buyerId: buyer.id, revision: 1, groupId: null, taxExemption: null, accountLimit };
  await ask(till, 'buyers.setBuyerTerms', terms);
  return buyer.id;
};
const type = (page: Page, text: string) => page.keyboard.type(text, { delay: 70 });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Payment' });
const due = (page: Page) => page.getByRole('region', { name: 'What is due' });
/** Another way of paying, by its key. */
const chooseOther = async (page: Page, method: string): Promise<void> => {
  const radio = dialog(page).getByRole('radio', { name: method });
  while (!(await radio.isChecked())) await page.keyboard.press('F9');
};

/** Back from what was paid, or from a payment that was not begun. */
const leave = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
};

test('a sale is split over a voucher, foreign cash and a card, by keys', async ({ till }) => {
  await openShop(till);
  const { page } = till;
  await issue(till, 'GIFT1234', 500);
  await add(till, 'Olive oil 0.5 l', 2);
  await page.keyboard.press('F4');
  await chooseOther(page, 'Voucher');
  await type(page, 'gift 1234');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('€5.00', { exact: true })).toBeVisible();
  await expect(dialog(page).getByLabel('From the voucher')).toHaveValue('5.00');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(due(page)).toContainText('€10.98');

  await chooseOther(page, 'Foreign cash');
  await type(page, '5');
  await expect(dialog(page).getByText('€4.60')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(due(page)).toContainText('€6.38');

  await page.keyboard.press('F7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paid, no change')).toBeVisible();
  expect(await lastOrder(till)).toMatchObject({
    status: 'Paid',
    payments: [
      { method: 'voucher', status: 'Confirmed' },
      { method: 'foreign-cash', status: 'Confirmed' },
      { method: 'card', status: 'Confirmed' },
    ],
  });
});

test('cash is rounded in sight, and foreign cash gives its change in the shop’s own', async ({ till }) => {
  await openShop(till, true);
  const { page } = till;
  await add(till, 'Cucumber', 3);
  await page.keyboard.press('F4');
  await expect(dialog(page)).toContainText('€2.97 is €2.95 in cash: -€0.02 rounding');
  await type(page, '5');
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Change' })).toContainText('€2.05');
  await dialog(page).getByRole('button', { name: 'Keep the change' }).click();
  await expect(dialog(page).getByLabel('Tip')).toHaveValue('2.05');
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Change' })).toContainText('€0.00');
  await expectAccessible(page);
  await dialog(page).getByLabel('Tip').fill('1');
  await dialog(page).getByLabel('The customer gives').press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Change' })).toContainText('€1.05');
  await expect(page.getByText('-€0.02 rounding, €1.00 tip')).toBeVisible();
  await leave(page);

  await add(till, 'Cucumber', 3);
  await page.keyboard.press('F4');
  await chooseOther(page, 'Foreign cash');
  await dialog(page).getByText('CHF', { exact: true }).click();
  await type(page, '10');
  await expect(dialog(page).getByRole('status').filter({ hasText: 'Change in EUR' })).toContainText('€7.45');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Change' })).toContainText('€7.45');
  await leave(page);

  await add(till, 'Cucumber', 1);
  await page.keyboard.press('F4');
  await chooseOther(page, 'Other terminal');
  await expectAccessible(page);
  await type(page, 'A7-');
  await expect(dialog(page).getByText('Up to twelve letters or digits')).toBeVisible();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paid, no change')).toBeVisible();
  expect(await lastOrder(till)).toMatchObject({ status: 'Paid', payments: [{ method: 'external-card' }] });
});

test('one payment of an open order is given back and another is tried', async ({ till }) => {
  await openShop(till);
  const { page } = till;
  await setTerminal(till, 'decline');
  await add(till, 'Olive oil 0.5 l', 2);
  await page.keyboard.press('F4');
  await type(page, '10');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('taken with the rest')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Drop the part of €10.00' }).click();
  await type(page, '5');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The card was not charged')).toBeVisible();
  const giveBack = dialog(page).getByRole('button', { name: 'Give €5.00 back' });
  await giveBack.dblclick();
  await expect(page.getByText('Hand €5.00 back in cash')).toBeVisible();
  await expect(giveBack).toHaveCount(0);
  await expect(due(page)).toContainText('Cash, given back');
  await expectAccessible(page);
  await setTerminal(till, 'approve');
  await page.keyboard.press('F7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paid, no change')).toBeVisible();
  const { payments } = await lastOrder(till);
  expect(payments.map(({ method, status }) => [method, status])).toEqual([
    ['cash', 'Confirmed'],
    ['card', 'Rejected'],
    ['cash', 'Confirmed'],
    ['card', 'Confirmed'],
  ]);
});

test('a voucher is sold, looked up, topped up and redeemed by keys', async ({ till }) => {
  await openShop(till);
  const { page } = till;
  const vouchers = page.getByRole('dialog', { name: 'Vouchers' });
  await page.keyboard.press('Control+g');
  await expect(vouchers.getByLabel('Code')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(vouchers.getByText('Enter how much.')).toBeVisible();
  await type(page, '20');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('The customer gives')).toBeFocused();
  await expect(dialog(page).getByRole('radio', { name: 'Voucher' })).toHaveCount(0);
  await type(page, '50');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Change', { exact: true })).toBeVisible();
  const code = (await lastOrder(till)).payments.at(-1)!.voucherCode!;
  await expect(dialog(page)).toContainText(`${code.slice(0, 4)} ${code.slice(4, 8)}`);
  await expect(dialog(page)).toContainText('€20.00 on it');
  await expectAccessible(page);
  await leave(page);

  await page.keyboard.press('Control+g');
  await scan(page, code);
  await expect(vouchers.getByText('€20.00', { exact: true }).first()).toBeVisible();
  await expect(vouchers.getByLabel('Top it up by')).toBeVisible();
  await expectAccessible(page);
  await vouchers.getByLabel('Top it up by').fill('5');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F7');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('€25.00 on it');
  await leave(page);

  await add(till, 'Cucumber', 1);
  await page.keyboard.press('F4');
  await chooseOther(page, 'Voucher');
  await type(page, 'NOSUCHCODE');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('No voucher has this code.')).toBeVisible();
  await scan(page, code);
  await expect(dialog(page).getByLabel('From the voucher')).toHaveValue('0.99');
  await dialog(page).getByLabel('From the voucher').press('Enter');
  await expect(page.getByText('Paid, no change')).toBeVisible();
  expect(await ask(till, 'payment.getVoucher', { code })).toMatchObject({ balance: eur(2401) });
});

test('a customer buys on account, is shown what is owed, settles it, and is erased only then', async ({ till }) => {
  await openShop(till);
  const { page } = till;
  const buyerId = await customer(till, 'Mara Lindqvist', 2000);
  await ask(till, 'basket.setBuyer', { buyerId });
  await add(till, 'Olive oil 0.5 l', 2);
  await page.keyboard.press('F4');
  await chooseOther(page, 'On account');
  await expect(dialog(page).getByLabel('On the account')).toHaveValue('15.98');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Paid, no change')).toBeVisible();
  await leave(page);

  await ask(till, 'basket.setBuyer', { buyerId });
  await add(till, 'Olive oil 0.5 l', 1);
  await page.keyboard.press('F4');
  await chooseOther(page, 'On account');
  await expect(dialog(page).getByLabel('On the account')).toHaveValue('4.02');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('row', { name: 'Mara Lindqvist' }).click();
  const account = page.getByRole('region', { name: 'Account' });
  await expect(account).toContainText('€15.98');
  await expect(account.getByRole('list', { name: 'Statement' })).toContainText('Purchase R1-000001');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByLabel('Type ERASE to confirm').fill('ERASE');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This customer still owes money.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep the customer' }).click();

  await page.keyboard.press('s');
  await expect(page.getByRole('dialog').getByLabel('Pays now')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByLabel('The customer gives')).toBeFocused();
  await expect(dialog(page).getByRole('radio', { name: 'On account' })).toHaveCount(0);
  await type(page, '20');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('Change', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Done' })).toBeFocused();
  await leave(page);
  await expect(account).toContainText('€0.00');
  await expect(account.getByRole('list', { name: 'Statement' })).toContainText('Paid R1-000002');
  await expect(page.getByRole('button', { name: 'Settle' })).toHaveCount(0);
  await account.getByRole('link', { name: 'R1-000002' }).click();
  await expect(page.getByText('Payment of the account')).toBeVisible();
  await expectAccessible(page);
});

test('the owner says which tenders the shop takes', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Tenders' }).click();
  await page.getByLabel('Foreign cash').check();
  await page.getByLabel('Card, other terminal').uncheck();
  await page.getByLabel('Smallest coin').fill('0.10');
  await page.getByRole('button', { name: 'Add a currency' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter the rate.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Currency' }).fill('USD');
  await page.getByRole('option', { name: /^USD/ }).click();
  await page.getByLabel('1 USD is, in EUR').fill('0,92');
  await page.getByLabel('Bound what this register takes of one voucher').press('Space');
  await page.getByLabel('At most of one voucher').fill('30');
  await page.getByLabel('A payment may hold a tip').press('Space');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The tenders were saved')).toBeVisible();
  await expectAccessible(page);
  expect(await ask(till, 'payment.getTenderRules', {})).toEqual({
    methods: ['cash', 'foreign-cash', 'card', 'voucher', 'account'],
    tips: true,
    foreignCurrencies: [{ currency: 'USD', rateMicros: 920_000 }],
    voucherLimit: eur(3000),
  });
  expect(await ask(till, 'pricing.getRules', {})).toMatchObject({ cashStep: 10, cashRounding: 'nearest' });

  const manager = { name: 'Mia', lastName: 'Manager', email: 'mia@shop.example', password: 'a long enough secret', pin: '5082' };
  const id = crypto.randomUUID();
  await ask(till, 'identity.registerUser', { id, ...manager, role: 'manager' });
  await ask(till, 'identity.switchUser', { userId: id, pin: manager.pin });
  await expect(page.getByText('Only the owner changes these.')).toBeVisible();
  await expect(page.getByLabel('Smallest coin')).not.toBeEditable();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expectAccessible(page);
});
