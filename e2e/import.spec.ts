import type { CatalogItemView } from '../domain/contract/catalog.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ask, chooseFile, openDemoShop, sampleCatalogue } from './shop.ts';

interface Items {
  readonly items: readonly CatalogItemView[];
}

for (const { file, count, sample } of [
  { file: 'groceries-2000.csv', count: 2000, sample: { text: '036408201213', name: 'Sonoran Salsa, Mild', amount: 1442 } },
  { file: 'outdoor-shop.json', count: 101, sample: { text: 'summit pro harness', name: 'Summit Pro Harness', amount: 8999 } },
]) {
  test(`every item of ${file} goes in`, async ({ till }) => {
    await openDemoShop(till);
    const { page } = till;
    await page.getByRole('navigation').getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('button', { name: 'Import' }).click();
    await expectAccessible(page);
    await chooseFile(page, sampleCatalogue(file));
    const start = page.getByRole('button', { name: `Import ${count} items` });
    await expect(start).toBeEnabled();
    await expectAccessible(page);
    await start.click();
    // Who leaves finds the import again.
    await page.getByRole('button', { name: 'Catalogue', exact: true }).click();
    await page.getByRole('button', { name: 'Import' }).click();
    await expect(page.getByRole('heading', { name: `${count} items were created` })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show the catalogue' }).click();
    await page.getByLabel('Search items').fill(sample.text);
    await expect(page.getByRole('row', { name: sample.name })).toBeVisible();
    const { items } = await ask<Items>(till, 'catalog.getCatalogItems', { text: sample.text });
    const found = items.filter(({ name }) => name === sample.name);
    expect(found).toMatchObject([{ name: sample.name, price: { amount: sample.amount, currency: 'EUR' } }]);
  });
}

test('meanings are corrected before anything is written, and a file that is no list is refused', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('navigation').getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('button', { name: 'Import' }).click();
  const choose = (name: string, text: string): Promise<void> =>
    chooseFile(page, { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('list.csv', 'name,price,till name\nTea,free,Green tea\nMilk,1.20,Whole milk\n');
  const table = page.getByRole('table', { name: 'Errors and warnings' });
  await expect(table.getByRole('row').filter({ hasText: 'free' })).toContainText('This is no price');
  await expect(page.getByRole('button', { name: 'Import 1 item' })).toBeEnabled();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Meaning of till name' }).click();
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Meaning of name' })).toHaveValue('');
  await page.getByRole('button', { name: 'Import 1 item' }).click();
  await expect(page.getByRole('heading', { name: '1 item was created' })).toBeVisible();
  const { items } = await ask<Items>(till, 'catalog.getCatalogItems', { text: 'whole milk' });
  expect(items.map(({ name }) => name)).toContain('Whole milk');

  await page.getByRole('button', { name: 'Import another file' }).click();
  await choose('list.json', '{"name": ');
  await expect(page.getByText('This file cannot be read as a catalogue')).toBeVisible();
});
