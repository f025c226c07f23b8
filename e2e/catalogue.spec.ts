import type { CatalogItemView } from '../domain/contract/catalog.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ask, openDemoShop, scan, signInByPin } from './shop.ts';

interface Items {
  readonly items: readonly CatalogItemView[];
}

const toCatalogue = 'Catalogue';

test('a manager finds, creates, edits and archives an item', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('navigation').getByRole('link', { name: toCatalogue }).click();
  await expect(page.getByRole('row', { name: 'Apples 1 kg' })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('F2');
  await page.keyboard.type('krem');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('button', { name: 'Low stock' }).click();
  await expect(page.getByRole('row', { name: 'Cinnamon bun' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Apples 1 kg' })).toBeHidden();
  await page.getByRole('button', { name: 'Low stock' }).click();

  await page.getByRole('button', { name: 'New item' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Give the item a name.')).toBeVisible();
  await expect(page.getByText('Enter the price')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Chestnut honey');
  await page.getByLabel('Price').fill('7,45');
  await page.getByRole('combobox', { name: 'Type' }).fill('Preserves');
  await page.getByRole('option', { name: 'Create “Preserves”' }).click();
  await expect(page.getByRole('combobox', { name: 'Type' })).toHaveValue('Preserves');
  await scan(page, '4006381333931');
  await expect(page.getByRole('button', { name: 'Remove 4006381333931' })).toBeVisible();
  await page.getByLabel('Add a barcode').fill('2000000000107');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2000000000107 is on Apples 1 kg')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('2000000000107 is on Apples 1 kg')).toBeVisible();
  await page.getByRole('button', { name: 'Remove 2000000000107' }).click();
  await page.getByLabel('Add a barcode').fill('12345678');
  await page.getByLabel('Opening stock').fill('5');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('The last digit of 12345678 does not fit')).toBeVisible();

  await page.getByRole('row', { name: 'Chestnut honey' }).click();
  await expect(page.getByText('In stock: 5')).toBeVisible();
  await expect(page.getByText('check digit')).toBeVisible();
  await expectAccessible(page);
  const { items } = await ask<Items>(till, 'catalog.getCatalogItems', { text: 'chestnut' });
  expect(items).toMatchObject([
    { name: 'Chestnut honey', price: { amount: 745, currency: 'EUR' }, catalogType: 'Preserves', availableStock: 5 },
  ]);

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('so it is archived')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByRole('row', { name: 'Chestnut honey' })).toBeHidden();
  await page.getByRole('button', { name: 'Archived' }).click();
  await page.getByRole('row', { name: 'Chestnut honey' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('button', { name: 'Delete' })).toBeVisible();
});

test('changes that are not saved are asked about, and two edits at once are told apart', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const { items } = await ask<Items>(till, 'catalog.getCatalogItems', { text: 'apples' });
  const apples = items[0]!;
  await page.getByRole('navigation').getByRole('link', { name: toCatalogue }).click();
  await page.getByRole('row', { name: 'Apples 1 kg' }).press('Enter');
  await page.getByLabel('Name').fill('Apples, 1 kg');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Name')).toHaveValue('Apples, 1 kg');

  const { id, revision, name, restockThreshold, maxStockThreshold, barcodes, catalogTypeId, catalogBrandId } = apples;
  await ask(till, 'catalog.updateCatalogItem', {
    id,
    revision,
    name,
    price: { amount: 333, currency: 'EUR' },
    restockThreshold,
    maxStockThreshold,
    barcodes: barcodes.map(({ code }) => code),
    catalogTypeId,
    catalogBrandId,
  });
  await expect(page.getByRole('alert')).toContainText('Price: €2.99 → €3.33');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep my changes on top' }).click();
  await expect(page.getByLabel('Price')).toHaveValue('3.33');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: 'Apples, 1 kg' })).toContainText('€3.33');
});

test('a large picture is made small, shown and taken off', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('navigation').getByRole('link', { name: toCatalogue }).click();
  await page.getByRole('row', { name: 'Bananas 1 kg' }).click();
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1600, 900);
    canvas.getContext('2d')?.fillRect(0, 0, 800, 900);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  // A slow machine: Save is pressed before the picture is read, and keeps it.
  await page.evaluate(() => {
    const read = globalThis.createImageBitmap.bind(globalThis);
    const readLater = async (file: Blob) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return read(file);
    };
    Object.assign(globalThis, { createImageBitmap: readLater });
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await (await chooser).setFiles({ name: 'bananas.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await page.getByRole('button', { name: 'Save' }).click();
  const picture = page.getByRole('row', { name: 'Bananas 1 kg' }).locator('img');
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([512, 288]);
  await page.getByRole('row', { name: 'Bananas 1 kg' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: 'Bananas 1 kg' })).toBeVisible();
  await expect(picture).toHaveCount(0);
});

test('a code on no item becomes an item in the basket', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await scan(page, '4006381333931');
  await page.getByRole('button', { name: 'Create the item' }).click();
  await expect(page.getByRole('button', { name: 'Remove 4006381333931' })).toBeVisible();
  await page.getByLabel('Name').fill('Felt pen');
  await page.getByLabel('Price').fill('1.2');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Felt pen was saved')).toBeVisible();
  await expect
    .poll(() => ask<{ lines: readonly unknown[] }>(till, 'basket.getBasket', {}))
    .toMatchObject({ lines: [{ name: 'Felt pen', quantity: 1 }] });
  await expect(page.getByRole('link', { name: 'Sell' })).toHaveAttribute('aria-current', 'page');
});

test('types and brands are added, renamed, deleted and brought back', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('navigation').getByRole('link', { name: toCatalogue }).click();
  await page.getByRole('button', { name: 'Types & brands' }).click();
  await page.getByLabel('Name of a new type').fill('dairy');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('That name is in use. Choose another. (dairy)')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Name of a new type').fill('Flowers');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename Flowers' }).click();
  await page.getByLabel('New name of Flowers').fill('Plants');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete Plants' }).click();
  await expect(page.getByRole('button', { name: 'Delete Plants' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Delete Plants' })).toBeVisible();
  await page.getByText('Brands', { exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Green Meadow' })).toContainText('4');
});

test('a clerk looks and changes nothing', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await ask(till, 'identity.registerUser', {
    id: crypto.randomUUID(),
    name: 'Cleo',
    lastName: 'Clerk',
    email: 'cleo@shop.example',
    password: 'a long enough secret',
    pin: '907154',
    role: 'clerk',
  });
  await ask(till, 'identity.lock', {});
  await page.getByRole('button', { name: /Cleo/ }).click();
  await signInByPin(page, '907154');
  await page.getByRole('navigation').getByRole('link', { name: toCatalogue }).click();
  await page.getByRole('row', { name: 'Apples 1 kg' }).click();
  await expect(page.getByText('2000000000107')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: 'Apples 1 kg' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New item' })).toHaveCount(0);
});
