import { memo } from 'react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { ItemPicture } from '../../components/item-picture.tsx';
import { MoneyText } from '../../components/money-text.tsx';

interface ItemTileProps {
  readonly item: CatalogItemView;
  readonly index: number;
  /** The one that Enter in the search adds. */
  readonly chosen: boolean;
  readonly reachable: boolean;
  readonly add: (item: CatalogItemView) => void;
}

const hintOf = ({ availableStock, onReorder }: CatalogItemView): string | null =>
  availableStock <= 0 ? 'Out of stock' : onReorder ? `${availableStock} left` : null;

export const ItemTile = memo(({ item, index, chosen, reachable, add }: ItemTileProps) => {
  const hint = hintOf(item);
  return (
    <button
      type="button"
      className="till-tile"
      data-index={index}
      data-chosen={chosen || undefined}
      tabIndex={reachable ? 0 : -1}
      title={item.name}
      onClick={() => add(item)}
    >
      <span className="till-tile-picture">
        <ItemPicture name={item.name} pictureUri={item.pictureUri} />
        {hint && (
          <span className="till-tile-hint" data-out={item.availableStock <= 0 || undefined}>
            {hint}
          </span>
        )}
      </span>
      <span className="till-tile-name">{item.name}</span>
      <span className="till-tile-price">
        <MoneyText money={item.price} />
      </span>
    </button>
  );
});
ItemTile.displayName = 'ItemTile';
