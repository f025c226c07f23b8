import { Text } from '@mantine/core';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import type { Column } from '../../components/virtual-list.tsx';
import { StockLevel } from './stock-level.tsx';

export const LEVEL_COLUMNS: readonly Column<CatalogItemView>[] = [
  {
    name: 'Item',
    width: 'minmax(0, 2fr)',
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
  },
  {
    name: 'Type',
    width: 'minmax(0, 1fr)',
    cell: ({ catalogType }) => (
      <Text truncate size="sm" title={catalogType ?? undefined}>
        {catalogType}
      </Text>
    ),
  },
  { name: 'In stock', width: '140px', align: 'end', cell: (item) => <StockLevel item={item} /> },
  { name: 'Reorder at', width: '78px', align: 'end', cell: ({ restockThreshold }) => restockThreshold },
  {
    name: 'Maximum',
    width: '78px',
    align: 'end',
    cell: ({ maxStockThreshold }) => (maxStockThreshold > 0 ? maxStockThreshold : '–'),
  },
];
