import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { needsSettling } from './payment-texts.ts';

/** Why it cannot be cancelled by this person now; null when it can. */
const obstacleOf = ({ payments }: OrderView, mayManage: boolean): string | null => {
  if (payments.some(needsSettling)) return 'A payment has no answer yet. Settle it before the order is cancelled.';
  const moneyGoesBack = payments.some(({ status }) => status === 'Confirmed');
  return moneyGoesBack && !mayManage ? 'To cancel it, money goes back: ask a manager.' : null;
};

export const OrderActions = ({ order }: { readonly order: OrderView }) => {
  const [isCancelling, setCancelling] = useState(false);
  const mayManage = useMay('manager');
  const isOver = order.status === 'Cancelled' || order.status === 'Shipped';
  const obstacle = obstacleOf(order, mayManage);
  const mayCancel = !isOver && obstacle === null;
  useKeys('Order', [{ key: 'C', does: 'Cancel the order', run: () => setCancelling(true), enabled: mayCancel }]);
  return (
    <>
      {!isOver && (
        <Group className="till-split-foot" justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {obstacle}
          </Text>
          {mayCancel && (
            <Button variant="default" className="till-whole" aria-keyshortcuts="C" onClick={() => setCancelling(true)}>
              Cancel the order
            </Button>
          )}
        </Group>
      )}
      <CancelDialog order={order} opened={isCancelling} close={() => setCancelling(false)} />
    </>
  );
};
