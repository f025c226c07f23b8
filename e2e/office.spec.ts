import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { openOffice, openShops, test } from './office-hub.ts';

test.setTimeout(480_000);

const goTo = async (page: Page, screen: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name: screen }).click();
};

test('nobody passes without the office key', async ({ page, served }) => {
  await page.goto(`${served.hub.url}/office/`);
  const key = page.getByLabel('Office key', { exact: true });
  await key.fill('not the key');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('That is not the office key. Check it and try again.');
  await expectAccessible(page);
  await key.fill(served.hub.officeKey ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No store yet' })).toBeVisible();
  await expectAccessible(page);
  for (const [screen, heading] of [
    ['Registers', 'No register yet'],
    ['Stock', 'No items yet'],
    ['Items', 'No items yet'],
    ['Refused', 'Nothing was refused'],
  ] as const) {
    await goTo(page, screen);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(key).toBeVisible();
  await page.reload();
  await expect(key).toBeVisible();
});

test('the page is served with a strict policy and asks nobody else', async ({ page, served }) => {
  const asked = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  const response = await page.goto(`${served.hub.url}/office/`);
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self';");
  await openOffice(page, served);
  expect([...asked].filter((origin) => origin !== 'data:')).toEqual([served.hub.url]);
  expect(complaints).toEqual([]);
});

test('the sales of the day and what is late are in sight', async ({ page, served }) => {
  await openShops(served);
  await openOffice(page, served);
  const sales = page.getByRole('region', { name: 'Sales in EUR' });
  await expect(sales.getByRole('row', { name: /Harbour Street/ })).toContainText('€35.00');
  await expect(sales.getByRole('row', { name: /Old Town Market/ })).toContainText('€7.50');
  await expect(sales.getByRole('row', { name: /All 2 stores/ })).toContainText('€42.50');
  await expect(sales.getByText('Cash €7.50').first()).toBeVisible();
  const late = page.getByRole('region', { name: 'Registers' });
  await expect(late).toContainText('R2, Harbour Street12 min behind');
  await expect(late).toContainText('R2, Old Town Marketnever seen');
  await expect(page.getByRole('region', { name: 'Below zero' })).toContainText('Apples 1 kg');
  await expectAccessible(page);

  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'Nothing sold on this day' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(sales).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('The day before');
});

test('a register is connected by a code, and loses its access', async ({ page, served }) => {
  const { second } = await openShops(served);
  await openOffice(page, served);
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('row', { name: 'R1, Harbour Street' })).toContainText('up to date');
  await expectAccessible(page);

  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Connect a register' });
  await dialog.getByRole('button', { name: 'Make a code' }).click();
  await expect(dialog.getByText('Choose the store.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Store' }).fill('harb');
  await page.getByRole('option', { name: 'Harbour Street' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const code = await dialog.getByLabel('The code', { exact: true }).textContent();
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expect(dialog.getByRole('timer')).toContainText(/1[45]:\d\d more/);
  await expectAccessible(page);
  const register = { id: crypto.randomUUID(), incarnation: crypto.randomUUID(), code: 'R1', receiptKey: null };
  const paired = await served.post('/pair', { code: code?.replace('-', ''), register, shop: null });
  expect(paired).toMatchObject({ status: 200, body: { registerCode: 'R3' } });
  await page.clock.fastForward(15_000);
  await expect(dialog.getByText('R3 is connected')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('row', { name: 'R2, Harbour Street' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'R2', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Revoke' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke R2, Harbour Street?' });
  await expectAccessible(page);
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: 'R2, Harbour Street' })).toContainText('revoked');
  expect((await second.batch([])).status).toBe(401);

  await page.getByRole('button', { name: 'Replace it' }).click();
  await expect(page.getByRole('combobox', { name: 'In place of' })).toHaveValue('R2, Harbour Street');
});

test('a code that nobody used is over after 15 minutes', async ({ page, served }) => {
  await openOffice(page, served);
  await page.getByRole('link', { name: 'Connect a register' }).click();
  await page.getByLabel('Name of the store').fill('Harbour Street');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('The code', { exact: true })).toBeVisible();
  await page.clock.fastForward('15:01');
  await expect(page.getByRole('alert')).toContainText('This code is over');
  await page.getByRole('button', { name: 'Make another' }).click();
  await expect(page.getByRole('button', { name: 'Make a code' })).toBeVisible();
});

