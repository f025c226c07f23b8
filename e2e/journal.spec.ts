import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, ringUp, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

test('a manager reads what happened at the till, and that nobody changed it', async ({ till }) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  const sold = await ringUp(till, 'Cucumber', 3);
  await ask(till, 'ordering.cancelOrder', { orderId: sold.id, reason: 'Rung up twice' });
  await ask(till, 'identity.lock', {});
  const wrong = owner.pin === '907153' ? '907154' : '907153';
  await page.getByLabel('PIN', { exact: true }).fill(wrong);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('That is not right')).toBeVisible();
  await page.getByLabel('PIN', { exact: true }).fill(owner.pin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await page.getByRole('link', { name: 'Journal' }).click();
  const rows = page.getByRole('table', { name: 'Journal' }).getByRole('row');
  await expect(rows).toHaveText([
    /What/,
    /^7.*Sign-inBy PINDemo Owner/,
    /^6.*Failed sign-inWrong PINDemo Owner/,
    /^5.*Cancelled orderR1-000001 of €2\.97, given back: €2\.97 in cashDemo Owner/,
    /^4.*SaleR1-000001, €2\.97 in cashDemo Owner/,
    /^3.*Shift openedShift 1, by its first saleThe till/,
    /^2.*Sign-inSet the shop up/,
    /^1.*Setting changedThe shop: currency EUR/,
  ]);
  await expectAccessible(page);

  await page.keyboard.press('v');
  await expect(page.getByText('The journal holds')).toBeVisible();
  await expect(page.getByText('7 entries, each sealed with the one before.')).toBeVisible();
  await expectAccessible(page);
  const { head } = await ask<{ head: string }>(till, 'journal.verifyJournal', {});
  await expect(page.getByText(head)).toBeVisible();
  await page.getByRole('button', { name: 'Close the outcome' }).click();
  await expect(page.getByText('The journal holds')).toHaveCount(0);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const entry = page.getByRole('region', { name: 'Entry', exact: true });
  await expect(entry.getByRole('heading', { name: 'Sale' })).toBeVisible();
  await expect(entry.locator('code')).toHaveText([/^[0-9a-f]{64}$/, /^[0-9a-f]{64}$/, new RegExp(sold.id)]);
  await expectAccessible(page);
  await page.keyboard.press('o');
  await expect(page.getByRole('heading', { name: 'R1-000001' })).toBeVisible();
});

test('the journal is narrowed, and kept from clerks', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ringUp(till, 'Cucumber', 1);
  const clerk = await addClerk(till);
  await page.getByRole('link', { name: 'Journal' }).click();
  const rows = page.getByRole('table', { name: 'Journal' }).getByRole('row');
  await expect(rows).toHaveCount(6);
  await page.keyboard.press('F2');
  await page.keyboard.type('sale');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveText([/What/, /^4.*Sale/]);
  await page.getByRole('combobox', { name: 'Who' }).click();
  await page.getByRole('option', { name: 'Cleo Clark' }).click();
  await expect(page.getByText('No entry fits these filters.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(rows).toHaveCount(6);
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('No entry fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await switchTo(till, clerk);
  await expect(page.getByRole('link', { name: 'Journal' })).toHaveCount(0);
  expect(await till.call('journal.getJournal', {})).toMatchObject({ ok: false, error: { code: 'shared/forbidden' } });
  expect(await till.call('journal.verifyJournal', {})).toMatchObject({ ok: false, error: { code: 'shared/forbidden' } });
});

test('an entry that was changed past the app is named', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ringUp(till, 'Cucumber', 1);
  const sqlite = new Sqlite(join(till.dataDir, 'till.db'));
  sqlite.exec("DROP TRIGGER journal_stays; UPDATE journal SET user_name = 'Somebody Else' WHERE sequence = 2");
  sqlite.close();
  await page.getByRole('link', { name: 'Journal' }).click();
  await page.getByRole('row', { name: '4 Sale' }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('The journal does not hold')).toBeVisible();
  await expect(page.getByText('Entry 2 was changed after it was written.')).toBeVisible();
  await expectAccessible(page);
});
