import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, itemOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

test('a clerk gives more than they may, with a manager’s PIN, by keyboard alone', async ({ till }) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  await switchTo(till, await addClerk(till));
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Cucumber')).id, quantity: 10 });
  await page.locator('[data-line]').filter({ hasText: 'Cucumber' }).waitFor();

  await page.keyboard.press('F7');
  const reduce = page.getByRole('dialog', { name: /Discount/ });
  await reduce.waitFor();
  await reduce.getByLabel('Discount', { exact: true }).or(reduce.getByRole('textbox').first()).first().fill('25');
  await reduce.getByLabel('Reason').fill('Damaged');
  await page.keyboard.press('Enter');
  const approval = page.getByRole('dialog', { name: 'A manager has to approve this' });
  await expect(approval).toContainText('Discount: 25%. Your limit is 10%.');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(approval).toHaveCount(0);
  await expect(reduce).toBeVisible();
  await expect(reduce).toContainText('above your limit');
  await reduce.getByLabel('Reason').press('Enter');
  await approval.waitFor();
  await page.keyboard.type('000000', { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(approval.getByRole('alert')).not.toBeEmpty();
  await page.keyboard.type(owner.pin, { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Sale' })).toContainText('25% off: Damaged');
});

test('an owner sets how far a role goes', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Roles and limits' }).click();
  await expect(page.getByRole('row', { name: /^Discount/ })).toContainText('Up to');
  await expectAccessible(page);
  await page.getByLabel('Discount, Clerks, up to').fill('12.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The limits were saved')).toBeVisible();
  expect(await ask<{ clerk: { discount: number } }>(till, 'approvals.getLimits', {})).toMatchObject({
    clerk: { discount: 125_000 },
  });
  if (process.env['TILLWRIGHT_SHOTS']) await page.screenshot({ path: `${process.env['TILLWRIGHT_SHOTS']}/limits.png` });
});
