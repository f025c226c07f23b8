import './sell.css';
import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useKeys } from '../../keys/keys.ts';
import { useBasket } from '../../queries/basket.ts';
import { PayDialog } from '../pay/pay-dialog.tsx';
import { clearBasket, removeLine, stepQuantity, undoRemoval, useCanUndo } from './basket-actions.ts';
import { BasketPanel } from './basket-panel.tsx';
import { ItemPanel } from './item-panel.tsx';
import { OpenOrders } from './open-orders.tsx';
import { useChosenLine } from './use-chosen-line.ts';

/** What is being paid: the basket, with the exact cash filled in or not, or an order that is still open. */
type Paying = { readonly exact: boolean } | { readonly orderId: string } | null;

export const SellScreen = () => {
  const search = useRef<HTMLInputElement>(null);
  const [paying, setPaying] = useState<Paying>(null);
  const { line, choose } = useChosenLine();
  const basket = useBasket().data;
  const canUndo = useCanUndo();
  const canPay = basket !== undefined && basket.lines.length > 0 && !basket.lines.some(({ unavailable }) => unavailable);
  const hasLine = line !== undefined;
  const withLine = (run: (itemId: string) => void) => (): void => {
    if (line) run(line.itemId);
  };
  const findItem = (): void => {
    search.current?.focus();
    search.current?.select();
  };

  useKeys('Sell', [
    { key: 'F2', does: 'Search for an item', run: findItem },
    { key: '/', does: 'Search for an item', run: findItem },
    { key: 'Mod+K', does: 'Search for an item', run: findItem },
    { key: 'F4', does: 'Pay', run: () => setPaying({ exact: false }), enabled: canPay },
    { key: 'Mod+Enter', does: 'Pay', run: () => setPaying({ exact: false }), enabled: canPay },
    { key: 'F8', does: 'Pay the exact amount in cash', run: () => setPaying({ exact: true }), enabled: canPay },
    { key: 'ArrowUp', does: 'Choose the line above', run: () => choose(-1), enabled: hasLine },
    { key: 'ArrowDown', does: 'Choose the line below', run: () => choose(1), enabled: hasLine },
    { key: '+', does: 'One more of the chosen line', run: withLine((id) => stepQuantity(id, 1)), enabled: hasLine },
    { key: '-', does: 'One fewer of the chosen line', run: withLine((id) => stepQuantity(id, -1)), enabled: hasLine },
    { key: 'Delete', does: 'Take the chosen line off', run: withLine(removeLine), enabled: hasLine },
    { key: 'Mod+Z', does: 'Put back what was taken off', run: undoRemoval, enabled: canUndo },
    { key: 'Mod+Backspace', does: 'Empty the basket', run: clearBasket, enabled: hasLine },
  ]);

  return (
    <div className="till-screen till-sell">
      <VisuallyHidden component="h1">Sell</VisuallyHidden>
      <BasketPanel chosen={line?.itemId ?? null} pay={() => setPaying({ exact: false })} />
      <div className="till-sell-side">
        <OpenOrders pay={(orderId) => setPaying({ orderId })} />
        <ItemPanel search={search} chooseLine={choose} />
      </div>
      <PayDialog {...paying} opened={paying !== null} onClose={() => setPaying(null)} />
    </div>
  );
};
