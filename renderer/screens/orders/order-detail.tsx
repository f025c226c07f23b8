import { Alert, Group, Text, Title } from '@mantine/core';
import { IconBan, IconHourglass } from '@tabler/icons-react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { creditOf } from '../../components/order-credit.ts';
import { ReceiptActions } from '../printing/receipt-actions.tsx';
import { CreditLine } from './credit-line.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderBuyer } from './order-buyer.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderPayments } from './order-payments.tsx';
import { OrderStatus } from './order-status.tsx';

export const OrderDetail = ({ order }: { readonly order: OrderView }) => (
  <>
    <div className="till-split-scroll">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h3">
          {order.receiptNumber}
        </Title>
        <OrderStatus status={order.status} />
      </Group>
      <Text c="dimmed" mb="sm">
        {formatDateTime(order.orderDate)} · {order.userName}
      </Text>
      {order.buyerId !== null && <OrderBuyer buyerId={order.buyerId} taxExempt={order.taxExempt} />}
      <Cancellation order={order} />
      {creditOf(order) ? <CreditLine order={order} /> : <OrderLines order={order} />}
      <OrderPayments payments={order.payments} />
      {(order.status === 'Paid' || order.status === 'Shipped') && <ReceiptActions orderId={order.id} />}
    </div>
    <OrderActions order={order} />
  </>
);

const Cancellation = ({ order: { cancelReason, cancelledBy, cancelledAt } }: { readonly order: OrderView }) => {
  if (cancelReason === null) return null;
  const who = cancelledBy ?? 'someone';
  return cancelledAt === null ? (
    <Alert role="note" color="orange" className="till-warn" icon={<IconHourglass />} title="Its refund has no answer yet" mb="sm">
      {who} wants it cancelled: {cancelReason}
    </Alert>
  ) : (
    <Alert role="note" color="gray" icon={<IconBan />} title={`Cancelled by ${who}`} mb="sm">
      {cancelReason}
      <Text size="sm">{formatDateTime(cancelledAt)}</Text>
    </Alert>
  );
};
