import { Text } from '@mantine/core';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import { formatMoney } from '../../renderer/components/money-text.tsx';
import type { Column } from '../../renderer/components/virtual-list.tsx';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { changerText } from './changer-text.ts';
import { currencyPrices } from './currency-prices.ts';

const PriceText = ({ item }: { readonly item: OfficeItem }) => (
  <Text size="sm" truncate>
    {currencyPrices(item)
      .map(({ currency, common }) => (common ? formatMoney(common) : `${currency} differs`))
      .join(', ')}
  </Text>
);

export const ITEM_COLUMNS: readonly Column<OfficeItem>[] = [
  {
    name: 'Name',
    width: 'minmax(0, 2.2fr)',
    cell: ({ name, catalogType, catalogBrand }) => (
      <>
        <Text truncate fw={550} title={name} dir="auto">
          {name}
        </Text>
        <Text truncate size="sm" c="dimmed">
          {[catalogType, catalogBrand].filter((part) => part !== null).join(' · ')}
        </Text>
      </>
    ),
  },
  { name: 'Price', width: 'minmax(96px, 0.8fr)', align: 'end', cell: (item) => <PriceText item={item} /> },
  {
    name: 'Last changed',
    width: 'minmax(0, 1.1fr)',
    cell: ({ changedAt, changedBy }) => (
      <>
        <Text truncate size="sm">
          {changerText(changedBy)}
        </Text>
        <Text truncate size="sm" c="dimmed">
          {formatDateTime(changedAt)}
        </Text>
      </>
    ),
  },
];
