import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { StockMovementView } from '../../../domain/contract/catalog.ts';
import { formatDay, formatTime } from '../../components/format-time.ts';
import type { Column } from '../../components/virtual-list.tsx';
import { formatChange, KIND_WORDS } from './movement-texts.ts';

export const MOVEMENT_COLUMNS: readonly Column<StockMovementView>[] = [
  {
    name: 'Time',
    width: '110px',
    cell: ({ at }) => (
      <>
        <Text>{formatTime(at)}</Text>
        <Text size="sm" c="dimmed">
          {formatDay(at)}
        </Text>
      </>
    ),
  },
  {
    name: 'Item',
    width: 'minmax(0, 2fr)',
    cell: ({ itemId, itemName }) => (
      <Anchor component={Link} href={`/stock/${itemId}`} truncate display="block" title={itemName} dir="auto">
        {itemName}
      </Anchor>
    ),
  },
  {
    name: 'What',
    width: 'minmax(0, 1.4fr)',
    cell: ({ kind, orderId, note }) => (
      <>
        <Text truncate>
          {KIND_WORDS[kind]}
          {orderId !== null && (
            <>
              {', '}
              <Anchor component={Link} href={`/orders/${orderId}`} underline="always">
                see the order
              </Anchor>
            </>
          )}
        </Text>
        {note !== '' && (
          <Text truncate size="sm" c="dimmed" title={note}>
            {note}
          </Text>
        )}
      </>
    ),
  },
  { name: 'Change', width: '76px', align: 'end', cell: ({ quantity }) => <Text fw={600}>{formatChange(quantity)}</Text> },
  { name: 'Level after', width: '86px', align: 'end', cell: ({ levelAfter }) => levelAfter },
  {
    name: 'By',
    width: 'minmax(0, 1fr)',
    cell: ({ userName }) => (
      <Text truncate title={userName}>
        {userName}
      </Text>
    ),
  },
];
