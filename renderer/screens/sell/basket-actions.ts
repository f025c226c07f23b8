import { notifications } from '@mantine/notifications';
import { create } from 'zustand';
import type { BasketView } from '../../../domain/contract/basket.ts';
import { call } from '../../client.ts';
import { showError } from '../../components/show-error.ts';
import { showUndo } from '../../components/show-undo.tsx';
import { inTurn, showBasket, shownBasket } from '../../queries/basket.ts';
import { useView } from '../../stores/view.ts';
import { putBack, type RemovedLine } from './put-back.ts';

interface Removal {
  readonly basketId: string;
  readonly lines: readonly RemovedLine[];
}

interface Removals {
  /** What can be put back, oldest first. */
  readonly removals: readonly Removal[];
}

/** A removal is forgotten once its basket is paid, and with this many younger ones. */
const MOST_REMOVALS = 20;

const useRemovals = create<Removals>(() => ({ removals: [] }));

/** Whether there is anything to put back. */
export const useCanUndo = (): boolean => useRemovals(({ removals }) => removals.length > 0);

/** The last removal alone is told: its button undoes the last one. */
let noteId: string | undefined;

const hideRemoval = (): void => {
  if (noteId !== undefined) notifications.hide(noteId);
  noteId = undefined;
};

/** After a sale the next basket begins with nothing to put back. */
export const forgetRemovals = (): void => {
  useRemovals.setState({ removals: [] });
  hideRemoval();
};

/** Runs a change of the basket after those before it, and shows the basket it answers with. */
const change = (work: (basket: BasketView) => Promise<BasketView>): Promise<void> =>
  inTurn(async () => {
    const basket = shownBasket();
    if (!basket) return;
    try {
      showBasket(await work(basket));
    } catch (error) {
      showError(error);
    }
  });

const noteRemoval = (basket: BasketView, what: string, taken: (itemId: string) => boolean): void => {
  const lines = basket.lines.flatMap(({ itemId, quantity, unavailable }, index) =>
    taken(itemId) && !unavailable ? [{ itemId, quantity, index }] : [],
  );
  if (lines.length === 0) return;
  const removal: Removal = { basketId: basket.id, lines };
  useRemovals.setState(({ removals }) => ({ removals: [...removals, removal].slice(-MOST_REMOVALS) }));
  hideRemoval();
  noteId = showUndo(`${what} was taken off`, undoRemoval);
};

export const setQuantity = (itemId: string, quantity: number): void => {
  useView.getState().setLastAdded(itemId);
  void change(() => call('basket.updateQuantity', { itemId, quantity }));
};

/** Something in it can no longer be sold, or come back. */
export const isBlockedBasket = ({ lines, returns }: BasketView): boolean =>
  lines.some(({ unavailable }) => unavailable) || returns.some(({ units, left }) => units > left);

/** Of goods that come back; 0 takes them off. */
export const setReturned = (key: string, units: number): void => void change(() => call('basket.updateReturn', { key, units }));

/** One more or one fewer than the line then has: two fast presses count twice. */
export const stepQuantity = (itemId: string, step: 1 | -1): void => {
  useView.getState().setLastAdded(itemId);
  void change(async (basket) => {
    const line = basket.lines.find((candidate) => candidate.itemId === itemId);
    if (!line) return basket;
    if (line.quantity + step > 0) return call('basket.updateQuantity', { itemId, quantity: line.quantity + step });
    return takeOff(basket, itemId);
  });
};

const takeOff = async (basket: BasketView, itemId: string): Promise<BasketView> => {
  const name = basket.lines.find((line) => line.itemId === itemId)?.name;
  if (name === undefined) return basket;
  const after = await call('basket.removeItem', { itemId });
  noteRemoval(basket, name, (candidate) => candidate === itemId);
  return after;
};

export const removeLine = (itemId: string): void => void change((basket) => takeOff(basket, itemId));

export const clearBasket = (): void =>
  void change(async (basket) => {
    if (basket.lines.length === 0 && basket.returns.length === 0) return basket;
    const after = await call('basket.deleteBasket', {});
    noteRemoval(basket, 'The basket', () => true);
    return after;
  });

/** Puts the last removal back. It stays to be put back when that fails. */
export const undoRemoval = (): Promise<void> =>
  change(async (basket) => {
    const last = useRemovals.getState().removals.at(-1);
    if (!last || last.basketId !== basket.id) return basket;
    const after = await call('basket.updateBasket', { lines: [...putBack(basket.lines, last.lines)] });
    useRemovals.setState(({ removals }) => ({ removals: removals.filter((removal) => removal !== last) }));
    hideRemoval();
    useView.getState().setLastAdded(last.lines.at(-1)?.itemId ?? null);
    return after;
  });
