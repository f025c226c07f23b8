import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { BuyerSummaryView } from '../../../domain/contract/buyers.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { ErrorState, LoadingState } from '../states.tsx';
import { VirtualList } from '../virtual-list.tsx';
import { BUYER_COLUMNS } from './buyer-columns.tsx';

const SEARCH_PAUSE_MS = 120;

interface BuyerResultsProps {
  readonly text: string;
  readonly groupId?: string | null;
  readonly selected?: string | null;
  readonly onOpen: (buyer: BuyerSummaryView) => void;
  /** Shown when nobody is found. */
  readonly empty: ReactNode;
}

/** The customers that fit a search, as many as there are. */
export const BuyerResults = ({ text, groupId = null, selected = null, onOpen, empty }: BuyerResultsProps) => {
  const [searched] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  const { items, isPending, error, retry, more } = useInfiniteOperation(
    'buyers.getBuyers',
    { ...(searched && { text: searched }), ...(groupId !== null && { groupId }) },
    { keepPrevious: true },
  );
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length === 0) return <div role="status">{empty}</div>;
  return (
    <VirtualList
      label="Customers"
      columns={BUYER_COLUMNS}
      rows={items}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      rowHeight={60}
      more={more}
      selected={selected}
      onOpen={onOpen}
    />
  );
};
