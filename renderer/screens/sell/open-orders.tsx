import { Alert, Button, Group } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { formatMoney } from '../../components/money-text.tsx';
import { useOperation } from '../../queries/operations.ts';

interface OpenOrdersProps {
  readonly pay: (orderId: string) => void;
}

/** An order that nobody paid is never out of sight, after a crash or a change of clerk neither. */
export const OpenOrders = ({ pay }: OpenOrdersProps) => {
  const open = useOperation('ordering.getOrders', { status: 'StockConfirmed', pageSize: 2 }, { keepPrevious: true });
  return open.data?.items.map(({ id, receiptNumber, asked }) => (
    <Alert key={id} color="orange" className="till-open-order till-warn" icon={<IconReceipt size={22} />}>
      <Group justify="space-between" wrap="nowrap">
        <span>
          Receipt <strong>{receiptNumber}</strong> of {formatMoney(asked)} is not paid yet.
        </span>
        <Button variant="default" onClick={() => pay(id)}>
          Go on
        </Button>
      </Group>
    </Alert>
  ));
};
