import { Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { ITEM_FIELDS } from '../../domain/contract/events.ts';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import { FIELD_NAMES } from '../../renderer/components/item-field-names.ts';
import { PageHeader } from '../../renderer/components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { type Column, VirtualList } from '../../renderer/components/virtual-list.tsx';
import type { ConflictRow } from '../../sync/hub/office-api.ts';
import { useOfficePages } from '../queries.ts';
import { changerText } from './changer-text.ts';
import { ItemsTabs } from './items-tabs.tsx';
import { valueText } from './value-text.ts';

const fieldText = (field: string): string => {
  const known = ITEM_FIELDS.find((one) => one === field);
  return known ? FIELD_NAMES[known] : field;
};

const Value = ({ value, by }: { readonly value: unknown; readonly by: string }) => (
  <>
    <Text truncate title={valueText(value)} dir="auto">
      {valueText(value)}
    </Text>
    <Text size="sm" c="dimmed" truncate>
      {changerText(by)}
    </Text>
  </>
);

const COLUMNS: readonly Column<ConflictRow>[] = [
  { name: 'When', width: '176px', cell: ({ at }) => <Text size="sm">{formatDateTime(at)}</Text> },
  {
    name: 'Item',
    width: 'minmax(0, 1.4fr)',
    cell: ({ itemName, storeName }) => (
      <>
        <Text truncate fw={550} title={itemName} dir="auto">
          {itemName}
        </Text>
        <Text size="sm" c="dimmed" truncate title={storeName} dir="auto">
          {storeName}
        </Text>
      </>
    ),
  },
  { name: 'Field', width: 'minmax(0, 0.7fr)', cell: ({ field }) => fieldText(field) },
  { name: 'Lost', width: 'minmax(0, 1fr)', cell: ({ lost, lostBy }) => <Value value={lost} by={lostBy} /> },
  { name: 'Stands', width: 'minmax(0, 1fr)', cell: ({ won, wonBy }) => <Value value={won} by={wonBy} /> },
];

/** Edits of one field that met: which value stands, and which one no longer does. */
export const ConflictsPage = () => (
  <div className="till-screen">
    <PageHeader title="Conflicts">
      <ItemsTabs />
    </PageHeader>
    <Conflicts />
  </div>
);

const Conflicts = () => {
  const { items, isPending, error, retry, more } = useOfficePages('getConflicts', {});
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconGitMerge size={40} />}
        title="No edits met"
        hint="When the same field of an item is changed in two places at once, the later change stands, and the other shows here."
      />
    );
  }
  return (
    <VirtualList
      label="Conflicts"
      columns={COLUMNS}
      rows={items}
      keyOf={({ position, field }) => `${position} ${field}`}
      rowHeight={64}
      more={more}
    />
  );
};
