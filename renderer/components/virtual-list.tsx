import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

export interface Column<T> {
  readonly name: string;
  /** A CSS grid track: `1fr`, `120px`. */
  readonly width: string;
  readonly align?: 'end';
  readonly cell: (row: T) => ReactNode;
}

interface VirtualListProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly rowHeight?: number;
  /** Reached when the end comes into sight. */
  readonly more?: () => void;
  /** Makes rows buttons: click and Enter. */
  readonly onOpen?: (row: T) => void;
  readonly selected?: string | null;
  readonly nameOf?: (row: T) => string;
}

/** Hands the focus to the open row, or else the first, of the list inside `box`. */
export const focusRow = (box: ParentNode | null): void =>
  (
    box?.querySelector<HTMLElement>('.till-table-row[data-selected]') ?? box?.querySelector<HTMLElement>('.till-table-row')
  )?.focus();

/** A table of any length that holds only the rows in sight. */
export const VirtualList = <T,>(props: VirtualListProps<T>) => {
  const { label, columns, rows, keyOf, rowHeight = 56, more, onOpen, selected, nameOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastShown >= rows.length - 10) more?.();
  }, [lastShown, rows.length, more]);
  const template = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };

  const move = (event: React.KeyboardEvent<HTMLDivElement>, row: T, index: number): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen?.(row);
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = index + step;
    virtualizer.scrollToIndex(Math.min(rows.length - 1, Math.max(0, next)));
    // At once where the row is drawn: the next key may come before the next frame.
    const focusNext = (): boolean => {
      const found = scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`);
      found?.focus({ preventScroll: true });
      return found !== null && found !== undefined;
    };
    if (!focusNext()) requestAnimationFrame(focusNext);
  };

  return (
    <div className="till-table" role="table" aria-label={label} aria-rowcount={rows.length + 1}>
      <div role="rowgroup">
        <div role="row" className="till-table-head" style={template} aria-rowindex={1}>
          {columns.map(({ name, align }) => (
            <div key={name} role="columnheader" data-align={align}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <div ref={scroller} className="till-table-body" role="rowgroup" tabIndex={rows.length > 0 && !onOpen ? 0 : -1}>
        <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const id = keyOf(row);
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                aria-label={nameOf?.(row)}
                aria-current={selected === id ? 'true' : undefined}
                data-index={index}
                data-selected={selected === id || undefined}
                data-opens={onOpen ? true : undefined}
                className="till-table-row"
                style={{ ...template, height: rowHeight, transform: `translateY(${start}px)` }}
                tabIndex={onOpen ? 0 : undefined}
                onClick={onOpen && (() => onOpen(row))}
                onKeyDown={onOpen && ((event) => move(event, row, index))}
              >
                {columns.map(({ name, align, cell }) => (
                  <div key={name} role="cell" data-align={align}>
                    {cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
