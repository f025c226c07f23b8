import { describe, expect, it } from 'vitest';
import type { RequestOf } from '../domain/contract/index.ts';
import type { PromotionRule } from '../domain/contract/pricing.ts';
import { dayOf } from '../domain/shared/clock.ts';
import { newId } from '../domain/shared/ids.ts';
import { setUpTestTill } from './testing/test-till.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const { call, refusal, restart } = setUpTestTill();
const EVERYTHING = { itemIds: [], typeIds: [], brandIds: [] };
const DAY_MS = 86_400_000;

const createItem = (name: string, price: number, fields: Partial<RequestOf<'catalog.createCatalogItem'>> = {}) =>
  call('catalog.createCatalogItem', { id: newId(), name, price: eur(price), openingStock: 100, ...fields });

const promote = (name: string, rule: PromotionRule, fields: Partial<RequestOf<'pricing.savePromotion'>> = {}) =>
  call('pricing.savePromotion', { id: newId(), name, active: true, revision: 0, rule, ...fields });

/** Sells what is in the basket for cash, and gives the order. */
const sell = async () => {
  const { totals } = await call('basket.getBasket', {});
  const payments = [{ id: newId(), method: 'cash' as const, tendered: totals.total }];
  return call('basket.checkout', { orderId: newId(), total: totals.total, payments });
};

describe('taxes', () => {
  it('count from their day, by the category of the goods, and stay with what was sold', async () => {
    const { taxes, categories } = await call('pricing.getTaxes', {});
    const [standard] = taxes;
    expect(taxes).toMatchObject([{ name: 'Tax', rates: [{ ratePpm: 190_000 }] }]);
    expect(categories).toMatchObject([{ name: 'Standard', isDefault: true, taxIds: [standard?.id] }]);
    const [food, foodCategory] = [newId(), newId()];
    const [today, tomorrow] = [dayOf(Date.now()), dayOf(Date.now() + DAY_MS)];
    const rates = [
      { fromDay: '2007-01-01', ratePpm: 50_000 },
      { fromDay: today, ratePpm: 70_000 },
      { fromDay: tomorrow, ratePpm: 90_000 },
    ];
    await call('pricing.saveTax', { id: food, name: 'Food', rates });
    await call('pricing.saveTaxCategory', { id: foodCategory, name: 'Food', taxIds: [food], isDefault: false });
    const bread = await createItem('Bread', 1070, { taxCategoryId: foodCategory });
    const pan = await createItem('Pan', 1190);
    await call('basket.addItem', { itemId: bread.id });
    await call('basket.addItem', { itemId: pan.id });
    const order = await sell();
    expect(order.taxes).toEqual([
      { taxId: standard?.id, name: 'Tax', ratePpm: 190_000, net: eur(1000), tax: eur(190), gross: eur(1190) },
      { taxId: food, name: 'Food', ratePpm: 70_000, net: eur(1000), tax: eur(70), gross: eur(1070) },
    ]);
    expect(order).toMatchObject({ net: eur(2000), tax: eur(260), total: eur(2260) });
    await call('pricing.saveTax', { id: food, name: 'Groceries', rates: [{ fromDay: '2007-01-01', ratePpm: 0 }] });
    await restart();
    expect(await call('ordering.getOrderById', { orderId: order.id })).toEqual(order);
    await call('basket.addItem', { itemId: bread.id });
    expect((await call('basket.getBasket', {})).totals.tax).toEqual(eur(0));
  });

  it('are several on one line, and added where prices do not hold them', async () => {
    await call('pricing.setRules', {
      pricesIncludeTax: false,
      rounding: 'half-even',
      roundTaxPer: 'total',
      cashStep: 1,
      cashRounding: 'nearest',
    });
    const [standard] = (await call('pricing.getTaxes', {})).categories;
    const [gst, pst] = [newId(), newId()];
    await call('pricing.saveTax', { id: gst, name: 'GST', rates: [{ fromDay: '2008-01-01', ratePpm: 50_000 }] });
    await call('pricing.saveTax', { id: pst, name: 'PST', rates: [{ fromDay: '2008-01-01', ratePpm: 70_000 }] });
    await call('pricing.saveTaxCategory', { id: standard?.id ?? '', name: 'Standard', taxIds: [gst, pst], isDefault: true });
    await call('basket.addItem', { itemId: (await createItem('Mug', 999)).id });
    const order = await sell();
    expect(order).toMatchObject({ net: eur(999), tax: eur(120), total: eur(1119), taxIncluded: false });
    expect(order.taxes.map(({ name, tax }) => [name, tax.amount]).toSorted()).toEqual([
      ['GST', 50],
      ['PST', 70],
    ]);
  });

  it('are not lost by mistake: names, defaults and what is in use are guarded', async () => {
    const { taxes, categories } = await call('pricing.getTaxes', {});
    const [tax, category] = [taxes[0]?.id ?? '', categories[0]?.id ?? ''];
    const rates = [{ fromDay: '2020-01-01', ratePpm: 1 }];
    expect(await refusal('pricing.saveTax', { id: newId(), name: 'TAX', rates })).toBe('pricing/name-taken');
    expect(await refusal('pricing.saveTax', { id: newId(), name: 'New', rates: [...rates, ...rates] })).toBe(
      'pricing/rates-overlap',
    );
    expect(await refusal('pricing.deleteTax', { id: tax })).toBe('pricing/in-use');
    expect(await refusal('pricing.deleteTaxCategory', { id: category })).toBe('pricing/default-needed');
    const named = { id: category, name: 'Standard', taxIds: [tax] };
    expect(await refusal('pricing.saveTaxCategory', { ...named, isDefault: false })).toBe('pricing/default-needed');
    expect(await refusal('pricing.saveTaxCategory', { ...named, isDefault: true, taxIds: [newId()] })).toBe(
      'pricing/tax-not-found',
    );
    const other = { id: newId(), name: 'Other', taxIds: [] };
    await call('pricing.saveTaxCategory', { ...other, isDefault: true });
    await createItem('Stamp', 85, { taxCategoryId: category });
    expect(await refusal('pricing.deleteTaxCategory', { id: category })).toBe('pricing/in-use');
    expect(await refusal('catalog.createCatalogItem', { id: newId(), name: 'X', price: eur(1), taxCategoryId: newId() })).toBe(
      'pricing/category-not-found',
    );
  });
});

