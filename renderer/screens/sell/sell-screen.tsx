import './sell.css';
import { VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { BuyerPicker } from '../../components/buyers/buyer-picker.tsx';
import { useKeys } from '../../keys/keys.ts';
import { inTurn, shownBasket, useBasket } from '../../queries/basket.ts';
import { PayDialog } from '../pay/pay-dialog.tsx';
import { usePayRules } from '../pay/pay-rules.ts';
import { type Suggestion, suggestionsOf } from '../pay/suggestions.ts';
import type { Credit } from '../pay/use-payment.ts';
import { VoucherDialog } from '../vouchers/voucher-dialog.tsx';
import { clearBasket, isBlockedBasket, removeLine, stepQuantity, undoRemoval, useCanUndo } from './basket-actions.ts';
import { setBuyer } from './basket-buyer.tsx';
import { BasketPanel } from './basket-panel.tsx';
import { ItemPanel } from './item-panel.tsx';
import { OpenOrders } from './open-orders.tsx';
import { ParkDialog } from './park-dialog.tsx';
import { ReduceDialog, type Reduced } from './reduce-dialog.tsx';
import { useChosenLine } from './use-chosen-line.ts';

/** What is being paid: the basket, with the exact cash filled in or not, an order that is still open, or a voucher. */
type Paying =
  | { readonly exact: boolean; readonly suggested: readonly Suggestion[] }
  | { readonly orderId: string }
  | { readonly credit: Credit }
  | null;

export const SellScreen = () => {
  const [, navigate] = useLocation();
  const search = useRef<HTMLInputElement>(null);
  const [paying, setPaying] = useState<Paying>(null);
  const [reduced, setReduced] = useState<Reduced | null>(null);
  const [isFindingBuyer, setFindingBuyer] = useState(false);
  const [isSellingVoucher, setSellingVoucher] = useState(false);
  const sellVoucher = (): void => setSellingVoucher(true);
  const [isParking, setParking] = useState(false);
  const basket = useBasket().data;
  const hasGoods = basket !== undefined && (basket.lines.length > 0 || basket.returns.length > 0);
  const findBuyer = (): void => setFindingBuyer(true);
  const { line, choose } = useChosenLine();
  const canUndo = useCanUndo();
  usePayRules();
  const hasLine = line !== undefined;
  // After what is still on its way into the basket: a key pressed right behind a scan counts.
  const pay = (exact: boolean): void =>
    void inTurn(async () => {
      const basket = shownBasket();
      const isEmpty = !basket || (basket.lines.length === 0 && basket.returns.length === 0);
      if (!isEmpty && !isBlockedBasket(basket)) setPaying({ exact, suggested: suggestionsOf(basket.refundable) });
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
    { key: 'F9', does: 'Take goods back', run: () => navigate('/returns') },
    { key: 'F10', does: 'Park the basket', run: () => setParking(true), enabled: hasGoods },
    { key: 'Mod+G', does: 'Sell a voucher, or look one up', run: sellVoucher },
    { key: 'ArrowUp', does: 'Choose the line above', run: () => choose(-1), enabled: hasLine },
    { key: 'ArrowDown', does: 'Choose the line below', run: () => choose(1), enabled: hasLine },
    { key: '+', does: 'One more of the chosen line', run: withLine((id) => stepQuantity(id, 1)), enabled: hasLine },
    { key: '-', does: 'One fewer of the chosen line', run: withLine((id) => stepQuantity(id, -1)), enabled: hasLine },
    { key: 'Delete', does: 'Take the chosen line off', run: withLine(removeLine), enabled: hasLine },
    {
      key: 'F6',
      does: 'Price or discount of the chosen line',
      run: withLine((itemId) => setReduced({ itemId })),
      enabled: hasLine,
    },
    { key: 'F7', does: 'Discount on the basket', run: () => setReduced('basket'), enabled: hasLine },
    { key: 'Mod+Z', does: 'Put back what was taken off', run: () => void undoRemoval(), enabled: canUndo },
    { key: 'Mod+Backspace', does: 'Empty the basket', run: clearBasket, enabled: hasLine },
  ]);

  return (
    <div className="till-screen till-sell">
      <VisuallyHidden component="h1">Sell</VisuallyHidden>
      <BasketPanel
        chosen={line?.itemId ?? null}
        pay={() => pay(false)}
        reduce={setReduced}
        findBuyer={findBuyer}
        sellVoucher={sellVoucher}
        park={() => setParking(true)}
      />
      <div className="till-sell-side">
        {paying === null && <OpenOrders pay={(orderId) => setPaying({ orderId })} />}
        <ItemPanel search={search} chooseLine={choose} />
      </div>
      <BuyerPicker opened={isFindingBuyer} close={() => setFindingBuyer(false)} onPick={({ id }) => setBuyer(id)} />
      <ParkDialog opened={isParking} close={() => setParking(false)} />
      <ReduceDialog what={reduced} close={() => setReduced(null)} />
      {/* Gone at once, not closed: a dialog that closes takes the focus from the one that opens. */}
      {paying === null && (
        <VoucherDialog
          opened={isSellingVoucher}
          close={() => setSellingVoucher(false)}
          onSell={(voucher) => {
            setSellingVoucher(false);
            setPaying({ credit: { method: 'voucher', ...voucher } });
          }}
        />
      )}
      <PayDialog {...paying} opened={paying !== null} onClose={() => setPaying(null)} />
    </div>
  );
};
