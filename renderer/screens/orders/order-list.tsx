import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconReceipt, IconSearchOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useToday } from '../../components/use-today.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { ORDER_COLUMNS } from './order-columns.tsx';
import { isNarrowed, toRequest, useOrderFilters } from './order-filters.ts';

const SEARCH_PAUSE_MS = 120;

export const OrderList = ({ selected }: { readonly selected: string | null }) => {
  const [, navigate] = useLocation();
  const filters = useOrderFilters();
  const today = useToday();
  const [receiptNumber] = useDebouncedValue(filters.receiptNumber, SEARCH_PAUSE_MS);
  const request = toRequest({ ...filters, receiptNumber }, today);
  const { items, isPending, error, retry, more } = useInfiniteOperation('ordering.getOrders', request, { keepPrevious: true });
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length > 0) {
    return (
      <VirtualList
        label="Orders"
        columns={ORDER_COLUMNS}
        rows={items}
        keyOf={({ id }) => id}
        nameOf={({ receiptNumber: number }) => number}
        rowHeight={60}
        more={more}
        selected={selected}
        onOpen={({ id }) => navigate(`/orders/${id}`)}
      />
    );
  }
  return (
    <div role="status">
      {isNarrowed(filters) ? (
        <EmptyState
          icon={<IconSearchOff size={40} />}
          title="No order found"
          hint={filters.receiptNumber.trim() ? 'No order has this receipt number.' : 'No order fits these filters.'}
        >
          <Button onClick={filters.clear}>Show all orders</Button>
        </EmptyState>
      ) : (
        <EmptyState icon={<IconReceipt size={40} />} title="No orders yet" hint="The first sale will stand here.">
          <Button onClick={() => navigate('/')}>Go to Sell</Button>
        </EmptyState>
      )}
    </div>
  );
};
