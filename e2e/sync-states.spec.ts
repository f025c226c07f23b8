import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { ALL_SENT, answered, fakeSync, queued, refused } from './fake-sync.ts';
import { expect, type Till, test } from './fixtures.ts';
import { addClerk, itemOf, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

const chip = (page: Page) => page.getByRole('link', { name: /^Sync: / });
const main = (page: Page) => page.getByRole('main');
const goToSync = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+u');
  await page.getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
};

const PARKED = {
  state: 'parked',
  reasonCode: 'foreign-store',
  reason: 'store 7 is not store 3',
} as const;

test('the chip says in words whether all was sent, what waits, and what needs somebody', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const fake = await fakeSync(till);
  await expect(chip(page)).toHaveText('Sync: All sent');
  const at = new Date();
  at.setHours(0, 0, 1, 0);
  fake.state = { ...ALL_SENT, status: 'waiting', waiting: 3, oldestWaitingAt: at.getTime() };
  await fake.show();
  await expect(chip(page)).toHaveText(/3 waiting since 12:00/);
  fake.state = { ...fake.state, status: 'offline', trouble: { kind: 'no-network', message: '', at: Date.now() } };
  await fake.show();
  await expect(chip(page)).toHaveText('Sync: Offline, 3 waiting');
  await expectAccessible(page);
  fake.state = { ...fake.state, status: 'attention', trouble: { kind: 'certificate', message: 'self-signed', at: Date.now() } };
  await fake.show();
  await expect(chip(page)).toHaveText('Sync: Needs attention');
  await goToSync(page);
  await expect(main(page)).toContainText('could not prove who it is');
  await expect(main(page)).toContainText('self-signed');
  await expectAccessible(page);
  fake.state = ALL_SENT;
  await fake.show();
  await expect(page.getByText('Nothing waits', { exact: true })).toBeVisible();
});

const asManager = async (till: Till): Promise<void> => {
  const manager = { id: crypto.randomUUID(), pin: '5082' };
  const person = { name: 'Max', lastName: 'Meyer', email: 'max@shop.example', password: 'a long enough secret' };
  await ask(till, 'identity.registerUser', { ...manager, ...person, role: 'manager' });
  await ask(till, 'identity.switchUser', { userId: manager.id, pin: manager.pin });
  await till.page.getByRole('button', { name: 'Max Meyer' }).waitFor();
};

test('a manager goes through the queue by keyboard and sends what was refused again', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await asManager(till);
  const fake = await fakeSync(till, {
    status: 'attention',
    waiting: 4,
    parked: 2,
    oldestWaitingAt: Date.now() - 200 * 60_000,
    nextTryAt: Date.now() + 595_000,
  });
  fake.queue = [
    queued(11, 200, PARKED),
    queued(12, 150, { state: 'behind-parked', type: 'app.tillwright.ordering.order-cancelled.v1' }),
    queued(13, 40, { subject: 'Cucumber', amount: null, type: 'app.tillwright.catalog.item-changed.v1', ...PARKED }),
    queued(14, 1),
  ];
  fake.money = [
    { method: 'cash', payments: 2, amount: { amount: 1820, currency: 'EUR' } },
    { method: 'card', payments: 1, amount: { amount: 940, currency: 'EUR' } },
  ];
  await goToSync(page);
  const money = page.getByRole('region', { name: 'Money at risk' });
  await expect(money.getByRole('listitem')).toHaveText([/Cash.*18\.20.*2 payments/, /Card.*9\.40.*1 payment$/]);
  await expect(money).toContainText('3 h 20 min');
  await expect(page.getByText(/^In \d min( \d+ s)?$/)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(5);
  await expectAccessible(page);

  await page.keyboard.press('r');
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const event = page.getByRole('region', { name: 'Event' });
  await expect(event.getByRole('heading', { name: 'Cucumber' })).toBeVisible();
  await expect(event).toContainText('It belongs to another store');
  await expect(event).toContainText('store 7 is not store 3');
  await expectAccessible(page);
  fake.answers.set('sync.sendAgain', ({ input }) => {
    fake.queue = input['sequence'] === undefined ? [] : fake.queue.filter(({ sequence }) => sequence !== input['sequence']);
    fake.state = { ...fake.state, waiting: fake.queue.length, parked: fake.queue.length && 1 };
    return answered(fake.state);
  });
  await page.keyboard.press('s');
  await expect(event).toContainText('It waits no longer');
  expect(fake.calls.at(-1)).toMatchObject({ operation: 'sync.sendAgain', input: { sequence: 13 } });
  await page.keyboard.press('a');
  await expect(page.getByText('Nothing is refused')).toBeVisible();
  expect(fake.calls.at(-1)).toMatchObject({ operation: 'sync.sendAgain', input: {} });
});

