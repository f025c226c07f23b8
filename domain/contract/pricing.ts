import { z } from 'zod';
import { command, query } from './operation.ts';
import { day, id, money, name, nothing, price, quantity, ratePpm } from './schemas.ts';

export const ROUNDINGS = ['half-up', 'half-even'] as const;
export const CASH_ROUNDINGS = ['nearest', 'down', 'up'] as const;

const percentPpm = z.int().min(1).max(1_000_000).meta({ description: 'parts per million: 10 % is 100000' });

/** Off by hand. */
export const discount = z.union([
  z.strictObject({ percentPpm }),
  z.strictObject({ amount: price.refine(({ amount }) => amount > 0, 'more than nothing') }),
]);
export type Discount = z.infer<typeof discount>;

// ── Taxes

const taxFields = {
  id,
  name,
  rates: z
    .array(z.strictObject({ fromDay: day, ratePpm }))
    .min(1)
    .max(50)
    .meta({ description: 'each counts from its day until the next one’s' }),
};
export const taxView = z.strictObject(taxFields);
export type TaxView = z.infer<typeof taxView>;

const categoryFields = {
  id,
  name,
  taxIds: z.array(id).max(5).meta({ description: 'the taxes that such goods bear together; none: untaxed' }),
  isDefault: z.boolean().meta({ description: 'counts for items without a category of their own' }),
};
export const taxCategoryView = z.strictObject(categoryFields);
export type TaxCategoryView = z.infer<typeof taxCategoryView>;

export const taxesView = z.strictObject({ taxes: z.array(taxView), categories: z.array(taxCategoryView) });
export type TaxesView = z.infer<typeof taxesView>;

/** One tax of a line, at the rate of the day. */
export const taxedAmount = z.strictObject({ taxId: id, name: z.string(), ratePpm, net: money, tax: money });
export type TaxedAmount = z.infer<typeof taxedAmount>;
export const taxTotal = taxedAmount.extend({ gross: money });
export type TaxTotal = z.infer<typeof taxTotal>;

// ── Promotions

const ids = z.array(id).max(500);
const target = z
  .strictObject({ itemIds: ids, typeIds: ids, brandIds: ids })
  .meta({ description: 'goods that one of the lists names; all three empty: everything' });
const minute = z.int().min(0).max(1440).nullable();
const units = quantity.max(10_000);

const promotionRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent-off'), target, percentPpm }),
  z.strictObject({ kind: z.literal('amount-off'), target, amount: price }),
  z.strictObject({ kind: z.literal('quantity-price'), target, from: units.min(2), price }),
  z
    .strictObject({ kind: z.literal('group-percent'), target, every: units.min(2), cheapest: units, percentPpm })
    .refine(({ every, cheapest }) => cheapest < every, { path: ['cheapest'], error: 'fewer than the group' }),
  z.strictObject({ kind: z.literal('bundle-price'), parts: z.array(z.strictObject({ target, units })).min(1).max(10), price }),
]);
export type PromotionRule = z.infer<typeof promotionRule>;

const promotionFields = {
  id,
  name,
  active: z.boolean(),
  fromDay: day.nullable().default(null),
  toDay: day.nullable().default(null),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]).meta({ description: 'ISO 8601: 1 is Monday; empty: every day' }),
  fromMinute: minute.default(null).meta({ description: 'minutes since midnight, local; later than toMinute: over midnight' }),
  toMinute: minute.default(null),
  buyerGroupIds: ids.default([]).meta({ description: 'empty: everyone' }),
  rule: promotionRule,
};
export const promotionView = z.strictObject({
  ...promotionFields,
  revision: z.int().meta({ description: 'counts the edits; saving names the one it saw' }),
});
export type PromotionView = z.infer<typeof promotionView>;

/** What one promotion took off one line. */
export const appliedPromotion = z.strictObject({ promotionId: id, name: z.string(), units: z.int(), discount: money });
export type AppliedPromotion = z.infer<typeof appliedPromotion>;

// ── Rules

export const pricingRules = z.strictObject({
  pricesIncludeTax: z.boolean(),
  rounding: z.enum(ROUNDINGS),
  roundTaxPer: z.enum(['line', 'total']),
  cashStep: z.int().min(1).max(1_000_000).meta({ description: 'minor units: 5 rounds cash to 0.05; 1 rounds nothing' }),
  cashRounding: z.enum(CASH_ROUNDINGS),
});
export type PricingRules = z.infer<typeof pricingRules>;

export const pricing = {
  getTaxes: query({
    access: 'clerk',
    summary: 'The taxes with their dated rates, and the tax categories of goods',
    input: nothing,
    output: taxesView,
  }),
  saveTax: command({
    access: 'owner',
    summary: 'Creates or changes a tax. Sold lines keep the rate they were sold at',
    input: z.strictObject(taxFields),
    output: taxesView,
    changes: ['pricing', 'basket'],
  }),
  deleteTax: command({
    access: 'owner',
    summary: 'Deletes a tax that no category bears',
    input: z.strictObject({ id }),
    output: taxesView,
    changes: ['pricing'],
  }),
  saveTaxCategory: command({
    access: 'owner',
    summary: 'Creates or changes a category; a new default takes over from the former one',
    input: z.strictObject(categoryFields),
    output: taxesView,
    changes: ['pricing', 'basket', 'catalog'],
  }),
  deleteTaxCategory: command({
    access: 'owner',
    summary: 'Deletes a category that no item has and that is not the default',
    input: z.strictObject({ id }),
    output: taxesView,
    changes: ['pricing'],
  }),
  getPromotions: query({ access: 'clerk', summary: 'All promotions, by name', input: nothing, output: z.array(promotionView) }),
  savePromotion: command({
    access: 'manager',
    summary: 'Creates (revision 0) or changes a promotion. Open baskets are priced anew',
    input: z.strictObject({ ...promotionFields, revision: z.int().min(0) }),
    output: promotionView,
    changes: ['pricing', 'basket'],
  }),
  deletePromotion: command({
    access: 'manager',
    summary: 'Deletes a promotion. Sold lines keep what it gave',
    input: z.strictObject({ id }),
    output: z.array(promotionView),
    changes: ['pricing', 'basket'],
  }),
  getRules: query({
    access: 'clerk',
    summary: 'How this shop rounds, and whether its prices hold the tax',
    input: nothing,
    output: pricingRules,
  }),
  setRules: command({
    access: 'owner',
    summary: 'Changes how this shop rounds, and whether its prices hold the tax. Open baskets are priced anew',
    input: pricingRules,
    output: pricingRules,
    changes: ['pricing', 'basket', 'session'],
  }),
};
