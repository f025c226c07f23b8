import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { NAME_COLUMN, TYPE_COLUMN } from '../../components/name-columns.tsx';
import type { Column } from '../../components/virtual-list.tsx';
import { StockLevel } from './stock-level.tsx';

export const LEVEL_COLUMNS: readonly Column<CatalogItemView>[] = [
  NAME_COLUMN,
  TYPE_COLUMN,
  { name: 'In stock', width: '140px', align: 'end', cell: (item) => <StockLevel item={item} /> },
  { name: 'Reorder at', width: '78px', align: 'end', cell: ({ restockThreshold }) => restockThreshold },
  {
    name: 'Maximum',
    width: '78px',
    align: 'end',
    cell: ({ maxStockThreshold }) => (maxStockThreshold > 0 ? maxStockThreshold : '–'),
  },
];
