import './parked.css';
import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconParking } from '@tabler/icons-react';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import type { ParkedBasketView } from '../../../domain/contract/basket.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { inTurn, showBasket } from '../../queries/basket.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';

/** Baskets that wait for their customers. */
export const ParkedScreen = () => {
  const [, navigate] = useLocation();
  const list = useRef<HTMLUListElement>(null);
  const parked = useOperation('basket.getParkedBaskets', {});
  const takeUp = useCommand('basket.takeUpBasket');
  const discard = useCommand('basket.discardParkedBasket');

  const take = ({ id }: ParkedBasketView): Promise<void> =>
    inTurn(async () => {
      try {
        showBasket(await takeUp.mutateAsync({ basketId: id }));
        navigate('/');
      } catch (error) {
        showError(error);
      }
    });
  const throwAway = ({ id, name, units }: ParkedBasketView): void => {
    modals.openConfirmModal({
      title: `Throw ${name} away?`,
      children: <Text>{units === 1 ? 'One unit lies' : `${units} units lie`} in it. It cannot be brought back.</Text>,
      labels: { confirm: 'Throw away', cancel: 'Keep it' },
      confirmProps: { color: 'red.9' },
      onConfirm: () =>
        discard.mutate({ basketId: id }, { onSuccess: () => showDone(`${name} was thrown away`), onError: showError }),
    });
  };
  /** From one to the next; the first where none has the focus. */
  const move = (step: 1 | -1): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('[data-take]') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons[at < 0 ? 0 : Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };
  const focused = (): ParkedBasketView | undefined =>
    parked.data?.find(({ id }) => document.activeElement?.closest('[data-parked]')?.getAttribute('data-parked') === id);
  useKeys('Parked', [
    { key: 'ArrowDown', does: 'Go through the baskets; Enter takes one up', run: () => move(1) },
    { key: 'ArrowUp', does: 'Go through the baskets; Enter takes one up', run: () => move(-1) },
    {
      key: 'Delete',
      does: 'Throw the chosen basket away',
      run: () => {
        const basket = focused();
        if (basket) throwAway(basket);
      },
    },
    { key: 'Escape', does: 'Back to the sale', run: () => navigate('/') },
  ]);

  return (
    <div className="till-screen till-parked">
      <PageHeader title="Parked" />
      {parked.error && <ErrorState error={parked.error} retry={() => void parked.refetch()} />}
      {parked.isPending && <LoadingState />}
      {parked.data?.length === 0 && (
        <EmptyState
          icon={<IconParking size={44} stroke={1.4} />}
          title="No basket is parked"
          hint="F10 on Sell puts a basket aside, for a customer who forgot something. Locking the till parks it too."
        />
      )}
      {parked.data && parked.data.length > 0 && (
        <ul ref={list} aria-label="Parked baskets">
          {parked.data.map((basket, at) => (
            <li key={basket.id} className="till-panel" data-parked={basket.id}>
              <div>
                <Text fw={650} dir="auto">
                  {basket.name}
                  {basket.buyer !== null && basket.buyer !== basket.name && `, ${basket.buyer}`}
                </Text>
                <Text size="sm" c="dimmed" truncate>
                  {basket.goods.join(', ')}
                </Text>
                <Text size="sm" c="dimmed">
                  {formatDateTime(basket.parkedAt)} · {basket.parkedBy}
                </Text>
              </div>
              <Group gap="sm" wrap="nowrap">
                <Text fw={650} className="till-money">
                  {formatMoney(basket.total)}
                </Text>
                <Button variant="default" aria-label={`Throw away ${basket.name}`} onClick={() => throwAway(basket)}>
                  Throw away
                </Button>
                <Button
                  data-take
                  autoFocus={at === 0}
                  aria-label={`Take up ${basket.name}`}
                  loading={takeUp.isPending && takeUp.variables.basketId === basket.id}
                  onClick={() => void take(basket)}
                >
                  Take up
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
