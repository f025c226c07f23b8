import { type BasketToPrice, priceBasket } from '../domain/pricing/price-basket.ts';
import type { Promotion } from '../domain/pricing/promotion.ts';
import { byTurns, type Figure, limitFigure, spread, timed } from './measure.ts';

const LINES = 200;
const PROMOTIONS = 50;
const TYPES = 20;
const ROUNDS = 1000;
const WARM_UP = 200;

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const ALWAYS = { fromDay: null, toDay: null, weekdays: [], fromMinute: null, toMinute: null, buyerGroupIds: [] };

/** All five kinds, each over a third of the types, so that nearly every promotion competes with every other. */
const promotions = Array.from({ length: PROMOTIONS }, (_, at): Promotion => {
  const typeIds = Array.from({ length: TYPES }, (_type, type) => type)
    .filter((type) => (type + at) % 3 === 0)
    .map((type) => `type ${type}`);
  const target = { itemIds: [], typeIds, brandIds: [] };
  const named = { ...ALWAYS, id: `promotion ${at}`, name: 'Promotion' };
  switch (at % 5) {
    case 0:
      return { ...named, kind: 'percent-off', target, percentPpm: 100_000 };
    case 1:
      return { ...named, kind: 'amount-off', target, amount: eur(20) };
    case 2:
      return { ...named, kind: 'quantity-price', target, from: 6, price: eur(300) };
    case 3:
      return { ...named, kind: 'group-percent', target, every: 3, cheapest: 1, percentPpm: 1_000_000 };
    default:
      return { ...named, kind: 'bundle-price', parts: [{ target, units: 3 }], price: eur(500) };
  }
});

const basket: BasketToPrice = {
  currency: 'EUR',
  pricesIncludeTax: true,
  rounding: 'half-up',
  roundTaxPer: 'line',
  taxExempt: false,
  moment: { day: '2026-11-23', weekday: 1, minute: 600 },
  buyerGroupId: null,
  discount: { percentPpm: 50_000 },
  promotions,
  lines: Array.from({ length: LINES }, (_, at) => ({
    key: `line ${at}`,
    itemId: `item ${at}`,
    typeId: `type ${at % TYPES}`,
    brandId: null,
    unitPrice: eur(100 + ((at * 37) % 900)),
    units: 1 + (at % 5),
    promotable: true,
    taxes: [{ taxId: 'vat', name: 'VAT', ratePpm: at % 3 === 0 ? 70_000 : 190_000 }],
    discount: null,
  })),
};

/** A long basket under many promotions, beside the same without any. */
export const measurePricing = async (): Promise<Figure[]> => {
  const plain = { ...basket, promotions: [] };
  const { ours, floor } = await byTurns(
    ROUNDS,
    WARM_UP,
    () => timed(() => priceBasket(basket)),
    () => timed(() => priceBasket(plain)),
  );
  const name = `pricing ${LINES} lines under ${PROMOTIONS} promotions, p95, beside none`;
  return [limitFigure(name, 'ms', spread(ours).p95, 2, spread(floor).p95)];
};
