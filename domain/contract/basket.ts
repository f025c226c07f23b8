import { z } from 'zod';
import { MAX_QUANTITY } from '../shared/quantity.ts';
import { command, query } from './operation.ts';
import { orderView, returnedLine } from './ordering.ts';
import { tender } from './payment.ts';
import { appliedPromotion, discount, taxTotal } from './pricing.ts';
import { refundable, toReturn } from './returns.ts';
import { at, barcode, id, level, money, note, nothing, price, quantity, text } from './schemas.ts';

export const totalsView = z.strictObject({
  subtotal: money.meta({ description: 'units × price over all lines' }),
  discount: money.meta({ description: 'everything off: promotions and discounts by hand' }),
  relief: money.meta({ description: 'tax that prices hold and an exempt customer does not pay' }),
  net: money,
  tax: money,
  taxes: z.array(taxTotal).meta({ description: 'by tax and rate' }),
  taxIncluded: z.boolean().meta({ description: 'true: the tax is part of the subtotal; false: it is added to it' }),
  total: money.meta({ description: 'what the customer pays' }),
});

const line = z.strictObject({
  itemId: id,
  name: z.string(),
  pictureUri: z.string().nullable(),
  unitPrice: price,
  previousUnitPrice: price.nullable().meta({ description: 'set when the catalogue price changed after the item was added' }),
  priceReason: z.string().nullable().meta({ description: 'set when the price was named by hand' }),
  quantity: z.int().min(1),
  subtotal: money.meta({ description: 'units × price' }),
  promotions: z.array(appliedPromotion),
  byHand: discount.nullable().meta({ description: 'the discount that somebody gave on this line' }),
  discountReason: z.string(),
  lineDiscount: money.meta({ description: 'what that discount comes to' }),
  basketDiscount: money.meta({ description: 'this line’s share of the basket’s discount' }),
  discount: money.meta({ description: 'everything off this line' }),
  amount: money.meta({ description: 'after the reductions of the line itself, before the basket’s and before added tax' }),
  total: money.meta({ description: 'what the line adds to the total' }),
  availableStock: level,
  unavailable: z.boolean().meta({ description: 'the item was archived: take it off before paying' }),
});

const returnLine = z.strictObject({
  key: id.meta({ description: 'the sold line; the item, where nobody has the receipt' }),
  itemId: id,
  name: z.string(),
  pictureUri: z.string().nullable(),
  unitPrice: price,
  units: z.int().min(1),
  left: z.int().min(0).meta({ description: 'the most that can come back; fewer than the units: take some off before paying' }),
  ...returnedLine.shape,
  subtotal: money.meta({ description: 'less than nothing, like the others' }),
  discount: money,
  total: money.meta({ description: 'what the line adds to the total' }),
});

export const basketView = z.strictObject({
  id,
  buyer: z
    .strictObject({ id, name: z.string(), groupId: id.nullable(), taxExempt: z.boolean() })
    .nullable()
    .meta({ description: 'whom it is for; their group’s promotions and their exemption count' }),
  lines: z.array(line),
  returns: z.array(returnLine).meta({ description: 'goods that come back; with other lines it is an exchange' }),
  refundable: z.array(refundable).meta({ description: 'the ways in which money goes back as it came' }),
  units: z.int(),
  byHand: discount.nullable().meta({ description: 'the discount that somebody gave on the whole basket' }),
  discountReason: z.string(),
  basketDiscount: money,
  totals: totalsView,
});
export type BasketView = z.infer<typeof basketView>;

export const parkedBasketView = z.strictObject({
  id,
  name: z.string(),
  parkedAt: at,
  parkedBy: z.string(),
  units: z.int(),
  total: money.meta({ description: 'at today’s prices' }),
  buyer: z.string().nullable(),
  goods: z.array(z.string()).meta({ description: 'the names of its first lines' }),
});
export type ParkedBasketView = z.infer<typeof parkedBasketView>;

const quantityOrNone = z.int().min(0).max(MAX_QUANTITY);

