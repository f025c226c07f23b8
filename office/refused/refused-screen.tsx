import { Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import { PageHeader } from '../../renderer/components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { type Column, VirtualList } from '../../renderer/components/virtual-list.tsx';
import type { RejectedEvent } from '../../sync/hub/office-api.ts';
import { useOfficePages } from '../queries.ts';
import { REASON_TEXTS, typeText } from './refusal-texts.ts';

const TwoLines = ({ first, second }: { readonly first: string; readonly second: string }) => (
  <>
    <Text truncate title={first} dir="auto">
      {first}
    </Text>
    <Text size="sm" c="dimmed" truncate title={second} dir="auto">
      {second}
    </Text>
  </>
);

const COLUMNS: readonly Column<RejectedEvent>[] = [
  { name: 'When', width: '176px', cell: ({ at }) => <Text size="sm">{formatDateTime(at)}</Text> },
  {
    name: 'Register',
    width: 'minmax(0, 0.8fr)',
    cell: ({ registerCode, storeName }) => <TwoLines first={registerCode} second={storeName} />,
  },
  { name: 'Event', width: 'minmax(0, 0.8fr)', cell: ({ type, eventId }) => <TwoLines first={typeText(type)} second={eventId} /> },
  {
    name: 'Why',
    width: 'minmax(0, 3fr)',
    cell: ({ reason, message }) => <TwoLines first={REASON_TEXTS[reason]} second={message} />,
  },
  { name: 'Times', width: '60px', align: 'end', cell: ({ times }) => times.toLocaleString() },
];

export const RefusedScreen = () => (
  <div className="till-screen">
    <PageHeader title="Refused events" />
    <Text c="dimmed" mb="sm">
      They wait on their till, under Sync. There a manager sends them again, exports them or discards them.
    </Text>
    <Events />
  </div>
);

const Events = () => {
  const { items, isPending, error, retry, more } = useOfficePages('getRejected', {});
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconMailCheck size={40} />}
        title="Nothing was refused"
        hint="Every event that a register has sent was taken."
      />
    );
  }
  return (
    <VirtualList
      label="Refused events"
      columns={COLUMNS}
      rows={items}
      keyOf={({ registerCode, eventId, storeId }) => `${storeId} ${registerCode} ${eventId}`}
      rowHeight={64}
      more={more}
    />
  );
};
