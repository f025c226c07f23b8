import { expect, test } from './fixtures.ts';

test('the app opens on its first run and asks nobody to sign in', async ({ till }) => {
  await expect(till.page).toHaveTitle(/Tillwright/);
  expect(await till.call('identity.getSetup', {})).toEqual({ ok: true, value: { shop: null, users: [] } });
  await expect(till.page.locator('#root')).not.toBeEmpty();
});

test('what is refused says so with a code', async ({ till }) => {
  expect(await till.call('catalog.getCatalogItems', {})).toMatchObject({ ok: false, error: { code: 'shared/not-signed-in' } });
  expect(await till.call('catalog.nothing', {})).toMatchObject({ ok: false, error: { code: 'shared/unknown-operation' } });
  expect(await till.call('identity.loginUser', { email: 1 })).toMatchObject({
    ok: false,
    error: { code: 'shared/invalid-input' },
  });
});

for (const how of ['restart', 'killAndRestart'] as const) {
  test(`the shop is there after ${how}`, async ({ till }) => {
    const made = await till.call('identity.setUpDemoShop', { id: crypto.randomUUID() });
    expect(made).toMatchObject({ ok: true });
    await till[how]();
    const setup = (await till.call('identity.getSetup', {})) as { value: { shop: unknown; users: unknown[] } };
    expect(setup.value.shop).toMatchObject({ demo: true });
    expect(setup.value.users.length).toBeGreaterThan(0);
  });
}
