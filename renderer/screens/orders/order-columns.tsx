import { Text } from '@mantine/core';
import type { OrderSummaryView } from '../../../domain/contract/ordering.ts';
import { formatDay, formatTime } from '../../components/format-time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import type { Column } from '../../components/virtual-list.tsx';
import { OrderStatus } from './order-status.tsx';

export const ORDER_COLUMNS: readonly Column<OrderSummaryView>[] = [
  {
    name: 'Receipt',
    width: '108px',
    cell: ({ receiptNumber }) => (
      <Text fw={600} truncate title={receiptNumber}>
        {receiptNumber}
      </Text>
    ),
  },
  {
    name: 'Time',
    width: '108px',
    cell: ({ orderDate }) => (
      <>
        <Text>{formatTime(orderDate)}</Text>
        <Text size="sm" c="dimmed">
          {formatDay(orderDate)}
        </Text>
      </>
    ),
  },
  {
    name: 'Clerk',
    width: 'minmax(0, 1fr)',
    cell: ({ userName }) => (
      <Text truncate title={userName}>
        {userName}
      </Text>
    ),
  },
  { name: 'Units', width: '48px', align: 'end', cell: ({ units }) => units },
  { name: 'Total', width: '104px', align: 'end', cell: ({ asked }) => <MoneyText money={asked} /> },
  { name: 'Status', width: '122px', cell: ({ status }) => <OrderStatus status={status} /> },
];
