import type { RequestOf } from '../../domain/contract/index.ts';
import type { Tender } from '../../domain/contract/payment.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Random } from './random.ts';

/** An item on sale, as far as ringing it up needs to know. */
export interface Good {
  readonly id: string;
  /** in whole minor units, with its tax */
  readonly price: number;
}

/** A sale to be: the basket's lines and the checkout that fits them. */
export interface Sale {
  readonly lines: RequestOf<'basket.updateBasket'>['lines'];
  readonly checkout: RequestOf<'basket.checkout'>;
}

/**
 * Draws a sale of one to six lines in a shop whose prices hold the tax, without a zero total.
 * @param method `cash` with change or without, or `split` between cash and a card
 */
export const drawSale = (random: Random, goods: readonly Good[], method: 'cash' | 'split'): Sale => {
  const chosen = random.shuffle(goods).slice(0, random.int(1, 6));
  const lines = chosen.map(({ id }) => ({ itemId: id, quantity: random.int(1, 5) }));
  const amount = chosen.reduce((sum, { price }, at) => sum + price * (lines[at]?.quantity ?? 0), 0);
  const eur = (value: number) => ({ amount: value, currency: 'EUR' });
  const cash = (tendered: number): Tender => ({ id: newId(), method: 'cash', tendered: eur(tendered) });
  const part = random.int(1, amount - 1);
  const payments =
    method === 'cash'
      ? [cash(amount + random.int(0, 1) * random.int(1, 5000))]
      : [cash(part), { id: newId(), method: 'card' as const, amount: eur(amount - part) }];
  return { lines, checkout: { orderId: newId(), total: eur(amount), payments } };
};

const REASONS = ['count', 'damage', 'theft', 'found', 'correction'] as const;

/** Draws a stock adjustment that will be taken. */
export const drawAdjustment = (random: Random, goods: readonly Good[]): RequestOf<'catalog.adjustStock'> => ({
  id: newId(),
  itemId: random.pick(goods).id,
  reason: random.pick(REASONS),
  quantity: random.int(1, 30),
});
