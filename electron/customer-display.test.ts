import { describe, expect, it } from 'vitest';
import { operations } from '../domain/contract/index.ts';
import { displayView } from '../domain/contract/till.ts';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const till = setUpTestTill();
const { call } = till;
const display = Session.display();
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const WELCOME = { showing: 'welcome', shop: 'Shop' };

const shown = async () => displayView.parse(await call('till.getDisplay', {}, display));
const item = async (name: string, price: number): Promise<string> =>
  (await call('catalog.createCatalogItem', { id: newId(), name, price: eur(price), openingStock: 50 })).id;
const pay = async (cents: number) => {
  const { totals } = await call('basket.getBasket', {});
  const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(cents) }];
  return call('basket.checkout', { orderId: newId(), total: totals.total, payments });
};

describe('the customer display', () => {
  it('shows what is rung up, what it comes to, then the change, then the next basket', async () => {
    expect(await shown()).toEqual(WELCOME);
    const [milk, bread] = [await item('Milk', 139), await item('Bread', 300)];
    await call('basket.addItem', { itemId: milk, quantity: 3 });
    await call('basket.addItem', { itemId: bread, quantity: 1 });
    const milkLine = { name: 'Milk', quantity: 3, unitPrice: eur(139), reductions: [], amount: eur(417) };
    const breadLine = { name: 'Bread', quantity: 1, unitPrice: eur(300), reductions: [], amount: eur(300) };
    const sums = { discount: eur(0), tax: eur(0), total: eur(717), due: eur(717) };
    expect(await shown()).toEqual({ showing: 'basket', shop: 'Shop', lines: [milkLine, breadLine], ...sums });

    await pay(1000);
    const paid = { showing: 'paid', shop: 'Shop', total: eur(717), paid: eur(1000), change: eur(283) };
    expect(await shown()).toEqual(paid);
    till.pass(59_000);
    expect(await shown()).toEqual(paid);

    await call('basket.addItem', { itemId: milk, quantity: 1 });
    expect(await shown()).toMatchObject({ showing: 'basket', lines: [{ name: 'Milk', quantity: 1 }], total: eur(139) });
    await call('basket.deleteBasket', {});
    expect(await shown()).toEqual(WELCOME);
  });

  it('thanks for a minute', async () => {
    await call('basket.addItem', { itemId: await item('Milk', 139), quantity: 1 });
    await pay(139);
    till.pass(60_000);
    expect(await shown()).toEqual(WELCOME);
  });

  it('tells what promotions and discounts took off, and nothing about anybody', async () => {
    const milk = await item('Milk', 200);
    const target = { itemIds: [milk], typeIds: [], brandIds: [] };
    const rule = { kind: 'percent-off' as const, target, percentPpm: 100_000 };
    await call('pricing.savePromotion', { id: newId(), name: 'Milk week', active: true, rule, revision: 0 });
    const buyer = newId();
    await call('buyers.createBuyer', { id: buyer, name: 'Nell Named', phones: ['+49 170 1234567'] });
    await call('buyers.addBuyerNote', { id: newId(), buyerId: buyer, text: 'Rings twice' });
    await call('basket.addItem', { itemId: milk, quantity: 2 });
    await call('basket.setBuyer', { buyerId: buyer });
    await call('basket.setLineDiscount', { itemId: milk, discount: { amount: eur(60) }, reason: 'Nell asked nicely' });
    await call('basket.setDiscount', { discount: { percentPpm: 100_000 }, reason: 'Friend of Ada' });
    const reductions = [
      { promotion: 'Milk week', amount: eur(40) },
      { promotion: null, amount: eur(60) },
    ];
    const line = { name: 'Milk', quantity: 2, unitPrice: eur(200), reductions, amount: eur(300) };
    const basket = await shown();
    const sums = { discount: eur(30), tax: eur(0), total: eur(270), due: eur(270) };
    expect(basket).toEqual({ showing: 'basket', shop: 'Shop', lines: [line], ...sums });
    await pay(500);
    const told = JSON.stringify([basket, await shown()]);
    for (const word of ['Nell', 'Ada', 'asked', 'Rings', '170', milk, buyer]) expect(told).not.toContain(word);
  });

  it('adds up where the tax comes on top, and with goods that come back', async () => {
    const rules = await call('pricing.getRules', {});
    await call('pricing.setRules', { ...rules, pricesIncludeTax: false });
    const [milk, bread] = [await item('Milk', 1000), await item('Bread', 300)];
    await call('basket.addItem', { itemId: milk, quantity: 1 });
    const from = { kind: 'no-receipt', productId: bread } as const;
    await call('basket.addReturn', { from, units: 1, reason: 'Faulty', disposition: 'write-off' });
    const basket = await shown();
    expect(basket).toMatchObject({
      lines: [
        { name: 'Milk', quantity: 1, amount: eur(1000) },
        { name: 'Bread', quantity: -1, amount: eur(-300) },
      ],
      ...{ tax: eur(133), total: eur(833) },
    });
    expect(JSON.stringify(basket)).not.toContain('Faulty');
    await call('basket.removeItem', { itemId: milk });
    const { totals } = await call('basket.getBasket', {});
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(357) }];
    await call('basket.checkout', { orderId: newId(), total: totals.total, payments });
    expect(await shown()).toEqual({ showing: 'paid', shop: 'Shop', total: eur(-357), paid: eur(-357), change: eur(0) });
  });

  it('goes on showing what a refused card leaves to pay', async () => {
    await call('basket.addItem', { itemId: await item('Milk', 1000), quantity: 1 });
    await call('payment.setTerminalBehaviour', { behaviour: 'decline' });
    const orderId = newId();
    const payments = [
      { id: newId(), method: 'cash' as const, tendered: eur(400) },
      { id: newId(), method: 'card' as const, amount: eur(600) },
    ];
    await call('basket.checkout', { orderId, total: eur(1000), payments });
    till.pass(600_000);
    expect(await shown()).toMatchObject({ showing: 'basket', lines: [{ name: 'Milk' }], total: eur(1000), due: eur(600) });
    await call('payment.processPayment', { orderId, payment: { id: newId(), method: 'cash', tendered: eur(700) } });
    expect(await shown()).toMatchObject({ showing: 'paid', total: eur(1000), paid: eur(1100), change: eur(100) });
    await call('ordering.cancelOrder', { orderId, reason: 'Brought back' });
    expect(await shown()).toEqual(WELCOME);
  });

  it('shows money for a voucher', async () => {
    const payments = [{ id: newId(), method: 'cash' as const, tendered: eur(5000) }];
    await call('ordering.sellVoucher', { orderId: newId(), code: 'GIFT1234', amount: eur(2500), payments });
    expect(await shown()).toEqual({ showing: 'paid', shop: 'Shop', total: eur(2500), paid: eur(5000), change: eur(2500) });
  });

  it('welcomes while the till is locked or nobody is there, also right after a sale', async () => {
    const milk = await item('Milk', 139);
    await call('basket.addItem', { itemId: milk, quantity: 1 });
    await call('identity.lock', {});
    expect(await shown()).toEqual(WELCOME);
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect(await shown()).toMatchObject({ showing: 'basket', total: eur(139) });
    await pay(200);
    await call('identity.lock', {});
    expect(await shown()).toEqual(WELCOME);
    await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect(await shown()).toEqual(WELCOME);
    await call('basket.addItem', { itemId: milk, quantity: 1 });
    await call('identity.logoutUser', {});
    expect(await shown()).toEqual(WELCOME);
  });

  it('may ask for nothing else, not even to sign in', async () => {
    const codes = new Map<string, string>();
    for (const name of operations.keys()) {
      const answer = await till.dispatch(display, name, {});
      if (name !== 'till.getDisplay') codes.set(name, answer.ok ? 'answered' : answer.error.code);
    }
    expect(codes.get('basket.getBasket')).toBe('shared/forbidden');
    expect(new Set(codes.values())).toEqual(new Set(['shared/forbidden']));
    const signIn = await till.dispatch(display, 'identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    expect(signIn).toMatchObject({ ok: false, error: { code: 'shared/forbidden' } });
  });
});
