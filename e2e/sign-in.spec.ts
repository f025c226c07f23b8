import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ask, openDemoShop, scan, signInByPin } from './shop.ts';

test('the owner founds a shop, and is told at the field what does not fit', async ({ till }) => {
  const { page } = till;
  await page.getByRole('button', { name: 'Create the shop' }).click();
  await expect(page.getByText('Give the shop a name.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name of the shop').fill('Blue Door');
  await page.getByLabel('Tax rate').fill('8.1');
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Byron');
  await page.getByLabel('E-mail').fill('ada@blue.example');
  await page.getByLabel('Password', { exact: true }).fill('a long enough secret');
  await page.getByLabel('PIN', { exact: true }).fill('1234');
  await page.getByLabel('PIN again').fill('1234');
  await page.getByRole('button', { name: 'Create the shop' }).click();
  await expect(page.getByText('no run like 1234')).toHaveCount(2);
  await page.getByLabel('PIN', { exact: true }).fill('4071');
  await page.getByLabel('PIN again').fill('4071');
  await page.getByRole('button', { name: 'Create the shop' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  const { shop } = await ask<{ shop: unknown }>(till, 'identity.getSetup', {});
  expect(shop).toEqual({ name: 'Blue Door', currency: 'EUR', pricesIncludeTax: true, demo: false });
});

test('the demo shop tells its secrets once, and they open the register after a restart', async ({ till }) => {
  await till.page.getByRole('button', { name: 'Try the demo shop' }).click();
  await expect(till.page.getByRole('heading', { name: 'Your demo shop is ready' })).toBeVisible();
  await expectAccessible(till.page);
  const [pin, email, password] = await till.page.getByRole('cell').allTextContents();
  await till.page.getByRole('button', { name: 'I have written them down' }).click();
  await till.page.getByRole('navigation', { name: 'Screens' }).waitFor();

  const page = await till.restart();
  await expect(page.getByLabel('PIN', { exact: true })).toBeVisible();
  await expect(page.getByText(password ?? 'no password')).toHaveCount(0);
  await expectAccessible(page);
  await signInByPin(page, pin ?? '');

  await page.keyboard.press('ControlOrMeta+l');
  await expect(page.getByText('Locked')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in with e-mail and password' }).click();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(email ?? '');
  await page.getByLabel('Password', { exact: true }).fill(password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
});

test('a wrong PIN is refused with growing delays that a restart does not end', async ({ till }) => {
  const owner = await openDemoShop(till);
  await ask(till, 'identity.lock', {});
  const wrong = owner.pin === '907153' ? '907154' : '907153';
  // Until the wait is a minute: a slow computer takes longer than the first ones to start again.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = (await till.call('identity.switchUser', { userId: owner.id, pin: wrong })) as {
      error: { code: string; details: { retryAfterMs?: number } };
    };
    const { retryAfterMs = 0 } = answer.error.details;
    if (retryAfterMs > 30_000) break;
    if (retryAfterMs > 0) await till.page.waitForTimeout(retryAfterMs + 50);
  }
  const page = await till.killAndRestart();
  await page.getByLabel('PIN', { exact: true }).fill(owner.pin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText(/Wait \d+ s\./)).toBeVisible();
  await expectAccessible(page);
});

test('a code scanned into the PIN field is no attempt and is shown nowhere', async ({ till }) => {
  const owner = await openDemoShop(till);
  await till.page.keyboard.press('ControlOrMeta+l');
  await till.page.getByLabel('PIN', { exact: true }).waitFor();
  await scan(till.page, '4006381333931');
  await expect(till.page.getByText('A PIN has four to eight digits.')).toBeVisible();
  await expect(till.page.getByText('4006381333931')).toHaveCount(0);
  await signInByPin(till.page, owner.pin);
});

test('the keys are shown by ?, and a code that no item carries asks what to do', async ({ till }) => {
  const { page } = till;
  await openDemoShop(till);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('Lock, or let another clerk sign in')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await scan(page, '2000000000008');
  const dialog = page.getByRole('dialog', { name: 'No item carries this code' });
  await expect(dialog.getByText('2000000000008')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Give it to an item' }).click();
  await dialog.getByRole('searchbox', { name: 'Which item?' }).fill('cucumb');
  await dialog.getByRole('button', { name: /Cucumber/ }).click();
  await expect(dialog).toBeHidden();
  const { lines } = await ask<{ lines: { name: string }[] }>(till, 'basket.getBasket', {});
  expect(lines.map(({ name }) => name)).toEqual(['Cucumber']);
  await scan(page, '2000000000008');
  await expect.poll(() => ask(till, 'basket.getBasket', {})).toMatchObject({ units: 2 });
});
