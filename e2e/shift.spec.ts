import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { addClerk, ringUp, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

/** As fast as a hand; faster would be taken for a scanner. */
const PACE_MS = 80;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

test('a day by keyboard: float, sale, paid out, X, count, Z, and the Z again as a copy', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const folder = join(till.dataDir, 'pdf');
  mkdirSync(folder);
  const printer = { id: crypto.randomUUID(), name: 'Folder', kind: 'pdf-folder', address: folder, paperWidth: 80 };
  await ask(till, 'printing.savePrinter', { ...printer, codePage: 'auto', autoPrint: false, opensDrawer: false });

  await page.getByRole('link', { name: 'Shift' }).click();
  await expect(page.getByText('No shift is open')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('f');
  await expect(page.getByLabel('Notes: €500.00')).toBeFocused();
  // No 500s, and so on down to two 20s.
  for (const key of ['Enter', 'Enter', 'Enter', 'ArrowDown', '2', 'Enter', '1'])
    await page.keyboard.press(key, { delay: PACE_MS });
  await expect(page.getByRole('status', { name: 'Float: sum' })).toHaveText('€50.00');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Notes: €20.00')).toBeFocused();
  await expectAccessible(page);
  for (let at = 0; at < 11; at++) await page.keyboard.press('Enter', { delay: PACE_MS });
  await expect(page.getByRole('button', { name: 'Open the shift' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Shift 1', exact: true })).toBeVisible();

  const order = await ringUp(till, 'Cucumber', 3);
  const region = page.getByRole('region', { name: 'Open shift' });
  await expect(region).toContainText('Should be in the drawer€52.97');
  await page.keyboard.press('o');
  await expect(page.getByLabel('Amount')).toBeFocused();
  await page.keyboard.type('4.50', { delay: PACE_MS });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say what it is for.')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Milk for the office', { delay: PACE_MS });
  await page.keyboard.press('Enter');
  await expect(region).toContainText('€48.47');
  await expect(page.getByRole('region', { name: 'Cash movements' })).toContainText('Paid out: Milk for the office');
  await expectAccessible(page);

  await page.getByRole('heading', { name: 'Shift', exact: true }).click();
  await page.keyboard.press('x');
  const paper = page.getByRole('dialog', { name: 'X report' }).getByRole('img', { name: /X report/ });
  await expect(paper).toHaveAttribute('alt', new RegExp(`X report 1[\\s\\S]*${order.receiptNumber}`));
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Close shift 1' })).toBeVisible();
  await page.getByLabel('Notes: €20.00').fill('2');
  await page.getByLabel('Coins: €2.00').fill('4');
  await expect(page.getByRole('table', { name: 'Count and ledger' })).toContainText('-€0.47');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Count again, or say why.')).toBeVisible();
  await expect(page.getByLabel('Reason for the difference')).toBeFocused();
  await page.keyboard.type('Gave too much change', { delay: PACE_MS });
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');

  const z = page.getByRole('region', { name: 'Z report' });
  await expect(z.getByRole('img')).toHaveAttribute('alt', /Z report 1[\s\S]*Difference EUR\s+-0\.47[\s\S]*Journal entry \d+/);
  await expect(page.getByRole('row', { name: 'Z 1' })).toContainText('Off by -€0.47');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Print' }).click();
  await expect.poll(() => readdirSync(folder)).toEqual([expect.stringMatching(/^R1-Z1-original-.*pdf$/)]);
  await expect(z.getByRole('img')).toHaveAttribute('alt', /COPY/);
  await page.getByRole('button', { name: 'Print' }).click();
  await expect.poll(() => readdirSync(folder).some((name) => name.startsWith('R1-Z1-copy'))).toBe(true);

  // The next sale opens the next shift, with what was left.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByText('No shift is open')).toBeVisible();
  await ringUp(till, 'Cucumber', 1);
  await expect(page.getByRole('heading', { name: 'Shift 2', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cash movements' })).toContainText('left by the last shift');
  const shift = await ask<{ drawer: readonly { expected: number }[] }>(till, 'shifts.getShift', {});
  expect(shift.drawer[0]?.expected).toBe(4800 + 99);
});

test('a clerk who counts blind sees no sum before the count', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const clerk = await addClerk(till);
  await ringUp(till, 'Cucumber', 3);
  await page.getByRole('link', { name: 'Shift', exact: true }).click();
  await page.getByRole('switch', { name: 'Clerks count blind' }).click();
  await expect(page.getByRole('switch', { name: 'Clerks count blind' })).toBeChecked();
  await switchTo(till, clerk);
  await expect(page.getByText('Counted blind')).toBeVisible();
  await expect(page.getByRole('button', { name: 'X report' })).toHaveCount(0);
  await expect(page.getByText('€2.97')).toHaveCount(0);
  await page.getByRole('link', { name: 'Close shift' }).click();
  await expect(page.getByRole('columnheader')).toHaveText(['Currency', 'Counted']);
  await page.getByLabel('Coins: €2.00').fill('1');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the shift' }).click();
  await page.getByLabel('Reason for the difference').fill('Counted twice');
  await page.getByRole('button', { name: 'Close the shift' }).click();
  await expect(page.getByRole('region', { name: 'Z report' }).getByRole('img')).toHaveAttribute('alt', /Expected EUR\s+2\.97/);
});

test('what is not settled is shown and keeps nobody from closing', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ask(till, 'payment.setTerminalBehaviour', { behaviour: 'timeout' });
  const order = await ringUp(till, 'Cucumber', 3, 100);
  await page.getByRole('link', { name: 'Shift', exact: true }).click();
  await expect(page.getByRole('link', { name: order.receiptNumber })).toBeVisible();
  await expectAccessible(page);
  await ask(till, 'shifts.closeShift', { id: crypto.randomUUID(), number: 1, counts: [eur(100)] });
  await expect(page.getByText('No shift is open')).toBeVisible();
});
