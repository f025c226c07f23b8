import { expect, test } from 'vitest';
import type { PromotionRule, PromotionView } from '../../../../domain/contract/pricing.ts';
import { ruleText, whenText } from './promotion-text.ts';
import { EVERYTHING, newPromotion, promotionOf, valuesOf } from './promotion-values.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const tea = { itemIds: [], typeIds: ['tea'], brandIds: [] };
const nameOf = (id: string): string => (id === 'tea' ? 'Tea' : '');

const RULES: readonly (readonly [PromotionRule, string])[] = [
  [{ kind: 'percent-off', target: EVERYTHING, percentPpm: 125_000 }, '12.5% off everything'],
  [{ kind: 'amount-off', target: tea, amount: eur(50) }, '€0.50 off each of Tea'],
  [{ kind: 'quantity-price', target: tea, from: 6, price: eur(199) }, '€1.99 each from 6 of Tea'],
  [{ kind: 'group-percent', target: tea, every: 3, cheapest: 1, percentPpm: 1_000_000 }, '3 for 2 of Tea: the cheapest is free'],
  [
    { kind: 'group-percent', target: tea, every: 2, cheapest: 1, percentPpm: 500_000 },
    'Of every 2 of Tea the cheapest one at 50% off',
  ],
  [
    {
      kind: 'bundle-price',
      parts: [
        { target: tea, units: 2 },
        { target: { ...EVERYTHING, itemIds: ['cup'] }, units: 1 },
      ],
      price: eur(990),
    },
    '2 of Tea and 1 of one item together for €9.90',
  ],
];

test.each(RULES)('%o goes through the form unchanged and says what it does', (rule, text) => {
  const promotion: PromotionView = {
    ...newPromotion(),
    ...{ name: 'Autumn', revision: 4, fromDay: '2026-10-01', toDay: '2026-11-30', weekdays: [1, 5] },
    ...{ fromMinute: 1020, toMinute: 1140, buyerGroupIds: ['staff'], rule },
  };
  expect(promotionOf(valuesOf(promotion), promotion)).toEqual(promotion);
  expect(ruleText(rule, nameOf)).toBe(text);
  expect(whenText(promotion)).toContain('Mon, Fri, 17:00 to 19:00');
});

test('what is missing or does not fit makes no promotion', () => {
  const promotion = { ...newPromotion(), name: 'Autumn' };
  const values = valuesOf(promotion);
  expect(promotionOf(values, promotion)).toBeDefined();
  for (const wrong of [
    { name: ' ' },
    { percentPpm: null },
    { percentPpm: 0 },
    { fromTime: '10:00' },
    { kind: 'amount-off', money: eur(0) },
    { kind: 'quantity-price', money: eur(5), from: 1 },
    { kind: 'group-percent', percentPpm: 5, every: 2, cheapest: 2 },
    { kind: 'bundle-price', money: eur(5), parts: [] },
    { kind: 'bundle-price', money: eur(5), parts: [{ key: 'a', target: EVERYTHING, units: '' }] },
  ] as const) {
    expect(promotionOf({ ...values, ...wrong }, promotion), JSON.stringify(wrong)).toBeUndefined();
  }
});