test('a refused event is given up with a reason, by an owner or with an owner’s PIN', async ({ till }) => {
  const owner = await openDemoShop(till);
  const { page } = till;
  await asManager(till);
  const fake = await fakeSync(till, { status: 'attention', waiting: 1, parked: 1, oldestWaitingAt: Date.now() - 600_000 });
  fake.queue = [queued(11, 10, PARKED)];
  fake.answers.set('sync.discard', ({ approvalId }) => {
    if (approvalId === undefined) return refused('shared/approval-needed', { action: 'discard-event', needed: 'owner' });
    fake.queue = [];
    fake.state = ALL_SENT;
    return answered(fake.state);
  });
  await goToSync(page);
  await page.getByRole('row', { name: 'R1-000011' }).click();
  await page.getByRole('region', { name: 'Event' }).waitFor();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Give R1-000011 up?' });
  await dialog.waitFor();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Say why it is given up.');
  await expectAccessible(page);
  await page.keyboard.type('Written down at the office', { delay: 80 });
  await page.keyboard.press('Enter');
  const approval = page.getByRole('dialog', { name: 'An owner has to approve this' });
  await expect(approval).toContainText('Giving up what the office refused.');
  await expectAccessible(page);
  await page.keyboard.type(owner.pin, { delay: 80 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Nothing waits', { exact: true })).toBeVisible();
  const input = { sequence: 11, reason: 'Written down at the office' };
  expect(fake.calls.at(-1)).toMatchObject({ operation: 'sync.discard', input });
  expect(fake.calls.at(-1)?.approvalId).toMatch(/^[0-9a-f-]{36}$/);
});

test('a queue leaves as a file under a passphrase', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const fake = await fakeSync(till, { status: 'offline', waiting: 2, oldestWaitingAt: Date.now() - 60_000 });
  fake.queue = [queued(1, 2), queued(2, 1)];
  const base64 = Buffer.from('sealed').toString('base64');
  fake.answers.set('sync.exportQueue', () => answered({ fileName: 'tillwright-queue-R1.twq', base64, events: 2 }));
  await goToSync(page);
  await page.getByRole('button', { name: 'Export the queue' }).click();
  const exporting = page.getByRole('dialog', { name: 'Export the queue' });
  await page.keyboard.type('correct horse', { delay: 80 });
  await exporting.getByLabel('Passphrase again').fill('correct house');
  await page.keyboard.press('Enter');
  await expect(exporting).toContainText('The two differ.');
  await exporting.getByLabel('Passphrase again').fill('correct horse');
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const download = await coming;
  expect(download.suggestedFilename()).toBe('tillwright-queue-R1.twq');
  expect(readFileSync(await download.path(), 'utf8')).toBe('sealed');
  await expect(exporting).toContainText('2 events are in the file');
  await expectAccessible(page);
  await exporting.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the queue that another till exported goes out from here', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const fake = await fakeSync(till);
  await goToSync(page);
  await page.keyboard.press('o');
  const carrying = page.getByRole('dialog', { name: 'Send another till’s queue' });
  await carrying.getByRole('button', { name: 'Send it from here' }).click();
  await expect(carrying).toContainText('Choose the file that the other till exported.');
  await expect(carrying).toContainText('Enter the passphrase of the file.');
  await expectAccessible(page);
  const chooser = page.waitForEvent('filechooser');
  await carrying.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'queue-R2.twq', mimeType: '', buffer: Buffer.from('sealed elsewhere') });
  await carrying.getByLabel('Passphrase', { exact: true }).fill('wrong');
  fake.answers.set('sync.carryQueue', () => refused('sync/wrong-passphrase'));
  await page.keyboard.press('Enter');
  await expect(carrying.getByRole('alert')).toContainText('The passphrase does not open this file.');
  await carrying.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  fake.answers.set('sync.carryQueue', () => answered({ registerCode: 'R2', events: 1 }));
  await page.keyboard.press('Enter');
  await expect(carrying).toContainText('1 event of register R2 is sent from here');
  expect(fake.calls.at(-1)?.input).toEqual({
    base64: Buffer.from('sealed elsewhere').toString('base64'),
    passphrase: 'correct horse',
  });
});

test('what the hub did not take of another till’s queue is told, and forgotten once it was read', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const fake = await fakeSync(till, {
    carried: [
      { registerCode: 'R2', parts: 2, refused: null },
      { registerCode: 'R3', parts: 1, refused: 'the key of this register is not known' },
    ],
  });
  await goToSync(page);
  await expect(page.getByText('The queue of R2 waits to be sent from here.')).toBeVisible();
  await expect(page.getByText('R3 still has all of it')).toBeVisible();
  await expectAccessible(page);
  fake.answers.set('sync.forgetCarried', () => {
    fake.state = { ...fake.state, carried: fake.state.carried.filter(({ refused: reason }) => reason === null) };
    return answered(fake.state);
  });
  await page.getByRole('button', { name: 'Forget it here' }).press('Enter');
  await expect(page.getByText('R3 still has all of it')).toHaveCount(0);
  expect(fake.calls.at(-1)?.input).toEqual({ registerCode: 'R3' });
});

