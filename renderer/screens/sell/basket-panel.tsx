import { ActionIcon, Badge, Button, Group, Kbd, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconBasket, IconDiscount, IconGiftCard, IconParking, IconTrash } from '@tabler/icons-react';
import { useCallback } from 'react';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useBasket } from '../../queries/basket.ts';
import { clearBasket, isBlockedBasket, undoRemoval, useCanUndo } from './basket-actions.ts';
import { BasketBuyer } from './basket-buyer.tsx';
import { BasketList } from './basket-list.tsx';
import { BasketReturns } from './basket-returns.tsx';
import { BasketTotals } from './basket-totals.tsx';
import { LastSale } from './last-sale.tsx';
import { ParkedLink } from './parked-link.tsx';
import type { Reduced } from './reduce-dialog.tsx';

interface BasketPanelProps {
  readonly chosen: string | null;
  readonly pay: () => void;
  readonly findBuyer: () => void;
  /** Opens the price of a line, or of the whole basket. */
  readonly reduce: (what: Reduced) => void;
  readonly sellVoucher: () => void;
  readonly park: () => void;
}

export const BasketPanel = ({ chosen, pay, reduce, findBuyer, sellVoucher, park }: BasketPanelProps) => {
  const basket = useBasket();
  const canUndo = useCanUndo();
  const reduceLine = useCallback((itemId: string) => reduce({ itemId }), [reduce]);
  const lines = basket.data?.lines ?? [];
  const returns = basket.data?.returns ?? [];
  const isEmpty = lines.length === 0 && returns.length === 0;
  const isBlocked = basket.data !== undefined && isBlockedBasket(basket.data);
  const isGiveBack = (basket.data?.totals.total.amount ?? 0) < 0;
  return (
    <section className="till-panel till-basket" aria-label="Sale">
      <Group justify="space-between" wrap="nowrap" className="till-basket-head">
        <Group gap="xs">
          <Title order={2} size="h4">
            Basket
          </Title>
          {basket.data && basket.data.units > 0 && (
            <Badge variant="light" size="lg" className="till-units">
              {basket.data.units}
            </Badge>
          )}
        </Group>
        <Group gap={4} wrap="nowrap">
          <Tooltip label="Park the basket (F10)">
            <ActionIcon aria-label="Park the basket" aria-keyshortcuts="F10" disabled={isEmpty} onClick={park}>
              <IconParking size={22} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Discount on the basket">
            <ActionIcon aria-label="Discount on the basket" disabled={lines.length === 0} onClick={() => reduce('basket')}>
              <IconDiscount size={22} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Vouchers (Ctrl+G)">
            <ActionIcon aria-label="Vouchers" aria-keyshortcuts="Control+G" onClick={sellVoucher}>
              <IconGiftCard size={22} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Put back what was taken off">
            <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={undoRemoval}>
              <IconArrowBackUp size={22} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Empty the basket">
            <ActionIcon aria-label="Empty the basket" disabled={isEmpty} onClick={clearBasket}>
              <IconTrash size={22} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {basket.data && <BasketBuyer buyer={basket.data.buyer} find={findBuyer} />}
      {basket.error && !basket.data && <ErrorState error={basket.error} retry={() => void basket.refetch()} />}
      {basket.isPending && (
        <div className="till-basket-empty">
          <LoadingState rows={4} />
        </div>
      )}
      {basket.data && isEmpty && (
        <div className="till-basket-empty" data-basket>
          <EmptyState
            icon={<IconBasket size={44} stroke={1.4} />}
            title="The basket is empty"
            hint="Scan an item, or search for it and choose it on the right."
          >
            <LastSale />
            <ParkedLink />
          </EmptyState>
        </div>
      )}
      {returns.length > 0 && <BasketReturns returns={returns} />}
      {lines.length > 0 && <BasketList lines={lines} chosen={chosen} reduce={reduceLine} />}
      {basket.data && (
        <footer className="till-basket-foot">
          <BasketTotals basket={basket.data} />
          <Button
            fullWidth
            size="xl"
            className="till-pay-button"
            disabled={isEmpty || isBlocked}
            onClick={pay}
            rightSection={<Kbd aria-hidden="true">F4</Kbd>}
          >
            {isBlocked ? 'Take off what is marked' : isGiveBack ? 'Give money back' : 'Pay'}
          </Button>
        </footer>
      )}
    </section>
  );
};
