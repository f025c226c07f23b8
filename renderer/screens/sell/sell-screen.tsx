import './sell.css';
import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { BuyerPicker } from '../../components/buyers/buyer-picker.tsx';
import { useKeys } from '../../keys/keys.ts';
import { inTurn, shownBasket } from '../../queries/basket.ts';
import { useMay } from '../../queries/session.ts';
import { PayDialog } from '../pay/pay-dialog.tsx';
import { clearBasket, removeLine, stepQuantity, undoRemoval, useCanUndo } from './basket-actions.ts';
import { setBuyer } from './basket-buyer.tsx';
import { BasketPanel } from './basket-panel.tsx';
import { ItemPanel } from './item-panel.tsx';
import { OpenOrders } from './open-orders.tsx';
import { ReduceDialog, type Reduced } from './reduce-dialog.tsx';
import { useChosenLine } from './use-chosen-line.ts';

/** What is being paid: the basket, with the exact cash filled in or not, or an order that is still open. */
type Paying = { readonly exact: boolean } | { readonly orderId: string } | null;

export const SellScreen = () => {
  const search = useRef<HTMLInputElement>(null);
  const [paying, setPaying] = useState<Paying>(null);
  const [reduced, setReduced] = useState<Reduced | null>(null);
  const mayReduce = useMay('manager');
  const [isFindingBuyer, setFindingBuyer] = useState(false);
  const findBuyer = (): void => setFindingBuyer(true);
  const { line, choose } = useChosenLine();
  const canUndo = useCanUndo();
  const hasLine = line !== undefined;
  // After what is still on its way into the basket: a key pressed right behind a scan counts.
  const pay = (exact: boolean): void =>
    void inTurn(async () => {
      const lines = shownBasket()?.lines ?? [];
      if (lines.length > 0 && !lines.some(({ unavailable }) => unavailable)) setPaying({ exact });
    });
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
    { key: 'F3', does: 'Say whom the sale is for', run: findBuyer },
    { key: 'F4', does: 'Pay', run: () => pay(false) },
    { key: 'Mod+Enter', does: 'Pay', run: () => pay(false) },
    { key: 'F8', does: 'Pay the exact amount in cash', run: () => pay(true) },
    { key: 'ArrowUp', does: 'Choose the line above', run: () => choose(-1), enabled: hasLine },
    { key: 'ArrowDown', does: 'Choose the line below', run: () => choose(1), enabled: hasLine },
    { key: '+', does: 'One more of the chosen line', run: withLine((id) => stepQuantity(id, 1)), enabled: hasLine },
    { key: '-', does: 'One fewer of the chosen line', run: withLine((id) => stepQuantity(id, -1)), enabled: hasLine },
    { key: 'Delete', does: 'Take the chosen line off', run: withLine(removeLine), enabled: hasLine },
    {
      key: 'F6',
      does: 'Price or discount of the chosen line',
      run: withLine((itemId) => setReduced({ itemId })),
      enabled: hasLine && mayReduce,
    },
    { key: 'F7', does: 'Discount on the basket', run: () => setReduced('basket'), enabled: hasLine && mayReduce },
    { key: 'Mod+Z', does: 'Put back what was taken off', run: () => void undoRemoval(), enabled: canUndo },
    { key: 'Mod+Backspace', does: 'Empty the basket', run: clearBasket, enabled: hasLine },
  ]);

  return (
    <div className="till-screen till-sell">
      <VisuallyHidden component="h1">Sell</VisuallyHidden>
      <BasketPanel
        chosen={line?.itemId ?? null}
        pay={() => pay(false)}
        reduce={mayReduce ? setReduced : undefined}
        findBuyer={findBuyer}
      />
      <div className="till-sell-side">
        {paying === null && <OpenOrders pay={(orderId) => setPaying({ orderId })} />}
        <ItemPanel search={search} chooseLine={choose} />
      </div>
      <BuyerPicker opened={isFindingBuyer} close={() => setFindingBuyer(false)} onPick={({ id }) => setBuyer(id)} />
      <ReduceDialog what={reduced} close={() => setReduced(null)} />
      <PayDialog {...paying} opened={paying !== null} onClose={() => setPaying(null)} />
    </div>
  );
};
