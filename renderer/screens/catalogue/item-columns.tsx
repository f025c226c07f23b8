import { Badge, Text } from '@mantine/core';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { ItemPicture } from '../../components/item-picture.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { NAME_COLUMN, TYPE_COLUMN } from '../../components/name-columns.tsx';
import type { Column } from '../../components/virtual-list.tsx';

const Barcodes = ({ barcodes }: Pick<CatalogItemView, 'barcodes'>) => {
  const [first, ...others] = barcodes.map(({ code }) => code);
  if (first === undefined) return null;
  return (
    <Text size="sm" truncate title={[first, ...others].join('\n')}>
      {first}
      {others.length > 0 && ` +${others.length}`}
    </Text>
  );
};

export const ITEM_COLUMNS: readonly Column<CatalogItemView>[] = [
  {
    name: 'Picture',
    width: '52px',
    cell: ({ name, pictureUri }) => (
      <span className="till-row-picture">
        <ItemPicture name={name} pictureUri={pictureUri} />
      </span>
    ),
  },
  NAME_COLUMN,
  TYPE_COLUMN,
  { name: 'Barcodes', width: 'minmax(0, 150px)', cell: ({ barcodes }) => <Barcodes barcodes={barcodes} /> },
  {
    name: 'Stock',
    width: '104px',
    align: 'end',
    cell: ({ availableStock, onReorder }) =>
      onReorder ? (
        <Badge color="orange" variant="light" size="lg" className="till-low" tt="none">
          {availableStock} low
        </Badge>
      ) : (
        availableStock
      ),
  },
  { name: 'Price', width: '108px', align: 'end', cell: ({ price }) => <MoneyText money={price} /> },
];
