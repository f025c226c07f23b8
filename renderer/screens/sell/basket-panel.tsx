import { ActionIcon, Badge, Button, Group, Kbd, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconBasket, IconDiscount, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useBasket } from '../../queries/basket.ts';
import { clearBasket, undoRemoval, useCanUndo } from './basket-actions.ts';
import { BasketBuyer } from './basket-buyer.tsx';
import { BasketList } from './basket-list.tsx';
import { BasketTotals } from './basket-totals.tsx';
import { LastSale } from './last-sale.tsx';
import type { Reduced } from './reduce-dialog.tsx';

interface BasketPanelProps {
  readonly chosen: string | null;
  readonly pay: () => void;
  readonly findBuyer: () => void;
  /** Opens the price of a line, or of the whole basket; nothing for who may not change it. */
  readonly reduce: ((what: Reduced) => void) | undefined;
}

export const BasketPanel = ({ chosen, pay, reduce, findBuyer }: BasketPanelProps) => {
  const basket = useBasket();
  const canUndo = useCanUndo();
  const reduceLine = useMemo(() => reduce && ((itemId: string) => reduce({ itemId })), [reduce]);
  const lines = basket.data?.lines ?? [];
  const isBlocked = lines.some(({ unavailable }) => unavailable);
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
          {reduce && (
            <Tooltip label="Discount on the basket">
              <ActionIcon aria-label="Discount on the basket" disabled={lines.length === 0} onClick={() => reduce('basket')}>
                <IconDiscount size={22} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label="Put back what was taken off">
            <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={undoRemoval}>
              <IconArrowBackUp size={22} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Empty the basket">
            <ActionIcon aria-label="Empty the basket" disabled={lines.length === 0} onClick={clearBasket}>
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
      {basket.data && lines.length === 0 && (
        <div className="till-basket-empty" data-basket>
          <EmptyState
            icon={<IconBasket size={44} stroke={1.4} />}
            title="The basket is empty"
            hint="Scan an item, or search for it and choose it on the right."
          >
            <LastSale />
          </EmptyState>
        </div>
      )}
      {lines.length > 0 && <BasketList lines={lines} chosen={chosen} reduce={reduceLine} />}
      {basket.data && (
        <footer className="till-basket-foot">
          <BasketTotals basket={basket.data} />
          <Button
            fullWidth
            size="xl"
            className="till-pay-button"
            disabled={lines.length === 0 || isBlocked}
            onClick={pay}
            rightSection={<Kbd aria-hidden="true">F4</Kbd>}
          >
            {isBlocked ? 'Take off what is no longer sold' : 'Pay'}
          </Button>
        </footer>
      )}
    </section>
  );
};
