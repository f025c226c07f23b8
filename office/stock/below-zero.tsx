import { Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { type Column, VirtualList } from '../../renderer/components/virtual-list.tsx';
import type { OversoldRow } from '../../sync/hub/office-api.ts';
import { useOfficePages } from '../queries.ts';
import { LevelText } from './level-text.tsx';

const COLUMNS: readonly Column<OversoldRow>[] = [
  {
    name: 'Item',
    width: 'minmax(0, 2fr)',
    cell: ({ name }) => (
      <Text truncate title={name} dir="auto">
        {name}
      </Text>
    ),
  },
  {
    name: 'Store',
    width: 'minmax(0, 1fr)',
    cell: ({ storeName }) => (
      <Text truncate title={storeName} dir="auto">
        {storeName}
      </Text>
    ),
  },
  { name: 'Level', width: '110px', align: 'end', cell: ({ level }) => <LevelText level={level} /> },
];

/** More was sold than there was: for a manager of the store to look into. */
export const BelowZero = () => {
  const { items, isPending, error, retry, more } = useOfficePages('getOversold', {});
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconCircleCheck size={40} />}
        title="Nothing is below zero"
        hint="When tills sell more than there is while they are offline, it shows here."
      />
    );
  }
  return (
    <>
      <Text c="dimmed" mb="sm">
        More was sold than there was. A manager of the store counts the goods, or says on a till why the record was wrong.
      </Text>
      <VirtualList
        label="Below zero"
        columns={COLUMNS}
        rows={items}
        keyOf={({ itemId, storeId }) => `${itemId} ${storeId}`}
        rowHeight={48}
        more={more}
      />
    </>
  );
};
