import { Button, Group, MultiSelect, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackage, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { SearchField } from '../../renderer/components/search-field.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { type Column, focusRow, VirtualList } from '../../renderer/components/virtual-list.tsx';
import { useKeys } from '../../renderer/keys/keys.ts';
import type { HubView, StockRow } from '../../sync/hub/office-api.ts';
import { useHub, useOfficePages } from '../queries.ts';
import { SEARCH_PAUSE_MS } from '../search-pause.ts';
import { LevelText } from './level-text.tsx';

/** As many stores as have room beside each other. */
const MOST_STORES = 6;

const columnsFor = (stores: HubView['stores']): readonly Column<StockRow>[] => [
  {
    name: 'Item',
    width: 'minmax(180px, 2fr)',
    cell: ({ name }) => (
      <Text truncate title={name} dir="auto">
        {name}
      </Text>
    ),
  },
  ...stores.map(
    ({ storeId, storeName }): Column<StockRow> => ({
      name: storeName,
      width: 'minmax(72px, 1fr)',
      align: 'end',
      cell: ({ levels }) => {
        const found = levels.find((level) => level.storeId === storeId);
        return found ? <LevelText level={found.level} /> : '–';
      },
    }),
  ),
  {
    name: 'All stores',
    width: '110px',
    align: 'end',
    cell: ({ total }) => (
      <strong>
        <LevelText level={total} />
      </strong>
    ),
  },
];

/** One row an item, with its level in each store. */
export const StockLevels = () => {
  const { stores } = useHub();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const search = useRef<HTMLInputElement>(null);
  const toSearch = (): void => search.current?.select();
  useKeys('Stock', [
    { key: 'F2', does: 'Search', run: toSearch },
    { key: '/', does: 'Search', run: toSearch },
    { key: 'ArrowDown', does: 'Go to the list', run: () => focusRow(document) },
  ]);
  const shown = useMemo(
    () => (chosen.length > 0 ? stores.filter(({ storeId }) => chosen.includes(storeId)) : stores).slice(0, MOST_STORES),
    [stores, chosen],
  );
  return (
    <>
      <Group role="search" gap="sm" mb="sm" wrap="nowrap" align="flex-start">
        <SearchField label="Search items" flex={1} miw={200} maxLength={200} ref={search} value={text} onChange={setText} />
        {stores.length > MOST_STORES && (
          <MultiSelect
            aria-label="Stores"
            placeholder={chosen.length === 0 ? `The first ${MOST_STORES} of ${stores.length} stores` : ''}
            searchable
            clearable
            size="md"
            flex={1}
            maxValues={MOST_STORES}
            data={stores.map(({ storeId: value, storeName: label }) => ({ value, label }))}
            value={[...chosen]}
            onChange={setChosen}
          />
        )}
      </Group>
      <Levels stores={shown} text={text} clear={() => setText('')} />
    </>
  );
};

interface LevelsProps {
  readonly stores: HubView['stores'];
  readonly text: string;
  readonly clear: () => void;
}

const Levels = ({ stores, text, clear }: LevelsProps) => {
  const [searched] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  const { items, isPending, error, retry, more } = useOfficePages('getStock', { text: searched });
  const columns = useMemo(() => columnsFor(stores), [stores]);
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length > 0) {
    return <VirtualList label="Stock" columns={columns} rows={items} keyOf={({ itemId }) => itemId} rowHeight={48} more={more} />;
  }
  return (
    <div role="status">
      {searched === '' ? (
        <EmptyState
          icon={<IconPackage size={40} />}
          title="No items yet"
          hint="They come with the first register that is connected."
        />
      ) : (
        <EmptyState icon={<IconSearchOff size={40} />} title="Nothing found" hint="No item has this name.">
          <Button onClick={clear}>Show everything</Button>
        </EmptyState>
      )}
    </div>
  );
};
