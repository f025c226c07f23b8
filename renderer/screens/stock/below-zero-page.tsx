import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconPackageOff } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { OversoldView } from '../../../domain/contract/sync.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { ListDetail } from '../../components/list-detail.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { type Column, VirtualList } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { AnswerForm } from './answer-form.tsx';
import { kindWord, registerText, shortText } from './below-zero-texts.ts';
import { formatChange } from './movement-texts.ts';
import { StockTabs } from './stock-tabs.tsx';

const COLUMNS: readonly Column<OversoldView>[] = [
  {
    name: 'Item',
    width: 'minmax(0, 1fr)',
    cell: (item) => (
      <>
        <Text truncate fw={550} title={item.name} dir="auto">
          {item.name}
        </Text>
        <Text truncate size="sm" c="dimmed">
          {shortText(item)}
        </Text>
      </>
    ),
  },
  {
    name: 'Last moved',
    width: '180px',
    cell: ({ last }) => (
      <Text size="sm" truncate>
        {last[0] ? formatDateTime(last[0].at) : '–'}
      </Text>
    ),
  },
  { name: 'Level', width: '64px', align: 'end', cell: ({ level }) => <Text fw={650}>{level}</Text> },
];

/** Items below zero: more was sold, on all tills together, than was there. */
export const BelowZeroPage = ({ open }: { readonly open: string | null }) => {
  const [, navigate] = useLocation();
  const items = useOperation('sync.getOversold', {});
  const back = (): void => navigate('/stock/below-zero');
  const { list, toList } = useListFocus(open !== null, back);
  useKeys('Below zero', [
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    {
      key: 'Escape',
      does: open === null ? 'Back to the levels' : 'Back to the list',
      run: () => navigate(open === null ? '/stock' : '/stock/below-zero'),
    },
  ]);
  return (
    <ListDetail
      title="Stock"
      actions={<StockTabs />}
      open={open}
      back={back}
      list={
        <div ref={list} className="till-split-list">
          {items.error && <ErrorState error={items.error} retry={() => void items.refetch()} />}
          {items.isPending && <LoadingState />}
          {items.data?.length === 0 && (
            <EmptyState
              icon={<IconCircleCheck size={40} />}
              title="Nothing is below zero"
              hint="When two tills sell the last of something at once, it stands here until you say what became of it."
            />
          )}
          {items.data && items.data.length > 0 && (
            <VirtualList
              label="Below zero"
              columns={COLUMNS}
              rows={items.data}
              keyOf={({ itemId }) => itemId}
              nameOf={({ name }) => name}
              rowHeight={60}
              selected={open}
              onOpen={({ itemId }) => navigate(`/stock/below-zero/${itemId}`)}
            />
          )}
        </div>
      }
      detailLabel="Item below zero"
      detail={
        open === null ? (
          <EmptyState
            icon={<IconPackageOff size={40} />}
            title="No item chosen"
            hint="Choose one to see what moved, and to say what became of it."
          />
        ) : (
          <Oversold key={open} item={items.data?.find(({ itemId }) => itemId === open)} isPending={items.isPending} back={back} />
        )
      }
    />
  );
};

interface OversoldProps {
  readonly item: OversoldView | undefined;
  readonly isPending: boolean;
  readonly back: () => void;
}

const Oversold = ({ item, isPending, back }: OversoldProps) => {
  if (isPending) return <LoadingState />;
  if (!item) {
    return (
      <EmptyState
        icon={<IconCircleCheck size={40} />}
        title="It is settled"
        hint="This item is not below zero any more, or somebody said what became of it."
      />
    );
  }
  return (
    <div className="till-split-scroll">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={2} size="h3" className="till-stock-name" dir="auto">
          {item.name}
        </Title>
        <span className="till-stock-level">{item.level}</span>
      </Group>
      <Text mb="md">{shortText(item)}. Look on the shelf first.</Text>
      <AnswerForm item={item} answered={back} />
      <Title order={3} size="h5" mt="lg">
        Last movements
      </Title>
      <ul className="till-lines" aria-label="Last movements">
        {item.last.map(({ kind, quantity, register, at }) => (
          <li key={`${kind} ${quantity} ${register} ${at}`} className="till-pair">
            <div>
              <Text fw={550}>{kindWord(kind)}</Text>
              <Text size="sm" c="dimmed">
                {formatDateTime(at)} · {registerText(register)}
              </Text>
            </div>
            <b>{formatChange(quantity)}</b>
          </li>
        ))}
      </ul>
      <Anchor component={Link} href={`/stock/${item.itemId}`} underline="always" mt="sm" display="inline-block">
        All of its movements here
      </Anchor>
    </div>
  );
};
