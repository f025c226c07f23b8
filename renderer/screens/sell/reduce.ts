import type { BasketView } from '../../../domain/contract/basket.ts';
import type { Discount } from '../../../domain/contract/pricing.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { call } from '../../client.ts';
import { inTurn, showBasket, shownBasket } from '../../queries/basket.ts';

/**
 * Makes a line or the whole basket cheaper by hand. One way at a time: another one takes the former back.
 * @param itemId null: the whole basket
 * @param change null takes back what was given
 * @throws CallError what main refused with
 */
export const reduce = (
  itemId: string | null,
  change: Discount | { readonly price: Money } | null,
  reason: string,
): Promise<void> =>
  inTurn(async () => showBasket(itemId === null ? await reduceAll(change, reason) : await reduceLine(itemId, change, reason)));

const reduceAll = (change: Discount | { readonly price: Money } | null, reason: string): Promise<BasketView> => {
  if (change && 'price' in change) throw new Error('a basket has no price');
  return call('basket.setDiscount', { discount: change, reason });
};

const reduceLine = async (
  itemId: string,
  change: Discount | { readonly price: Money } | null,
  reason: string,
): Promise<BasketView> => {
  const line = shownBasket()?.lines.find((candidate) => candidate.itemId === itemId);
  if (change && 'price' in change) {
    if (line?.byHand) await call('basket.setLineDiscount', { itemId, discount: null });
    return call('basket.setPrice', { itemId, price: change.price, reason });
  }
  if (line && line.priceReason !== null) {
    const basket = await call('basket.setPrice', { itemId, price: null });
    if (change === null) return basket;
  }
  return call('basket.setLineDiscount', { itemId, discount: change, reason });
};
