import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackage, IconPlus, IconSearchOff, IconTags, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { useMay } from '../../queries/session.ts';
import { useCatalogueFilters } from './catalogue-filters.ts';
import { FilterBar } from './filter-bar.tsx';
import { ITEM_COLUMNS } from './item-columns.tsx';

const SEARCH_PAUSE_MS = 120;

export const ItemList = () => {
  const [, navigate] = useLocation();
  const mayManage = useMay('manager');
  const search = useRef<HTMLInputElement>(null);
  const { clear } = useCatalogueFilters();
  const toSearch = (): void => search.current?.select();
  const create = (): void => navigate('/catalogue/new');
  const importFile = (): void => navigate('/catalogue/import');
  const names = (): void => navigate('/catalogue/types');
  useKeys('Catalogue', [
    { key: 'F2', does: 'Search', run: toSearch },
    { key: '/', does: 'Search', run: toSearch },
    { key: 'Escape', does: 'Show everything again', run: clear },
    ...(mayManage
      ? [
          { key: 'N', does: 'Create an item', run: create },
          { key: 'I', does: 'Import a file', run: importFile },
          { key: 'T', does: 'Edit types and brands', run: names },
        ]
      : []),
  ]);
  return (
    <div className="till-screen">
      <PageHeader title="Catalogue">
        {mayManage && (
          <>
            <Button variant="default" leftSection={<IconTags size={20} />} onClick={names} aria-keyshortcuts="T">
              Types & brands
            </Button>
            <Button variant="default" leftSection={<IconUpload size={20} />} onClick={importFile} aria-keyshortcuts="I">
              Import
            </Button>
            <Button leftSection={<IconPlus size={20} />} onClick={create} aria-keyshortcuts="N">
              New item
            </Button>
          </>
        )}
      </PageHeader>
      <FilterBar searchRef={search} />
      <Items create={mayManage ? create : undefined} importFile={importFile} />
    </div>
  );
};

interface ItemsProps {
  /** Missing where the role may not. */
  readonly create: (() => void) | undefined;
  readonly importFile: () => void;
}

const Items = ({ create, importFile }: ItemsProps) => {
  const [, navigate] = useLocation();
  const { text, catalogTypeId, catalogBrandId, lowStock, archived, clear } = useCatalogueFilters();
  const [searched] = useDebouncedValue(text.trim(), SEARCH_PAUSE_MS);
  const { items, isPending, error, retry, more } = useInfiniteOperation(
    'catalog.getCatalogItems',
    {
      ...(searched && { text: searched }),
      ...(catalogTypeId && { catalogTypeId }),
      ...(catalogBrandId && { catalogBrandId }),
      lowStock,
      archived,
    },
    { keepPrevious: true },
  );
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
        more={more}
        onOpen={({ id }) => navigate(`/catalogue/${id}`)}
      />
    );
  }
  const isNarrowed = searched !== '' || catalogTypeId !== null || catalogBrandId !== null || lowStock || archived;
  return (
    <div role="status" className="till-fill">
      {isNarrowed ? (
        <EmptyState icon={<IconSearchOff size={40} />} title="Nothing found" hint="No item fits the search and the filters.">
          <Button onClick={clear}>Show everything</Button>
        </EmptyState>
      ) : (
        <EmptyState
          icon={<IconPackage size={40} />}
          title="No items yet"
          hint="Create the first one, or import the list you have as CSV or JSON."
        >
          {create ? (
            <>
              <Button onClick={create}>Create an item</Button>
              <Button variant="default" onClick={importFile}>
                Import a file
              </Button>
            </>
          ) : (
            <Text>Ask a manager to do it.</Text>
          )}
        </EmptyState>
      )}
    </div>
  );
};
