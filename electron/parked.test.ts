import { describe, expect, it } from 'vitest';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const { call, refusal, restart } = setUpTestTill();
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const PIN = '314159';

const item = async (name: string, price: number): Promise<string> =>
  (await call('catalog.createCatalogItem', { id: newId(), name, price: eur(price), openingStock: 50 })).id;
const hire = async (name: string): Promise<{ id: string; session: Session }> => {
  const id = newId();
  const person = { id, name, lastName: '', email: `${name}@shop.example`, password: 'battery staple', pin: PIN };
  const session = new Session();
  session.signIn(await call('identity.registerUser', { ...person, role: 'clerk' }));
  return { id, session };
};
const names = async (): Promise<string[]> => (await call('basket.getParkedBaskets', {})).map(({ name }) => name);
const units = async (by?: Session): Promise<number> => (await call('basket.getBasket', {}, by)).units;

describe('a parked basket', () => {
  it('keeps all that was in it, over a restart, and is taken up once, by anybody', async () => {
    const [milk, bread] = [await item('Milk', 139), await item('Bread', 300)];
    const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Nell' });
    await call('basket.addItem', { itemId: milk, quantity: 3 });
    await call('basket.setLineDiscount', { itemId: milk, discount: { percentPpm: 100_000 }, reason: 'x' });
    await call('basket.setBuyer', { buyerId: buyer.id });
    const from = { kind: 'no-receipt', productId: bread } as const;
    const before = await call('basket.addReturn', { from, units: 1, reason: 'Faulty', disposition: 'write-off' });
    const [parked] = await call('basket.parkBasket', { name: 'Blue coat' });
    const told = { name: 'Blue coat', units: 3, total: before.totals.total, buyer: 'Nell', goods: ['Milk', 'Bread'] };
    expect(parked).toMatchObject({ ...told, parkedBy: 'Ada Owner' });
    expect(await units()).toBe(0);
    await restart();

    const { session } = await hire('cleo');
    const basketId = parked?.id ?? '';
    expect(await call('basket.takeUpBasket', { basketId }, session)).toEqual(before);
    expect(await refusal('basket.takeUpBasket', { basketId })).toBe('basket/not-parked');
    expect(await refusal('basket.discardParkedBasket', { basketId })).toBe('basket/not-parked');
    expect(await names()).toEqual([]);
  });

  it('makes room: what was open is parked in its place', async () => {
    const [milk, bread] = [await item('Milk', 139), await item('Bread', 300)];
    await call('basket.addItem', { itemId: milk, quantity: 1 });
    const [first] = await call('basket.parkBasket', {});
    await call('basket.addItem', { itemId: bread, quantity: 2 });
    expect(await call('basket.takeUpBasket', { basketId: first?.id ?? '' })).toMatchObject({ units: 1 });
    expect(await names()).toEqual(['Bread']);
    const [second] = await call('basket.getParkedBaskets', {});
    expect(await call('basket.discardParkedBasket', { basketId: second?.id ?? '' })).toEqual([]);
    expect(await units()).toBe(1);
  });

  it('follows the catalogue’s price in sight, and an empty one is not parked', async () => {
    expect(await refusal('basket.parkBasket', { name: 'Nothing' })).toBe('basket/empty');
    const milk = await item('Milk', 139);
    await call('basket.addItem', { itemId: milk, quantity: 1 });
    await call('basket.parkBasket', {});
    const { revision, taxCategoryId: _category, ...fields } = await call('catalog.getCatalogItemById', { id: milk });
    await call('catalog.updateCatalogItem', { id: milk, revision, name: fields.name, price: eur(150) });
    const [parked] = await call('basket.getParkedBaskets', {});
    expect(parked?.total).toEqual(eur(150));
    const { lines } = await call('basket.takeUpBasket', { basketId: parked?.id ?? '' });
    expect(lines).toMatchObject([{ unitPrice: eur(150), previousUnitPrice: eur(139) }]);
  });
});

describe('locking', () => {
  it('parks the basket, and its clerk has it back', async () => {
    const milk = await item('Milk', 139);
    const { id, session } = await hire('cleo');
    await call('basket.addItem', { itemId: milk, quantity: 2 }, session);
    await call('identity.lock', {}, session);
    await call('identity.lock', {}, session);
    expect(await names()).toEqual(['Milk']);
    await call('identity.switchUser', { userId: id, pin: PIN }, session);
    expect(await units(session)).toBe(2);
    expect(await names()).toEqual([]);
  });

  it('lets another clerk go on with it; who locked finds it gone, and nothing twice', async () => {
    const milk = await item('Milk', 139);
    const { id, session } = await hire('cleo');
    await call('basket.addItem', { itemId: milk, quantity: 2 }, session);
    await call('identity.lock', {}, session);
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin }, session);
    expect(await units(session)).toBe(0);
    const [parked] = await call('basket.getParkedBaskets', {}, session);
    await call('basket.takeUpBasket', { basketId: parked?.id ?? '' }, session);
    await call('identity.switchUser', { userId: id, pin: PIN }, session);
    expect(await units(session)).toBe(0);
    expect(await units()).toBe(2);
  });
});
