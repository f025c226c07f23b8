import { Button, Group, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackage, IconSearchOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../renderer/components/list-detail.tsx';
import { SearchField } from '../../renderer/components/search-field.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { useListFocus } from '../../renderer/components/use-list-focus.ts';
import { VirtualList } from '../../renderer/components/virtual-list.tsx';
import { useKeys } from '../../renderer/keys/keys.ts';
import { useOffice, useOfficePages } from '../queries.ts';
import { SEARCH_PAUSE_MS } from '../search-pause.ts';
import { EditItem } from './edit-item.tsx';
import { ITEM_COLUMNS } from './item-columns.tsx';
import { ItemsTabs } from './items-tabs.tsx';

/** The catalogue of all stores, with the item that is edited. */
export const ItemsPage = ({ open }: { readonly open: string | null }) => {
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [archived, setArchived] = useState(false);
  const back = (): void => navigate('/items');
  const { search, list, toList, toSearch } = useListFocus(open !== null, back);
  const clear = (): void => {
    setText('');
    setArchived(false);
  };
  useKeys('Items', [
    { key: 'F2', does: 'Search', run: toSearch },
    { key: '/', does: 'Search', run: toSearch },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'Escape', does: open === null ? 'Show everything again' : 'Back to the list', run: open === null ? clear : back },
  ]);
  return (
    <ListDetail
      title="Items"
      open={open}
      back={back}
      actions={<ItemsTabs />}
      list={
        <div ref={list} className="till-split-list">
          <Group role="search" gap="md" mb="sm" wrap="nowrap">
            <SearchField
              label="Search items"
              flex={1}
              miw={0}
              maxLength={200}
              ref={search}
              value={text}
              onChange={setText}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown') return;
                event.preventDefault();
                toList();
              }}
            />
            <Switch label="Archived" checked={archived} onChange={({ currentTarget }) => setArchived(currentTarget.checked)} />
          </Group>
          <ItemList text={text} archived={archived} selected={open} clear={clear} />
        </div>
      }
      detailLabel="Item"
      detail={
        open === null ? (
          <EmptyState
            icon={<IconPackage size={40} />}
            title="No item chosen"
            hint="Choose one from the list to change it in all shops at once."
          />
        ) : (
          <ItemDetail key={open} itemId={open} />
        )
      }
    />
  );
};

interface ItemListProps {
  readonly text: string;
  readonly archived: boolean;
  readonly selected: string | null;
  readonly clear: () => void;
}

const ItemList = ({ text, archived, selected, clear }: ItemListProps) => {
  const [, navigate] = useLocation();
  const [searched] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  const { items, isPending, error, retry, more } = useOfficePages('getItems', { text: searched, archived });
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length > 0) {
    return (
      <VirtualList
        label="Items"
        columns={ITEM_COLUMNS}
        rows={items}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        rowHeight={60}
        selected={selected}
        more={more}
        onOpen={({ id }) => navigate(`/items/${id}`)}
      />
    );
  }
  return (
    <div role="status">
      {searched === '' && !archived ? (
        <EmptyState
          icon={<IconPackage size={40} />}
          title="No items yet"
          hint="They come with the first register that is connected."
        />
      ) : (
        <EmptyState icon={<IconSearchOff size={40} />} title="Nothing found" hint="No item fits the search.">
          <Button onClick={clear}>Show everything</Button>
        </EmptyState>
      )}
    </div>
  );
};

const ItemDetail = ({ itemId }: { readonly itemId: string }) => {
  const item = useOffice('getItem', { itemId });
  if (item.data) return <EditItem item={item.data} reload={() => void item.refetch()} />;
  return item.error ? <ErrorState error={item.error} retry={() => void item.refetch()} /> : <LoadingState />;
};
