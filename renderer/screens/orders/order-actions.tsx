import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { isOpen } from './order-status.tsx';
import { needsSettling } from './payment-texts.ts';

const PayDialog = lazy(async () => ({ default: (await import('../pay/pay-dialog.tsx')).PayDialog }));

/** Why it cannot be cancelled by this person now; null when it can. */
const obstacleOf = ({ payments }: OrderView, mayManage: boolean): string | null => {
  if (payments.some(needsSettling)) return 'A payment has no answer yet. Settle it before the order is cancelled.';
  const moneyGoesBack = payments.some(({ status }) => status === 'Confirmed');
  return moneyGoesBack && !mayManage ? 'To cancel it, money goes back: ask a manager.' : null;
};

export const OrderActions = ({ order }: { readonly order: OrderView }) => {
  const [isCancelling, setCancelling] = useState(false);
  const [isPaying, setPaying] = useState(false);
  const mayManage = useMay('manager');
  const isOver = order.status === 'Cancelled' || order.status === 'Shipped';
  const obstacle = obstacleOf(order, mayManage);
  const mayCancel = !isOver && obstacle === null;
  const mayPay = isOpen(order) && !order.payments.some(needsSettling);
  const cancel = (): void => setCancelling(true);
  const pay = (): void => setPaying(true);
  useKeys('Order', [
    { key: 'C', does: 'Cancel the order', run: cancel, enabled: mayCancel },
    { key: 'P', does: 'Take the payment', run: pay, enabled: mayPay },
  ]);
  return (
    <>
      {!isOver && (
        <Group className="till-split-foot" justify="flex-end">
          {obstacle !== null && (
            <Text size="sm" c="dimmed" flex={1}>
              {obstacle}
            </Text>
          )}
          {mayCancel && (
            <Button variant="default" aria-keyshortcuts="C" onClick={cancel}>
              Cancel the order
            </Button>
          )}
          {mayPay && (
            <Button aria-keyshortcuts="P" onClick={pay}>
              Take the payment
            </Button>
          )}
        </Group>
      )}
      <CancelDialog order={order} opened={isCancelling} close={() => setCancelling(false)} />
      {isPaying && (
        <Suspense>
          <PayDialog orderId={order.id} opened onClose={() => setPaying(false)} />
        </Suspense>
      )}
    </>
  );
};
