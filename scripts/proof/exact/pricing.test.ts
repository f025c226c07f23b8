import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BasketToPrice, priceBasket } from '../../../domain/pricing/price-basket.ts';
import type { Promotion, Target } from '../../../domain/pricing/promotion.ts';
import { type TakenBack, takeBack } from '../../../domain/pricing/take-back.ts';
import { roundCash } from '../../../domain/shared/cash-rounding.ts';
import { type Money, money } from '../../../domain/shared/money.ts';
import { announceSeed, PROOF_TIMEOUT_MS, SCALE } from '../scale.ts';

const CURRENCY = 'EUR';
const of = (amount: number): Money => money(amount, CURRENCY);
const MOMENT = { day: '2026-11-23', weekday: 1, minute: 600 };
/** Sets of taxes as shops have them: none, one, two that differ, two on one line. */
const TAXES = [
  [],
  [{ taxId: 'vat', name: 'vat', ratePpm: 190_000 }],
  [{ taxId: 'vat', name: 'vat', ratePpm: 70_000 }],
  [{ taxId: 'vat', name: 'vat', ratePpm: 0 }],
  [
    { taxId: 'gst', name: 'gst', ratePpm: 50_000 },
    { taxId: 'pst', name: 'pst', ratePpm: 99_750 },
  ],
];
const KINDS = ['a', 'b', 'c'];

const ppm = fc.oneof(fc.constantFrom(50_000, 100_000, 333_333, 500_000, 1_000_000), fc.integer({ min: 1, max: 1_000_000 }));
/** Small prices meet ties often, large ones meet the bounds. */
const price = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 0, max: 10_000_000 }),
);
const units = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 1000 }));
const discount = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ percentPpm: ppm }) },
  { weight: 1, arbitrary: fc.record({ amount: fc.integer({ min: 1, max: 3000 }).map(of) }) },
);

const target: fc.Arbitrary<Target> = fc
  .subarray(KINDS, { minLength: 0, maxLength: 2 })
  .map((typeIds) => ({ itemIds: [], typeIds, brandIds: [] }));

/** Its id comes with its place. */
const NAMELESS = {
  id: '',
  name: 'p',
  fromDay: null,
  toDay: null,
  weekdays: [],
  fromMinute: null,
  toMinute: null,
  buyerGroupIds: [],
};

const promotion: fc.Arbitrary<Promotion> = fc.oneof(
  fc.record({ target, percentPpm: ppm }).map((rule) => ({ ...NAMELESS, kind: 'percent-off' as const, ...rule })),
  fc
    .record({ target, amount: fc.integer({ min: 1, max: 500 }).map(of) })
    .map((rule) => ({ ...NAMELESS, kind: 'amount-off' as const, ...rule })),
  fc
    .record({ target, from: fc.integer({ min: 2, max: 6 }), price: fc.integer({ min: 0, max: 500 }).map(of) })
    .map((rule) => ({ ...NAMELESS, kind: 'quantity-price' as const, ...rule })),
  fc
    .record({ every: fc.integer({ min: 2, max: 4 }), target, percentPpm: ppm })
    .map((rule) => ({ ...NAMELESS, kind: 'group-percent' as const, cheapest: 1, ...rule })),
  fc
    .record({
      parts: fc.array(fc.record({ target, units: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 2 }),
      price: fc.integer({ min: 0, max: 2000 }).map(of),
    })
    .map((rule) => ({ ...NAMELESS, kind: 'bundle-price' as const, ...rule })),
);

const baskets: fc.Arbitrary<BasketToPrice> = fc
  .record({
    pricesIncludeTax: fc.boolean(),
    rounding: fc.constantFrom('half-up' as const, 'half-even' as const),
    roundTaxPer: fc.constantFrom('line' as const, 'total' as const),
    taxExempt: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    lines: fc.array(
      fc.record({
        unitPrice: price.map(of),
        units,
        typeId: fc.constantFrom(...KINDS, null),
        taxes: fc.constantFrom(...TAXES),
        promotable: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
        discount,
      }),
      { minLength: 1, maxLength: 10 },
    ),
    discount,
    promotions: fc.array(promotion, { maxLength: 6 }),
  })
  .map(({ lines, promotions, ...rest }) => ({
    ...rest,
    currency: CURRENCY,
    moment: MOMENT,
    buyerGroupId: null,
    lines: lines.map((line, at) => ({ ...line, key: `line ${at}`, itemId: `item ${at}`, brandId: null })),
    promotions: promotions.map((one, at) => ({ ...one, id: `promotion ${at}` })),
  }));

const seed = announceSeed('priced baskets');
const forAny = <T>(arbitrary: fc.Arbitrary<T>, hold: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, hold), { seed, numRuns: SCALE.pricedBaskets });

