import { Group, Text, Title } from '@mantine/core';
import { IconBuildingWarehouse } from '@tabler/icons-react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { LastMovements } from './last-movements.tsx';
import { MoveForm } from './move-form.tsx';
import { StockLevel } from './stock-level.tsx';

interface ItemPanelProps {
  readonly itemId: string | null;
  /** Its code was scanned: on with the quantity. */
  readonly isScanned: boolean;
}

export const ItemPanel = ({ itemId, isScanned }: ItemPanelProps) => {
  const mayManage = useMay('manager');
  if (itemId !== null) return <Item itemId={itemId} isScanned={isScanned} />;
  return (
    <EmptyState
      icon={<IconBuildingWarehouse size={40} />}
      title="No item chosen"
      hint={mayManage ? 'Choose one from the list, or scan it, to receive or adjust it.' : 'Choose one to see what moved.'}
    />
  );
};

const Item = ({ itemId, isScanned }: { readonly itemId: string; readonly isScanned: boolean }) => {
  const item = useOperation('catalog.getCatalogItemById', { id: itemId });
  const mayManage = useMay('manager');
  if (item.error) return <ErrorState error={item.error} retry={() => void item.refetch()} />;
  return (
    <div className="till-split-scroll">
      {item.data ? (
        <>
          <ItemHead item={item.data} />
          {mayManage && <MoveForm item={item.data} isScanned={isScanned} />}
          <LastMovements itemId={itemId} />
        </>
      ) : (
        <LoadingState />
      )}
    </div>
  );
};

const ItemHead = ({ item }: { readonly item: CatalogItemView }) => (
  <>
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <Title order={2} size="h3" className="till-stock-name" dir="auto">
        {item.name}
      </Title>
      <div className="till-stock-level">
        <StockLevel item={item} />
      </div>
    </Group>
    <Text c="dimmed" mb="md">
      Reorder at {item.restockThreshold}
      {item.maxStockThreshold > 0 && ` · maximum ${item.maxStockThreshold}`}
      {item.archived && ' · archived'}
    </Text>
  </>
);