describe('discounts by hand', () => {
  it('come off lines and off the basket, are kept over a restart, and are told on the order with their reasons', async () => {
    const [mug, pan] = [await createItem('Mug', 1000), await createItem('Pan', 3000)];
    await call('basket.addItem', { itemId: mug.id, quantity: 2 });
    await call('basket.addItem', { itemId: pan.id });
    await call('basket.setLineDiscount', { itemId: mug.id, discount: { percentPpm: 100_000 }, reason: 'chipped' });
    await call('basket.setPrice', { itemId: pan.id, price: eur(2000), reason: 'as in the leaflet' });
    await call('basket.setDiscount', { discount: { amount: eur(380) }, reason: 'a regular' });
    await restart();
    const basket = await call('basket.getBasket', {});
    expect(basket).toMatchObject({ basketDiscount: eur(380), discountReason: 'a regular', totals: { total: eur(3420) } });
    expect(basket.lines).toMatchObject([
      { lineDiscount: eur(200), basketDiscount: eur(180), discount: eur(380), total: eur(1620), discountReason: 'chipped' },
      { unitPrice: eur(2000), priceReason: 'as in the leaflet', basketDiscount: eur(200), total: eur(1800) },
    ]);
    const order = await sell();
    expect(order).toMatchObject({ subtotal: eur(4000), discount: eur(580), discountReason: 'a regular', total: eur(3420) });
    expect((await call('basket.getBasket', {})).byHand).toBeNull();
  });

  it('are refused when they are more than the goods cost, and taken back with null', async () => {
    const mug = await createItem('Mug', 1000);
    expect(await refusal('basket.setDiscount', { discount: { percentPpm: 1 }, reason: 'why' })).toBe('basket/empty');
    await call('basket.addItem', { itemId: mug.id });
    const tooMuch = { discount: { amount: eur(1001) }, reason: 'why' };
    expect(await refusal('basket.setDiscount', { discount: { percentPpm: 1 }, reason: ' ' })).toBe('basket/reason-needed');
    expect(await refusal('basket.setLineDiscount', { itemId: mug.id, ...tooMuch })).toBe('basket/discount-too-large');
    expect(await refusal('basket.setDiscount', tooMuch)).toBe('basket/discount-too-large');
    const dollars = { amount: 1, currency: 'USD' };
    const itemId = mug.id;
    expect(await refusal('basket.setPrice', { itemId, price: dollars, reason: 'why' })).toBe('shared/currency-mismatch');
    expect(await refusal('basket.setDiscount', { discount: { amount: dollars }, reason: 'why' })).toBe(
      'shared/currency-mismatch',
    );
    expect(await refusal('basket.setLineDiscount', { itemId, discount: { amount: dollars }, reason: 'why' })).toBe(
      'shared/currency-mismatch',
    );
    expect((await call('basket.getBasket', {})).totals.total).toEqual(eur(1000));
    await call('basket.setLineDiscount', { itemId: mug.id, discount: { amount: eur(1000) }, reason: 'gift' });
    expect((await call('basket.getBasket', {})).totals.total).toEqual(eur(0));
    await call('basket.setLineDiscount', { itemId: mug.id, discount: null });
    expect((await call('basket.getBasket', {})).totals.total).toEqual(eur(1000));
  });

  it('stay with their lines when quantities change and when others are put back', async () => {
    const [mug, pan] = [await createItem('Mug', 1000), await createItem('Pan', 3000)];
    await call('basket.addItem', { itemId: mug.id });
    await call('basket.setPrice', { itemId: mug.id, price: eur(800), reason: 'chipped' });
    const lines = [
      { itemId: pan.id, quantity: 1 },
      { itemId: mug.id, quantity: 2 },
    ];
    expect((await call('basket.updateBasket', { lines })).totals.total).toEqual(eur(4600));
    const { revision } = mug;
    await call('catalog.updateCatalogItem', { id: mug.id, revision, name: 'Mug', price: eur(1500) });
    expect((await call('basket.getBasket', {})).totals.total).toEqual(eur(4600));
    await call('basket.setPrice', { itemId: mug.id, price: null });
    expect((await call('basket.getBasket', {})).totals.total).toEqual(eur(6000));
  });
});

