import type { Till } from './fixtures.ts';
import { ask } from './shop.ts';

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly availableStock: number;
  readonly barcodes: readonly { readonly code: string }[];
}

export interface RungUp {
  readonly id: string;
  readonly receiptNumber: string;
  readonly status: string;
}

/** An item of the demo shop. */
export const itemOf = async (till: Till, name: string): Promise<Item> => {
  const { items } = await ask<{ items: Item[] }>(till, 'catalog.getCatalogItems', { pageSize: 200 });
  return items.find((item) => item.name === name)!;
};

export const stockOf = async (till: Till, name: string): Promise<number> => (await itemOf(till, name)).availableStock;

/** Sells units of one item past the screens; `cents` in cash, all of it when missing, and the rest by card. */
export const ringUp = async (till: Till, name: string, quantity: number, cents?: number): Promise<RungUp> => {
  const { id: itemId } = await itemOf(till, name);
  const { basket } = await ask<{ basket: { totals: { total: { amount: number; currency: string } } } }>(till, 'basket.addItem', {
    itemId,
    quantity,
  });
  const { total } = basket.totals;
  const orderId = crypto.randomUUID();
  const inCash = cents ?? total.amount;
  const payments = [
    ...(inCash > 0 ? [{ id: crypto.randomUUID(), method: 'cash', tendered: { ...total, amount: inCash } }] : []),
    ...(inCash < total.amount
      ? [{ id: crypto.randomUUID(), method: 'card', amount: { ...total, amount: total.amount - inCash } }]
      : []),
  ];
  return ask(till, 'basket.checkout', { orderId, total, payments });
};

export const setTerminal = (till: Till, behaviour: string): Promise<unknown> =>
  ask(till, 'payment.setTerminalBehaviour', { behaviour });

/** Adds a clerk; {@link switchTo} lets them sit down. */
export const addClerk = async (till: Till): Promise<{ readonly id: string; readonly pin: string }> => {
  const clerk = { id: crypto.randomUUID(), pin: '5082' };
  const person = { name: 'Cleo', lastName: 'Clark', email: 'cleo@shop.example', password: 'a long enough secret' };
  await ask(till, 'identity.registerUser', { ...clerk, ...person, role: 'clerk' });
  return clerk;
};

export const switchTo = async (till: Till, { id, pin }: { readonly id: string; readonly pin: string }): Promise<void> => {
  await ask(till, 'identity.switchUser', { userId: id, pin });
  await till.page.getByRole('button', { name: 'Cleo Clark' }).waitFor();
};
