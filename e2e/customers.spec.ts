import { readFile } from 'node:fs/promises';
import type { BuyerView } from '../domain/contract/buyers.ts';
import { expectAccessible } from './axe.ts';
import { expect, type Till, test } from './fixtures.ts';
import { addClerk, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

const addCustomer = async (till: Till, name: string, fields: object = {}): Promise<BuyerView> =>
  (await ask<{ buyer: BuyerView }>(till, 'buyers.createBuyer', { id: crypto.randomUUID(), name, ...fields })).buyer;
const buyerOf = (till: Till, { id }: BuyerView): Promise<BuyerView> => ask(till, 'buyers.getBuyerById', { buyerId: id });

const ANNA = {
  phones: ['+49 170 1234567'],
  emails: ['anna@mail.example'],
  addresses: [{ label: 'Home', street: 'Hauptstraße 1', city: 'Köln', zipCode: '50667' }],
};

test('a customer is created, found, edited and noted by keyboard alone', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Customers' }).click();
  await expect(page.getByRole('heading', { name: 'No customers yet' })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('n');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Enter the name.')).toBeVisible();
  await page.keyboard.type('Zoë Ångström 4111 1111 1111 1111');
  await page.getByLabel('Telephone', { exact: true }).fill('4111 1111 1111 1111');
  await page.getByLabel('E-mail', { exact: true }).fill('zoe@');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('at the start if it has a country code')).toBeVisible();
  await expect(page.getByText('Enter an e-mail address')).toBeVisible();
  await expect(page.getByLabel('Telephone', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Telephone', { exact: true }).fill('0170 1234567');
  await page.getByRole('button', { name: 'Another number' }).press('Enter');
  await expect(page.getByLabel('Telephone 2', { exact: true })).toBeFocused();
  await page.keyboard.type('030 555 0199');
  await page.getByLabel('E-mail', { exact: true }).fill('zoe@angstrom.example');
  await page.getByLabel('City').fill('Köln');
  await page.keyboard.press('ControlOrMeta+s');

  const detail = page.getByRole('region', { name: 'Customer', exact: true });
  await expect(detail.getByRole('heading', { name: 'Zoë Ångström **** **** **** 1111' })).toBeVisible();
  await expect(detail.getByText('030 555 0199')).toBeVisible();
  await detail.getByLabel('New note').fill('Rings twice');
  await page.keyboard.press('Enter');
  await expect(detail.getByRole('listitem').filter({ hasText: 'Rings twice' })).toContainText('Demo Owner');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await addCustomer(till, 'Bob Builder');
  await expect(page.getByRole('row', { name: 'Bob Builder' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.type('+49 170 123');
  await expect(page.getByRole('row', { name: 'Bob Builder' })).toBeHidden();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('koln angs');
  await expect(page.getByRole('row', { name: 'Zoë' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Zoë Ångström');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(detail.getByRole('heading', { name: 'Zoë Ångström' })).toHaveText('Zoë Ångström');
});

test('the picker takes the one found, and creates whom nobody finds', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await addCustomer(till, 'Anna Adler', ANNA);
  await addCustomer(till, 'Anna Berg');
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('row', { name: 'Anna Berg' }).waitFor();

  await page.keyboard.press('F3');
  const dialog = page.getByRole('dialog', { name: 'Find a customer' });
  // Letters at a machine's pace with Enter after them are a scan.
  const find = (text: string): Promise<void> => dialog.getByRole('searchbox').fill(text);
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await find('anna');
  await expect(dialog.getByRole('row', { name: 'Anna Berg' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row', { name: 'Anna Adler' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Anna Adler' })).toBeVisible();

  await page.keyboard.press('F3');
  await find('berg');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Anna Berg' })).toBeVisible();

  await page.keyboard.press('F3');
  await find('0170 1234568');
  await expect(dialog.getByText('Nobody found')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Telephone')).toHaveValue('0170 1234568');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Carl Carlsson');
  await dialog.getByLabel('Telephone').fill('0170 1234567');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Carl Carlsson' })).toBeVisible();
  await expect(page.getByText('Anna Adler has +49 170 1234567 too')).toBeVisible();
});

test('what is not saved is asked for, and what someone else saved is shown', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const anna = await addCustomer(till, 'Anna Adler', ANNA);
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('row', { name: 'Anna Adler' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Company').fill('Adler & Co');
  await page.keyboard.press('Escape');
  await expect(page.getByText('What you changed in this customer is not saved yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep editing' }).click();

  await ask(till, 'buyers.updateBuyer', { buyerId: anna.id, revision: 1, name: 'Anna Falk', ...ANNA, phones: ['030 5550142'] });
  await expect(page.getByText('Someone else changed this customer meanwhile')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Telephone: +49 170 1234567 → 030 5550142');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep my changes on top' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Anna Falk' })).toBeVisible();
  expect(await buyerOf(till, anna)).toMatchObject({
    revision: 3,
    name: 'Anna Falk',
    company: 'Adler & Co',
    phones: ['030 5550142'],
  });
});

test('a manager groups, grants, exports and erases', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const anna = await addCustomer(till, 'Anna Adler', ANNA);
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('row', { name: 'Anna Adler' }).waitFor();
  await page.keyboard.press('g');
  await expect(page.getByRole('heading', { name: 'No groups yet' })).toBeVisible();
  await page.getByLabel('Name of a new group').fill('Trade');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'Trade' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('row', { name: 'Anna Adler' }).click();
  await page.getByRole('button', { name: 'Change terms' }).click();
  const terms = page.getByRole('dialog', { name: 'Terms of Anna Adler' });
  await expect(terms.getByRole('combobox', { name: 'Group' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(terms).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Anna Adler' })).toBeVisible();
  await page.getByRole('button', { name: 'Change terms' }).click();
  await terms.getByRole('combobox', { name: 'Group' }).click();
  await page.getByRole('option', { name: 'Trade' }).click();
  await terms.getByLabel('Account limit').fill('250');
  await terms.getByLabel('Tax exempt').check();
  await terms.getByRole('button', { name: 'Save' }).click();
  await expect(terms.getByText('Say why no tax is charged.')).toBeVisible();
  await expectAccessible(page);
  await terms.getByLabel('Reason').fill('Embassy');
  await terms.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Terms' })).toContainText('Embassy');
  expect(await buyerOf(till, anna)).toMatchObject({ group: 'Trade', accountLimit: 25_000 });

  // Under Electron the system asks where to save it.
  if (test.info().project.name === 'browser') {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`customer-${anna.id}.json`);
    const exported = JSON.parse(await readFile(await file.path(), 'utf8')) as { buyer: BuyerView };
    expect(exported.buyer).toEqual(await buyerOf(till, anna));
  }

  await page.getByRole('button', { name: 'Erase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Anna Adler?' });
  await expect(dialog.getByLabel('Type ERASE to confirm')).toBeFocused();
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog.getByText('Type the word ERASE.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Type ERASE to confirm').fill('erase');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No customers yet' })).toBeVisible();
  await page.evaluate((id) => {
    location.hash = `/customers/${id}`;
  }, anna.id);
  await expect(page.getByRole('heading', { name: 'This customer was erased' })).toBeVisible();
  await expectAccessible(page);
});

test('a clerk writes customers down and grants nothing', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await addCustomer(till, 'Anna Adler', ANNA);
  await switchTo(till, await addClerk(till));
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByRole('row', { name: 'Anna Adler' }).click();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
  for (const name of ['Export', 'Erase', 'Groups']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
});
