import { IconArrowsExchange } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { MOVEMENT_COLUMNS } from './movement-columns.tsx';
import { StockTabs } from './stock-tabs.tsx';

export const MovementsPage = () => {
  const [, navigate] = useLocation();
  useKeys('Stock', [{ key: 'Escape', does: 'Back to the levels', run: () => navigate('/stock') }]);
  return (
    <div className="till-screen">
      <PageHeader title="Stock">
        <StockTabs />
      </PageHeader>
      <Movements />
    </div>
  );
};

const Movements = () => {
  const { items, isPending, error, retry, more } = useInfiniteOperation('catalog.getStockMovements', {});
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconArrowsExchange size={40} />}
        title="Nothing moved yet"
        hint="Sales, deliveries and corrections will stand here, the newest first."
      />
    );
  }
  return (
    <VirtualList label="Movements" columns={MOVEMENT_COLUMNS} rows={items} keyOf={({ id }) => id} rowHeight={60} more={more} />
  );
};
