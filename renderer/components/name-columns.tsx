import { Text } from '@mantine/core';
import type { CatalogItemView } from '../../domain/contract/catalog.ts';
import type { Column } from './virtual-list.tsx';

/** What names an item in any list of items. */
export const NAME_COLUMN: Column<CatalogItemView> = {
  name: 'Name',
  width: 'minmax(0, 2.2fr)',
  cell: ({ name, catalogBrand }) => (
    <>
      <Text truncate fw={550} title={name} dir="auto">
        {name}
      </Text>
      {catalogBrand !== null && (
        <Text truncate size="sm" c="dimmed" title={catalogBrand}>
          {catalogBrand}
        </Text>
      )}
    </>
  ),
};

export const TYPE_COLUMN: Column<CatalogItemView> = {
  name: 'Type',
  width: 'minmax(0, 1fr)',
  cell: ({ catalogType }) => (
    <Text truncate size="sm" title={catalogType ?? undefined}>
      {catalogType}
    </Text>
  ),
};
