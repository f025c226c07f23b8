import { Button, Group, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackage, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { useMay } from '../../queries/session.ts';
import { addItem } from './add-item.ts';
import { ItemSearch } from './item-search.tsx';
import { ItemTiles, type TilesHandle } from './item-tiles.tsx';
import { readAhead } from './quantity-ahead.ts';
import { ALL_TYPES, TypeChips } from './type-chips.tsx';

interface ItemPanelProps {
  readonly search: React.Ref<HTMLInputElement>;
  readonly chooseLine: (step: 1 | -1) => void;
}

const PAUSE_MS = 80;
const PAGE_SIZE = 60;

/** Search over everything, or the items of one type; whatever is tapped goes into the basket. */
export const ItemPanel = ({ search, chooseLine }: ItemPanelProps) => {
  const [text, setText] = useState('');
  const [typeId, setTypeId] = useState(ALL_TYPES);
  const [chosen, setChosen] = useState(0);
  const tiles = useRef<TilesHandle>(null);
  const wanted = readAhead(text).text.trim();
  const [searched] = useDebouncedValue(wanted, PAUSE_MS);
  const filter = searched ? { text: searched } : typeId ? { catalogTypeId: typeId } : {};
  const found = useInfiniteOperation('catalog.getCatalogItems', { ...filter, pageSize: PAGE_SIZE }, { keepPrevious: true });
  const { items } = found;
  const isSettled = wanted === searched && !found.isFormer;

  const change = (typed: string): void => {
    setText(typed);
    setChosen(0);
  };
  const add = useCallback((item: CatalogItemView) => void addItem(item), []);
  const index = Math.min(chosen, Math.max(0, items.length - 1));
  const hit = isSettled && searched ? items[index] : undefined;

  return (
    <section className="till-items" aria-label="Items to sell">
      <ItemSearch
        ref={search}
        text={text}
        onChange={change}
        // A hit that arrows chose is meant; otherwise what is typed may be a code.
        chosen={chosen > 0 ? hit : undefined}
        move={(key) => tiles.current?.move(key) ?? false}
        chooseLine={chooseLine}
      />
      <TypeChips
        value={searched ? ALL_TYPES : typeId}
        onChange={(id) => {
          setTypeId(id);
          change('');
        }}
      />
      <VisuallyHidden aria-live="polite">
        {isSettled && searched && (hit ? `Enter adds ${hit.name}` : `Nothing found for ${searched}`)}
      </VisuallyHidden>
      {found.error && items.length === 0 ? (
        <ErrorState error={found.error} retry={found.retry} />
      ) : found.isPending ? (
        <LoadingState />
      ) : items.length > 0 ? (
        <ItemTiles
          key={JSON.stringify(filter)}
          ref={tiles}
          items={items}
          add={add}
          more={found.more}
          chosen={index}
          choose={setChosen}
          showsChosen={hit !== undefined}
        />
      ) : searched ? (
        <EmptyState
          icon={<IconSearchOff size={44} stroke={1.4} />}
          title="Nothing found"
          hint="Try fewer letters, or another word of the name."
        />
      ) : (
        <NoItems isFiltered={typeId !== ALL_TYPES} />
      )}
    </section>
  );
};

const NoItems = ({ isFiltered }: { readonly isFiltered: boolean }) => {
  const mayManage = useMay('manager');
  const icon = <IconPackage size={44} stroke={1.4} />;
  if (isFiltered) return <EmptyState icon={icon} title="No items of this type" hint="Choose another type." />;
  if (!mayManage) {
    return <EmptyState icon={icon} title="The catalogue is empty" hint="Ask a manager to create or import the items." />;
  }
  return (
    <EmptyState icon={icon} title="The catalogue is empty" hint="Create the first item, or import a file of them.">
      <Group mt="xs">
        <Button component={Link} href="/catalogue/new">
          Create an item
        </Button>
        <Button component={Link} href="/catalogue/import" variant="default">
          Import items
        </Button>
      </Group>
    </EmptyState>
  );
};