describe('promotions', () => {
  it('give the customer the best, tell which applied, and stay with what was sold', async () => {
    const tea = await createItem('Tea', 300);
    await promote('Ten off', { kind: 'percent-off', target: EVERYTHING, percentPpm: 100_000 });
    const threeForTwo = await promote('3 for 2', {
      kind: 'group-percent',
      target: { ...EVERYTHING, itemIds: [tea.id] },
      every: 3,
      cheapest: 1,
      percentPpm: 1_000_000,
    });
    await call('basket.addItem', { itemId: tea.id, quantity: 4 });
    const [line] = (await call('basket.getBasket', {})).lines;
    expect(line?.promotions.map(({ name, units, discount }) => [name, units, discount.amount]).toSorted()).toEqual([
      ['3 for 2', 3, 300],
      ['Ten off', 1, 30],
    ]);
    const order = await sell();
    expect(order).toMatchObject({ subtotal: eur(1200), discount: eur(330), total: eur(870) });
    await call('pricing.deletePromotion', { id: threeForTwo.id });
    await restart();
    expect(await call('ordering.getOrderById', { orderId: order.id })).toEqual(order);
  });

  it('count when they are on, in their days, and leave a named price alone', async () => {
    const tea = await createItem('Tea', 300);
    const half: PromotionRule = { kind: 'percent-off', target: EVERYTHING, percentPpm: 500_000 };
    const yesterday = dayOf(Date.now() - DAY_MS);
    await call('basket.addItem', { itemId: tea.id });
    const total = async () => (await call('basket.getBasket', {})).totals.total.amount;
    await promote('Over', half, { toDay: yesterday });
    await promote('For members', half, { buyerGroupIds: [newId()] });
    const off = await promote('Off', half, { active: false });
    expect(await total()).toBe(300);
    await call('pricing.savePromotion', { ...off, active: true });
    expect(await refusal('pricing.savePromotion', { ...off, active: true })).toBe('pricing/stale-edit');
    expect(await total()).toBe(150);
    await call('basket.setPrice', { itemId: tea.id, price: eur(299), reason: 'bargained' });
    expect(await total()).toBe(299);
  });
});

