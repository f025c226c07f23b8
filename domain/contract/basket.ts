import { z } from 'zod';
import { MAX_QUANTITY } from '../shared/quantity.ts';
import { command, query } from './operation.ts';
import { orderView } from './ordering.ts';
import { tender } from './payment.ts';
import { barcode, id, level, money, nothing, price, quantity } from './schemas.ts';

export const totalsView = z.strictObject({
  subtotal: money.meta({ description: 'units × price over all lines' }),
  discount: money,
  tax: money,
  taxIncluded: z.boolean().meta({ description: 'true: the tax is part of the subtotal; false: it is added to it' }),
  total: money.meta({ description: 'what the customer pays' }),
});

const line = z.strictObject({
  itemId: id,
  name: z.string(),
  pictureUri: z.string().nullable(),
  unitPrice: price,
  previousUnitPrice: price.nullable().meta({ description: 'set when the catalogue price changed after the item was added' }),
  quantity: z.int().min(1),
  total: money,
  availableStock: level,
  unavailable: z.boolean().meta({ description: 'the item was archived: take it off before paying' }),
});

export const basketView = z.strictObject({
  id,
  lines: z.array(line),
  units: z.int(),
  totals: totalsView,
});
export type BasketView = z.infer<typeof basketView>;

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
      payments: z.array(tender).min(1).max(20),
    }),
    output: orderView,
    changes: ['basket', 'orders', 'stock', 'till'],
  }),
};
