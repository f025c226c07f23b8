import { Text } from '@mantine/core';
import { IconFileDollar } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ShiftSummary } from '../../../domain/contract/shifts.ts';
import { formatDay, formatTime } from '../../components/format-time.ts';
import { ListDetail } from '../../components/list-detail.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { type Column, VirtualList } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { ReportPaper } from './report-paper.tsx';
import { ShiftTabs } from './shift-tabs.tsx';

const COLUMNS: readonly Column<ShiftSummary>[] = [
  { name: 'Z', width: '56px', cell: ({ number }) => <Text fw={600}>{number}</Text> },
  {
    name: 'Closed',
    width: 'minmax(0, 1.2fr)',
    cell: ({ closedAt, closedBy }) => (
      <>
        <Text truncate>
          {formatDay(closedAt)}, {formatTime(closedAt)}
        </Text>
        <Text truncate size="sm" c="dimmed" title={closedBy}>
          {closedBy}
        </Text>
      </>
    ),
  },
  { name: 'Sales', width: 'minmax(0, 1fr)', align: 'end', cell: ({ gross }) => <MoneyText money={gross} /> },
  {
    name: 'Count',
    width: 'minmax(0, 1fr)',
    align: 'end',
    cell: ({ variances }) =>
      variances.length === 0 ? (
        <ToneBadge tone="good">Right</ToneBadge>
      ) : (
        <ToneBadge tone="bad">{`Off by ${variances.map(formatMoney).join(', ')}`}</ToneBadge>
      ),
  },
];

/** The reports of the closed shifts. */
export const ReportsPage = ({ number }: { readonly number: number | null }) => {
  const [, navigate] = useLocation();
  const back = (): void => navigate('/shift/reports');
  const { list, toList } = useListFocus(number !== null, back);
  useKeys('Z reports', [
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    {
      key: 'Escape',
      does: number === null ? 'Back to the shift' : 'Back to the list',
      run: number === null ? () => navigate('/shift') : back,
    },
  ]);
  return (
    <ListDetail
      title="Shift"
      actions={<ShiftTabs />}
      open={number === null ? null : String(number)}
      back={back}
      list={
        <div ref={list} className="till-split-list">
          <Reports selected={number} />
        </div>
      }
      detailLabel="Z report"
      detail={
        number === null ? (
          <EmptyState icon={<IconFileDollar size={40} />} title="No report chosen" hint="Choose one to read and print it." />
        ) : (
          <div className="till-split-scroll">
            <ReportPaper key={number} report={number} />
          </div>
        )
      }
    />
  );
};

const Reports = ({ selected }: { readonly selected: number | null }) => {
  const [, navigate] = useLocation();
  const { items, isPending, error, retry, more } = useInfiniteOperation('shifts.getShifts', {});
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconFileDollar size={40} />}
        title="No shift was closed yet"
        hint="Each shift that is closed leaves its Z report here, the newest first."
      />
    );
  }
  return (
    <VirtualList
      label="Z reports"
      columns={COLUMNS}
      rows={items}
      keyOf={(row) => String(row.number)}
      rowHeight={60}
      more={more}
      onOpen={(row) => navigate(`/shift/reports/${row.number}`)}
      selected={selected === null ? null : String(selected)}
      nameOf={(row) => `Z ${row.number}`}
    />
  );
};
