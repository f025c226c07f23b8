import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { useKeys } from '../../keys/keys.ts';
import { useView } from '../../stores/view.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { isOpen } from './order-status.tsx';
import { needsSettling } from './payment-texts.ts';

const PayDialog = lazy(async () => ({ default: (await import('../pay/pay-dialog.tsx')).PayDialog }));

/** Why it cannot be cancelled now; null when it can. */
const obstacleOf = ({ payments }: OrderView): string | null =>
  payments.some(needsSettling) ? 'A payment has no answer yet. Settle it before the order is cancelled.' : null;

export const OrderActions = ({ order }: { readonly order: OrderView }) => {
  const [, navigate] = useLocation();
  const [isCancelling, setCancelling] = useState(false);
  const [isPaying, setPaying] = useState(false);
  const isOver = order.status === 'Cancelled' || order.status === 'Shipped';
  const obstacle = obstacleOf(order);
  const mayCancel = !isOver && obstacle === null;
  const mayPay = isOpen(order) && !order.payments.some(needsSettling);
  const mayReturn = (order.status === 'Paid' || order.status === 'Shipped') && order.orderItems.some(({ units }) => units > 0);
  const takeBack = (): void => {
    useView.getState().setReceiptWanted(order.receiptNumber);
    navigate('/returns');
  };
  const cancel = (): void => setCancelling(true);
  const pay = (): void => setPaying(true);
  useKeys('Order', [
    { key: 'C', does: 'Cancel the order', run: cancel, enabled: mayCancel },
    { key: 'R', does: 'Take goods back', run: takeBack, enabled: mayReturn },
    { key: 'P', does: 'Take the payment', run: pay, enabled: mayPay },
  ]);
  return (
    <>
      {(!isOver || mayReturn) && (
        <Group className="till-split-foot" justify="flex-end">
          {obstacle !== null && (
            <Text size="sm" c="dimmed" flex={1}>
              {obstacle}
            </Text>
          )}
          {mayReturn && (
            <Button variant="default" aria-keyshortcuts="R" onClick={takeBack}>
              Take goods back
            </Button>
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
