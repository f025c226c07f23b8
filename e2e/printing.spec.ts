import { mkdirSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ringUp } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

const someItem = async (till: Parameters<typeof ask>[0]): Promise<string> => {
  const { items } = await ask<{ items: { name: string }[] }>(till, 'catalog.getCatalogItems', {});
  return items[0]!.name;
};

/** A printer at the other end of a cable: takes everything and says nothing. */
const withPrinter = async (work: (address: string, received: () => Buffer) => Promise<void>): Promise<void> => {
  const parts: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => parts.push(data));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`, () => Buffer.concat(parts));
  } finally {
    server.close();
  }
};

test('a manager adds a printer; a sale is printed on it, and again as a copy', async ({ till }) => {
  await withPrinter(async (address, received) => {
    const printed = (): string => received().toString('latin1');
    await openDemoShop(till);
    const { page } = till;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Printers' }).click();
    await expect(page.getByText('No printer yet')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add a printer' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Give it a name.')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Counter');
    await page.getByLabel('Address').fill(address);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Test page' }).click();
    await expect.poll(printed).toContain('Tillwright');
    await expectAccessible(page);

    const order = await ringUp(till, await someItem(till), 1);
    await expect.poll(printed).toContain(order.receiptNumber);
    expect(printed()).not.toContain('COPY');
    await page.goto(`${page.url().split('#')[0] ?? ''}#/orders/${order.id}`);
    await page.getByRole('button', { name: 'Print receipt' }).click();
    await expect.poll(printed).toContain('COPY');
    await page.getByRole('button', { name: 'Preview' }).click();
    await expect(page.getByRole('img', { name: new RegExp(order.receiptNumber) })).toBeVisible();
    await expectAccessible(page);
  });
});

test('the drawer is opened by hand from the shift, and the journal says so', async ({ till }) => {
  await withPrinter(async (address, received) => {
    await openDemoShop(till);
    const { page } = till;
    const printer = { id: crypto.randomUUID(), name: 'Counter', kind: 'tcp', paperWidth: 80, codePage: 'auto', autoPrint: false };
    await ask(till, 'shifts.openShift', {
      id: crypto.randomUUID(),
      float: { amount: 0, currency: 'EUR' },
    });
    // After the float, which opens it too.
    await ask(till, 'printing.savePrinter', { ...printer, address, opensDrawer: true });
    await page.getByRole('link', { name: 'Shift', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Open the drawer' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('k');
    await expect.poll(() => received().includes(Buffer.of(0x1b, 0x70))).toBe(true);
    const { items } = await ask<{ items: { kind: string }[] }>(till, 'journal.getJournal', { kind: 'drawer-opening' });
    expect(items).toHaveLength(1);
  });
});

test('a printer that is off stops no sale; the print goes to a PDF folder instead', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const folder = join(till.dataDir, 'pdf');
  mkdirSync(folder);
  const printer = { paperWidth: 80, codePage: 'auto', opensDrawer: false };
  await ask(till, 'printing.savePrinter', {
    id: crypto.randomUUID(),
    name: 'Counter',
    kind: 'tcp',
    address: '127.0.0.1:1',
    autoPrint: true,
    ...printer,
  });
  await ask(till, 'printing.savePrinter', {
    id: crypto.randomUUID(),
    name: 'Folder',
    kind: 'pdf-folder',
    address: folder,
    autoPrint: false,
    ...printer,
  });
  const order = await ringUp(till, await someItem(till), 2);
  expect(order.status).toBe('Paid');
  await page.getByRole('button', { name: '1 print stopped' }).click();
  await expect(page.getByText('Is it switched on?')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Other printer' }).click();
  await page.getByRole('menuitem', { name: 'Folder' }).click();
  await expect.poll(() => readdirSync(folder)).toHaveLength(1);
  await expect(page.getByRole('button', { name: '1 print stopped' })).toHaveCount(0);
});

test('the look of the receipt is changed with a live preview', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Receipt', exact: true }).click();
  await page.getByLabel('Lines at the top').fill('Harbour Street 12');
  const paper = page.getByRole('img', { name: /Harbour Street 12/ });
  await expect(paper).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Receipts look like this now')).toBeVisible();
  expect(await ask(till, 'printing.getLayout', {})).toMatchObject({ header: ['Harbour Street 12'] });
});