const sumOf = (amounts: readonly Money[]): number => amounts.reduce((sum, { amount }) => sum + amount, 0);

describe('any basket', () => {
  it(
    'is the sum of its parts',
    () =>
      forAny(baskets, (basket) => {
        const { lines, totals } = priceBasket(basket);
        for (const part of ['subtotal', 'discount', 'relief', 'net', 'tax', 'total'] as const)
          expect(sumOf(lines.map((line) => line[part]))).toBe(totals[part].amount);
        expect(totals.total.amount).toBe(
          totals.subtotal.amount -
            totals.discount.amount -
            totals.relief.amount +
            (basket.pricesIncludeTax ? 0 : totals.tax.amount),
        );
        expect(totals.net.amount + totals.tax.amount).toBe(totals.total.amount);
        expect(sumOf(totals.taxes.map(({ tax }) => tax))).toBe(totals.tax.amount);
        lines.forEach((line, at) => {
          const applied = sumOf(line.promotions.map((one) => one.discount));
          expect(applied + line.lineDiscount.amount + line.basketDiscount.amount).toBe(line.discount.amount);
          expect(sumOf(line.taxes.map(({ tax }) => tax))).toBe(line.tax.amount);
          expect(line.promotions.reduce((all, one) => all + one.units, 0)).toBeLessThanOrEqual(basket.lines[at]?.units ?? 0);
          for (const amount of [
            line.discount,
            line.lineDiscount,
            line.basketDiscount,
            line.relief,
            line.net,
            line.tax,
            line.total,
          ])
            expect(amount.amount).toBeGreaterThanOrEqual(0);
          if (basket.taxExempt) expect(line.tax.amount).toBe(0);
        });
      }),
    PROOF_TIMEOUT_MS,
  );

  it(
    'comes to the same in whatever order it was scanned and its promotions are kept',
    () =>
      forAny(
        baskets.chain((basket) =>
          fc.tuple(
            fc.constant(basket),
            fc.shuffledSubarray([...basket.lines], { minLength: basket.lines.length }),
            fc.shuffledSubarray([...basket.promotions], { minLength: basket.promotions.length }),
          ),
        ),
        ([basket, lines, promotions]) => {
          const byKey = (one: BasketToPrice) => {
            const { lines: priced, totals } = priceBasket(one);
            return { totals, lines: new Map(priced.map((line, at) => [one.lines[at]?.key, line])) };
          };
          expect(byKey({ ...basket, lines, promotions })).toEqual(byKey(basket));
        },
      ),
    PROOF_TIMEOUT_MS,
  );

  it(
    'taken back, in whatever steps, gives back exactly what was paid',
    () =>
      forAny(fc.tuple(baskets, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 5 })), ([basket, steps]) => {
        priceBasket(basket).lines.forEach((line, at) => {
          const sold = { ...line, units: basket.lines[at]?.units ?? 0 };
          const back: TakenBack[] = [];
          for (let before = 0; before < sold.units; ) {
            const step = Math.min(steps[back.length] ?? sold.units, sold.units - before);
            back.push(takeBack(sold, before, step, basket.pricesIncludeTax));
            before += step;
          }
          for (const part of ['subtotal', 'discount', 'relief', 'net', 'tax', 'total'] as const)
            expect(sumOf(back.map((one) => one[part]))).toBe(line[part].amount);
          line.taxes.forEach(({ tax }, index) => {
            expect(sumOf(back.map(({ taxes }) => taxes[index]?.tax ?? of(0)))).toBe(tax.amount);
          });
        });
      }),
    PROOF_TIMEOUT_MS,
  );

  it(
    'is rounded for cash once, whatever was paid in cash before the last part',
    () =>
      forAny(
        fc.record({
          due: fc.integer({ min: 0, max: 1_000_000 }),
          step: fc.constantFrom(1, 5, 10, 50, 100),
          mode: fc.constantFrom('nearest' as const, 'down' as const, 'up' as const),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        ({ due, step, mode, share }) => {
          const { rounded, rounding } = roundCash(of(due), { step, mode });
          expect(rounded.amount % step).toBe(0);
          expect(rounded.amount - due).toBe(rounding.amount);
          expect(Math.abs(rounding.amount)).toBeLessThan(step);
          // Coins come in steps.
          const before = Math.floor((due * share) / step) * step;
          expect(roundCash(of(due - before), { step, mode }).rounding).toEqual(rounding);
          const back = roundCash(of(-due), { step, mode });
          expect(back.rounded.amount + rounded.amount).toBe(0);
        },
      ),
    PROOF_TIMEOUT_MS,
  );
});