test('an item is changed in all stores at once', async ({ page, served }) => {
  const { harbour, market, items } = await openShops(served);
  const cucumber = items[4]!;
  const { cursor } = await harbour.changes();
  await openOffice(page, served);
  await goTo(page, 'Items');
  await page.keyboard.press('F2');
  await page.keyboard.type('cucum');
  await expect(page.getByRole('row', { name: 'Apples 1 kg' })).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const price = page.getByLabel('Price');
  await expect(price).toHaveValue('0.99');
  await price.fill('one euro');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Enter the price, for example 2.50.')).toBeVisible();
  await expectAccessible(page);
  await price.fill('1,09');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Cucumber was saved in all stores')).toBeVisible();
  await expect(page.getByText('Last changed: The office')).toBeVisible();
  const told = (await harbour.changes({ cursor })).changes.find(({ event }) => event.partitionkey === cucumber.id);
  expect(told?.event).toMatchObject({
    source: `/hubs/${served.hub.hubId}`,
    type: 'app.tillwright.catalog.item-changed.v1',
    data: { price: { amount: 109, currency: 'EUR' } },
  });
  expect((await market.changes()).changes.find(({ event }) => event.partitionkey === cucumber.id)?.event.data).toMatchObject({
    price: { amount: 109, currency: 'EUR' },
  });

  await page.getByRole('textbox', { name: 'Name' }).fill('Cucumber, each');
  const { revision } = await served.office('getItem', { itemId: cucumber.id });
  await served.office('editItem', { itemId: cucumber.id, revision, set: { price: { amount: 119, currency: 'EUR' } } });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert', { name: 'Someone else changed this item meanwhile' })).toContainText(
    'Price: €1.09 → €1.19',
  );
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep my changes on top' }).click();
  await expect(price).toHaveValue('1.19');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Cucumber, each' })).toBeVisible();
  expect((await served.office('getItem', { itemId: cucumber.id })).prices.map((one) => one.price.amount)).toEqual([119, 119]);

  const code = page.getByLabel('Add a barcode');
  const apples = items[0]!;
  const held = await served.office('getItem', { itemId: apples.id });
  await served.office('editItem', { itemId: apples.id, revision: held.revision, set: { barcodes: ['96385074'] } });
  await code.fill('96385074');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`96385074 is on ${apples.name}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Remove 96385074' }).press('Enter');
  await code.fill('4006381333931');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByRole('list', { name: 'Barcodes of this item' })).toContainText('4006381333931EAN-13');
  expect((await market.changes()).changes.find(({ event }) => event.partitionkey === cucumber.id)?.event.data).toMatchObject({
    barcodes: expect.arrayContaining([{ code: '4006381333931', kind: 'ean13', checkDigitOk: true }]),
  });

  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Archive in all stores' }).click();
  await expect(page.getByText('No store sells it')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Cucumber, each' })).toBeHidden();
  await page.getByRole('switch', { name: 'Archived' }).check();
  await expect(page.getByRole('row', { name: 'Cucumber, each' })).toBeVisible();
});

test('stock, conflicts and refused events are told in words', async ({ page, served }) => {
  const { items, market } = await openShops(served);
  await openOffice(page, served);
  await goTo(page, 'Stock');
  await expect(page.getByRole('row', { name: /Apples 1 kg/ })).toContainText('-1');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Below zero' }).click();
  await expect(page.getByRole('row', { name: /Apples 1 kg/ })).toContainText('Old Town Market');
  await expectAccessible(page);
  await market.send(market.till.moved(items[1]!.id, 9));
  await page.clock.fastForward(15_000);
  await expect(page.getByRole('heading', { name: 'Nothing is below zero' })).toBeVisible();

  await page.goto(`${served.hub.url}/office/#/items/conflicts`);
  await expect(page.getByRole('row', { name: /Butter croissant/ })).toContainText('€1.80');
  await expectAccessible(page);
  await goTo(page, 'Refused');
  await expect(page.getByRole('row', { name: /Item changed/ })).toContainText('It is not as it should be');
  await expectAccessible(page);
});

test('a hub that does not answer is told of, and what was shown stays', async ({ page, served }) => {
  await openShops(served);
  await openOffice(page, served);
  await goTo(page, 'Stock');
  await expect(page.getByRole('row', { name: /Apples 1 kg/ })).toBeVisible();
  await page.route('**/office/api/**', (route) => route.abort());
  await page.clock.fastForward(15_000);
  await expect(page.getByText('The hub does not answer')).toBeVisible();
  await expect(page.getByRole('row', { name: /Apples 1 kg/ })).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/office/api/**');
  await page.clock.fastForward(15_000);
  await expect(page.getByText('The hub does not answer')).toBeHidden();
});
