import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef } from 'react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { ItemTile } from './item-tile.tsx';
import { MOVES, moveIn } from './move-in-grid.ts';

const TILE_WIDTH = 136;
const TILE_HEIGHT = 158;
const GAP = 10;

export interface TilesHandle {
  /** Chooses the tile that lies in the direction of an arrow key; false when there is none. */
  move(key: string): boolean;
}

interface ItemTilesProps {
  readonly ref: React.Ref<TilesHandle>;
  readonly items: readonly CatalogItemView[];
  readonly add: (item: CatalogItemView) => void;
  /** Reached when the end comes into sight. */
  readonly more: () => void;
  readonly chosen: number;
  readonly choose: (index: number) => void;
  /** Shows which one Enter in the search adds. */
  readonly showsChosen: boolean;
}

/** Tiles of any number; only the rows in sight exist. One stop for Tab, arrows within. */
export const ItemTiles = ({ ref, items, add, more, chosen, choose, showsChosen }: ItemTilesProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const attach = useMergedRef(scroller, measured);
  /** The tile that takes the focus once it is there: an arrow may lead to a row that is not drawn yet. */
  const wanted = useRef<number | null>(null);
  const columns = Math.max(1, Math.floor((width + GAP) / (TILE_WIDTH + GAP)));
  const rows = Math.ceil(items.length / columns);
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => TILE_HEIGHT + GAP,
    overscan: 3,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (width > 0 && lastShown >= rows - 4) more();
  }, [lastShown, rows, width, more]);

  const move = (key: string): boolean => {
    const next = moveIn({ count: items.length, columns }, chosen, key);
    if (next === chosen) return false;
    choose(next);
    virtualizer.scrollToIndex(Math.floor(next / columns));
    return true;
  };
  useImperativeHandle(ref, () => ({ move }));
  useEffect(() => {
    const tile =
      wanted.current === null ? null : scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!tile) return;
    wanted.current = null;
    tile.focus();
  });

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!MOVES.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    wanted.current = moveIn({ count: items.length, columns }, chosen, event.key);
    move(event.key);
  };
  const onFocus = ({ target }: React.FocusEvent): void => {
    const index = target.getAttribute('data-index');
    if (index !== null) choose(Number(index));
  };

  return (
    <div ref={attach} className="till-tiles" role="group" aria-label="Items" onKeyDown={onKeyDown} onFocus={onFocus}>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {width > 0 &&
          shown.map(({ index: row, start, key }) => (
            <div
              key={key}
              className="till-tiles-row"
              style={{ transform: `translateY(${start}px)`, height: TILE_HEIGHT, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
            >
              {items.slice(row * columns, (row + 1) * columns).map((item, column) => {
                const index = row * columns + column;
                return (
                  <ItemTile
                    key={item.id}
                    item={item}
                    index={index}
                    add={add}
                    chosen={showsChosen && index === chosen}
                    reachable={index === chosen}
                  />
                );
              })}
            </div>
          ))}
      </div>
    </div>
  );
};
