import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { CancelOrder } from './cancel-order.tsx';

interface OpenNoteProps {
  readonly order: OrderView;
  /** What the terminal said when it refused the last card. */
  readonly declined: string | undefined;
  readonly isBack: boolean;
}

/** Where an order stands that is there and not paid: what went wrong, and the ways on. */
export const OpenNote = ({ order, declined, isBack }: OpenNoteProps) => {
  const wasCard = declined !== undefined;
  const title = isBack
    ? wasCard
      ? 'Nothing went back to the card'
      : 'Not given back yet'
    : wasCard
      ? 'The card was not charged'
      : 'Not paid yet';
  return (
    <Alert color="orange" className="till-warn" icon={<IconAlertTriangle />} role="alert" title={title}>
      {declined ? `The terminal says: ${declined}. ` : ''}
      {`Try again, ${isBack ? 'give' : 'take'} the rest ${isBack ? 'back ' : ''}another way, or cancel the order.`}
      <CancelOrder orderId={order.id} />
    </Alert>
  );
};
