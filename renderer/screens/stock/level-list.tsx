import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleCheck, IconPackage, IconSearchOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { LEVEL_COLUMNS } from './level-columns.tsx';
import { useStockFilters } from './stock-filters.ts';

const SEARCH_PAUSE_MS = 120;

export const LevelList = ({ selected }: { readonly selected: string | null }) => {
  const [, navigate] = useLocation();
  const { text, catalogTypeId, lowStock } = useStockFilters();
  const [searched] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  const { items, isPending, error, retry, more } = useInfiniteOperation(
    'catalog.getCatalogItems',
    { ...(searched && { text: searched }), ...(catalogTypeId && { catalogTypeId }), lowStock },
    { keepPrevious: true },
  );
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) return <NoLevels />;
  return (
    <VirtualList
      label="Levels"
      columns={LEVEL_COLUMNS}
      rows={items}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      rowHeight={60}
      more={more}
      selected={selected}
      onOpen={({ id }) => navigate(`/stock/${id}`)}
    />
  );
};

const NoLevels = () => {
  const [, navigate] = useLocation();
  const { text, catalogTypeId, lowStock, clear } = useStockFilters();
  const isSearched = text.trim() !== '' || catalogTypeId !== null;
  if (!isSearched && !lowStock) {
    return (
      <EmptyState icon={<IconPackage size={40} />} title="No items yet" hint="What the catalogue holds has its stock here.">
        <Button onClick={() => navigate('/catalogue')}>Go to the catalogue</Button>
      </EmptyState>
    );
  }
  return (
    <div role="status">
      {isSearched ? (
        <EmptyState icon={<IconSearchOff size={40} />} title="Nothing found" hint="No item fits the search and the filters.">
          <Button onClick={clear}>Show everything</Button>
        </EmptyState>
      ) : (
        <EmptyState icon={<IconCircleCheck size={40} />} title="Nothing is low" hint="Every item is above its reorder level.">
          <Button onClick={clear}>Show everything</Button>
        </EmptyState>
      )}
    </div>
  );
};