describe('a customer', () => {
  const groupOf = (name: string) => call('buyers.createBuyerGroup', { id: newId(), name });
  const createBuyer = async (terms: Partial<RequestOf<'buyers.setBuyerTerms'>> = {}) => {
    const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Jane Doe' });
    const { id: buyerId, revision } = buyer;
    await call('buyers.setBuyerTerms', { buyerId, revision, groupId: null, taxExemption: null, accountLimit: 0, ...terms });
    return buyerId;
  };

  it('brings the promotions of the group along, until the basket is for somebody else', async () => {
    const { id: groupId } = await groupOf('Members');
    const buyerId = await createBuyer({ groupId });
    const tea = await createItem('Tea', 300);
    const rule: PromotionRule = { kind: 'percent-off', target: EVERYTHING, percentPpm: 100_000 };
    await promote('For members', rule, { buyerGroupIds: [groupId] });
    await call('basket.addItem', { itemId: tea.id });
    expect((await call('basket.setBuyer', { buyerId })).totals.total).toEqual(eur(270));
    await restart();
    expect(await call('basket.getBasket', {})).toMatchObject({
      buyer: { id: buyerId, name: 'Jane Doe' },
      totals: { total: eur(270) },
    });
    expect((await call('basket.setBuyer', { buyerId: null })).totals.total).toEqual(eur(300));
    await call('basket.setBuyer', { buyerId });
    const order = await sell();
    expect(order).toMatchObject({ buyerId, total: eur(270) });
    expect((await call('basket.getBasket', {})).buyer).toBeNull();
    expect((await call('ordering.getOrders', { buyerId })).items.map(({ id }) => id)).toEqual([order.id]);
    expect((await call('ordering.getOrders', { buyerId: newId() })).items).toEqual([]);
  });

  it('who is exempt pays the net, and the order says so', async () => {
    const buyerId = await createBuyer({ taxExemption: { reason: 'Embassy', number: '7' } });
    const tea = await createItem('Tea', 1190);
    await call('basket.addItem', { itemId: tea.id });
    await call('basket.setBuyer', { buyerId });
    expect(await sell()).toMatchObject({ total: eur(1000), relief: eur(190), tax: eur(0), taxes: [], taxExempt: true });
  });

  it('who was erased is nobody, and past sales keep their sums', async () => {
    const buyerId = await createBuyer();
    const tea = await createItem('Tea', 300);
    await call('basket.addItem', { itemId: tea.id });
    await call('basket.setBuyer', { buyerId });
    const order = await sell();
    await call('basket.setBuyer', { buyerId });
    await call('buyers.eraseBuyer', { buyerId });
    expect((await call('basket.getBasket', {})).buyer).toBeNull();
    expect(await refusal('basket.setBuyer', { buyerId })).toBe('buyers/buyer-not-found');
    expect(await call('ordering.getOrderById', { orderId: order.id })).toEqual(order);
  });
});