test('an owner connects with a code, hears why it was refused, and disconnects knowing that what waits stays', async ({
  till,
}) => {
  await openDemoShop(till);
  const { page } = till;
  const unpaired = { ...ALL_SENT, remote: null, status: 'unpaired', waiting: 5, lastSentAt: null, lastPulledAt: null } as const;
  const fake = await fakeSync(till, unpaired);
  fake.queue = [queued(1, 9), queued(2, 8), queued(3, 7), queued(4, 6), queued(5, 5)];
  await goToSync(page);
  await page.getByLabel('Address of the hub').fill('https://hub.harbour.example');
  await page.getByLabel('Code').fill(` k7qm-4xtd@${'ab'.repeat(32)}`);
  fake.answers.set('sync.pair', () => refused('sync/unreachable'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The hub does not answer at this address.');
  fake.answers.set('sync.pair', () => {
    fake.state = { ...ALL_SENT, status: 'waiting', waiting: 5, oldestWaitingAt: Date.now() - 540_000 };
    return answered(fake.state);
  });
  await page.getByLabel('Code').press('Enter');
  await expect(page.getByText('Connected to Harbour Street')).toBeVisible();
  expect(fake.calls.at(-1)?.input).toEqual({ url: 'https://hub.harbour.example', code: `K7QM-4XTD@${'AB'.repeat(32)}` });
  const connection = page.getByRole('region', { name: 'Connection' });
  await expect(connection.getByRole('heading', { name: 'Harbour Street' })).toBeVisible();
  await page.keyboard.press('t');
  await expect.poll(() => fake.calls.at(-1)?.operation).toBe('sync.syncNow');

  await connection.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: 'Disconnect from Harbour Street?' });
  await expect(dialog).toContainText('5 events that wait stay on this computer');
  await expectAccessible(page);
  fake.answers.set('sync.unpair', () => {
    fake.state = { ...unpaired };
    return answered(fake.state);
  });
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connect this register' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(6);

  await page.getByText('Another receiver').click();
  await page.getByLabel('Address', { exact: true }).fill('https://books.example/events');
  await page.getByLabel('Token', { exact: true }).fill('a-secret');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => fake.calls.at(-1))
    .toMatchObject({ operation: 'sync.setReceiver', input: { url: 'https://books.example/events', token: 'a-secret' } });
});

test('a clerk sees that sales wait, tries at once, and is shown no queue', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  await switchTo(till, await addClerk(till));
  const fake = await fakeSync(till, { status: 'offline', waiting: 2, oldestWaitingAt: Date.now() - 60_000, oversold: 2 });
  await expect(chip(page)).toHaveText('Sync: Offline, 2 waiting');
  await expect(page.getByRole('link', { name: '2 items below zero' })).toHaveCount(0);
  await goToSync(page);
  await expect(main(page)).toContainText('Selling goes on. What waits is safe on this computer');
  await expect(main(page).getByRole('button')).toHaveText(['Try now']);
  await expectAccessible(page);
  await page.keyboard.press('t');
  await expect.poll(() => fake.calls.map(({ operation }) => operation)).toEqual(['sync.syncNow']);
});

