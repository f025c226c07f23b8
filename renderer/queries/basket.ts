import type { BasketView } from '../../domain/contract/basket.ts';
import { call } from '../client.ts';
import { queryClient } from '../query-client.ts';
import { useView } from '../stores/view.ts';
import { useOperation } from './operations.ts';

export const useBasket = () => useOperation('basket.getBasket', {});

const KEY = ['basket.getBasket', {}];

/** Shows the basket that a command answered with, without asking for it again. */
export const showBasket = (basket: BasketView): void => {
  queryClient.setQueryData(KEY, basket);
};

/** The basket as it is shown now. */
export const shownBasket = (): BasketView | undefined => queryClient.getQueryData<BasketView>(KEY);

let last: Promise<unknown> = Promise.resolve();

/** Runs basket commands one after the other, so that what is shown last is what was answered last. */
export const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
};

/** Adds an item with the quantity typed ahead (`3 ×`), or one. Throws what main refused with. */
export const addToBasket = (item: { readonly itemId: string } | { readonly barcode: string }) => {
  const quantity = useView.getState().takeQuantity();
  return inTurn(async () => {
    const { basket, itemId } = await call('basket.addItem', { ...item, quantity });
    showBasket(basket);
    useView.getState().setLastAdded(itemId);
    return { basket, itemId };
  });
};