export const basket = {
  getBasket: query({
    access: 'clerk',
    summary: 'The open basket of this register and clerk',
    input: nothing,
    output: basketView,
  }),
  addItem: command({
    access: 'clerk',
    summary: 'Adds units of an item, named by id or by barcode',
    input: z.union([
      z.strictObject({ itemId: id, quantity: quantity.default(1) }),
      z.strictObject({ barcode, quantity: quantity.default(1) }),
    ]),
    output: z.strictObject({ basket: basketView, itemId: id }),
    changes: ['basket'],
  }),
  updateQuantity: command({
    access: 'clerk',
    summary: 'Sets the units of a line; 0 removes it',
    input: z.strictObject({ itemId: id, quantity: quantityOrNone }),
    output: basketView,
    changes: ['basket'],
  }),
  updateBasket: command({
    access: 'clerk',
    summary: 'Replaces all lines, at today’s prices: the way back after a removal or a cleared basket',
    input: z.strictObject({ lines: z.array(z.strictObject({ itemId: id, quantity })).max(1000) }),
    output: basketView,
    changes: ['basket'],
  }),
  removeItem: command({
    access: 'clerk',
    summary: 'Removes a line',
    input: z.strictObject({ itemId: id }),
    output: basketView,
    changes: ['basket'],
  }),
  addReturn: command({
    access: 'clerk',
    summary:
      'Puts goods that come back into the basket, or says anew how many of them. Without a receipt they are worth what they cost today',
    input: toReturn,
    output: basketView,
    changes: ['basket'],
  }),
  updateReturn: command({
    access: 'clerk',
    summary: 'Sets the units of goods that come back; 0 removes the line',
    input: z.strictObject({ key: id, units: quantityOrNone }),
    output: basketView,
    changes: ['basket'],
  }),
  setBuyer: command({
    access: 'clerk',
    summary: 'Says whom the basket is for, or nobody in particular with null',
    input: z.strictObject({ buyerId: id.nullable() }),
    output: basketView,
    changes: ['basket'],
  }),
  setLineDiscount: command({
    access: 'clerk',
    summary: 'Gives a discount on one line, after its promotions, or takes it back with null',
    input: z.strictObject({ itemId: id, discount: discount.nullable(), reason: note.max(200).default('') }),
    output: basketView,
    changes: ['basket'],
  }),
  setDiscount: command({
    access: 'clerk',
    summary: 'Gives a discount on the whole basket, after those of its lines, or takes it back with null',
    input: z.strictObject({ discount: discount.nullable(), reason: note.max(200).default('') }),
    output: basketView,
    changes: ['basket'],
  }),
  setPrice: command({
    access: 'clerk',
    summary: 'Names the price of a line by hand, or goes back to the catalogue’s with null',
    input: z.strictObject({ itemId: id, price: price.nullable(), reason: note.max(200).default('') }),
    output: basketView,
    changes: ['basket'],
  }),
  parkBasket: command({
    access: 'clerk',
    summary: 'Puts the basket aside under a name; a new one is open then. Any register of the shop’s file takes it up again',
    input: z.strictObject({ name: text(200).trim().default('') }),
    output: z.array(parkedBasketView),
    changes: ['basket'],
  }),
  getParkedBaskets: query({
    access: 'clerk',
    summary: 'The baskets that were put aside, oldest first',
    input: nothing,
    output: z.array(parkedBasketView),
  }),
  takeUpBasket: command({
    access: 'clerk',
    summary: 'Takes a parked basket up; what was open is parked instead',
    input: z.strictObject({ basketId: id }),
    output: basketView,
    changes: ['basket'],
  }),
  discardParkedBasket: command({
    access: 'clerk',
    summary: 'Throws a parked basket away',
    input: z.strictObject({ basketId: id }),
    output: z.array(parkedBasketView),
    changes: ['basket'],
  }),
  deleteBasket: command({
    access: 'clerk',
    summary: 'Empties the basket',
    input: nothing,
    output: basketView,
    changes: ['basket'],
  }),
  checkout: command({
    access: 'clerk',
    summary:
      'Turns the basket into the order `orderId` and takes its payments. Answered when it is on disk; the same id again gives the same order',
    input: z.strictObject({
      orderId: id,
      total: money.meta({ description: 'what the clerk saw; refused when the basket comes to something else' }),
      payments: z.array(tender).max(20).meta({ description: 'none when nothing is due' }),
    }),
    output: orderView,
    changes: ['basket', 'orders', 'stock', 'till'],
  }),
};