test('what two tills sold at once is answered by a manager in one of three ways', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const fake = await fakeSync(till, { oversold: 2 });
  const [cucumber, roll] = [await itemOf(till, 'Cucumber'), await itemOf(till, 'Seeded roll')];
  const at = Date.now() - 600_000;
  fake.oversold = [
    {
      itemId: cucumber.id,
      name: cucumber.name,
      level: -1,
      last: [
        { kind: 'sale', quantity: -3, register: 'R2', at },
        { kind: 'sale', quantity: -1, register: null, at: at - 60_000 },
        { kind: 'receipt', quantity: 3, register: null, at: at - 3_600_000 },
      ],
    },
    { itemId: roll.id, name: roll.name, level: -4, last: [{ kind: 'sale', quantity: -1, register: null, at }] },
  ];
  await page.getByRole('link', { name: '2 items below zero' }).click();
  await page.getByRole('row', { name: 'Cucumber' }).waitFor();
  await expect(page.getByRole('row', { name: 'Cucumber' })).toContainText('Sold 3, had 2');
  await expect(page.getByRole('row', { name: 'Seeded roll' })).toContainText('4 units too many were sold');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const item = page.getByRole('region', { name: 'Item below zero' });
  await expect(item.getByRole('list', { name: 'Last movements' })).toContainText('register R2');
  await item.getByRole('button', { name: 'Settle it' }).click();
  await expect(item).toContainText('Choose one of the three.');
  await item.getByRole('radio', { name: 'I counted the goods' }).press('Space');
  await item.getByRole('button', { name: 'Settle it' }).click();
  await expect(item).toContainText('Enter a whole number; 0 when nothing is there.');
  await item.getByLabel('Units on the shelf').fill('1');
  await item.getByLabel('Note').fill('One lay behind the crate');
  await expectAccessible(page);
  fake.answers.set('sync.resolveOversold', () => {
    fake.oversold = fake.oversold.slice(1);
    fake.state = { ...fake.state, oversold: 1 };
    return answered(fake.oversold);
  });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cucumber is settled')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Cucumber' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '1 item below zero' })).toBeVisible();
  expect(fake.calls.at(-1)?.input).toMatchObject({
    itemId: cucumber.id,
    answer: 'counted',
    counted: 1,
    note: 'One lay behind the crate',
  });
  await goToSync(page);
  await page.getByRole('link', { name: 'Say what became of it' }).click();
  await expect(page.getByRole('row', { name: 'Seeded roll' })).toBeVisible();
});

test('a fresh till joins a store by a code, and shows how far the store has come over', async ({ till }) => {
  const { page } = till;
  await page.getByRole('button', { name: 'Join a store' }).click();
  const fake = await fakeSync(till, { pulling: true, lastPulledAt: null, lastSentAt: null });
  await expect(page.getByText('rebuilds a till that was lost')).toBeVisible();
  await page.getByRole('button', { name: 'Join the store' }).click();
  await expect(page.getByText('it begins with https://')).toBeVisible();
  await page.getByLabel('Address of the hub').fill('https://hub.harbour.example');
  await page.getByLabel('Code').fill('K7QM-4XTD');
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Byron');
  await page.getByLabel('E-mail').fill('ada@harbour.example');
  await page.getByLabel('Password', { exact: true }).fill('a long enough secret');
  await page.getByLabel('PIN', { exact: true }).fill('4071');
  await page.getByLabel('PIN again').fill('4071');
  fake.answers.set('sync.joinStore', () => refused('sync/code-invalid'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('ask the office for a new one');
  await expectAccessible(page);
  const shop = { name: 'Harbour Street', currency: 'EUR', taxRatePpm: 81_000, pricesIncludeTax: true, registerCode: 'R3' };
  // What the store would bring.
  fake.answers.set('sync.joinStore', async ({ input }) =>
    answered(await ask(till, 'identity.setUpShop', { shop, owner: input['owner'] })),
  );
  await page.getByRole('button', { name: 'Join the store' }).click();
  await expect(page.getByRole('heading', { name: 'Sync', level: 1 })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'The store is being fetched' })).toBeVisible();
  await expect(chip(page)).toHaveText('Sync: Fetching the store');
  await expectAccessible(page);
  fake.state = ALL_SENT;
  await fake.show();
  await expect(chip(page)).toHaveText('Sync: All sent');
});

test('a price that comes from the office shows in the open basket and disturbs nothing that is typed', async ({ till }) => {
  await openDemoShop(till);
  const { page } = till;
  const { id } = await itemOf(till, 'Cucumber');
  await ask(till, 'basket.addItem', { itemId: id, quantity: 2 });
  const line = page.locator('[data-line]').filter({ hasText: 'Cucumber' });
  const units = line.getByLabel('Units of Cucumber');
  await units.fill('7');
  await page.keyboard.press('F2');
  await units.fill('7');
  const seen = await ask<Record<string, unknown> & { price: { amount: number; currency: string } }>(
    till,
    'catalog.getCatalogItemById',
    { id },
  );
  const { name, price, catalogTypeId, catalogBrandId, restockThreshold, maxStockThreshold, revision } = seen;
  const changed = { ...price, amount: price.amount + 25 };
  const fields = { name, catalogTypeId, catalogBrandId, restockThreshold, maxStockThreshold, barcodes: ['4711'] };
  await ask(till, 'catalog.updateCatalogItem', { id, revision, price: changed, ...fields });
  // What a pull announces.
  await ask(till, 'basket.addItem', { itemId: (await itemOf(till, 'Seeded roll')).id, quantity: 1 });
  await expect(line).toContainText('The price was');
  await expect(units).toBeFocused();
  await expect(units).toHaveValue('7');
  await units.press('Enter');
  await expect.poll(async () => (await ask<{ units: number }>(till, 'basket.getBasket', {})).units).toBe(8);
});
