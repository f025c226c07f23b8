interface Grid {
  readonly count: number;
  readonly columns: number;
}

export const MOVES: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** Where an arrow key leads from `index` in a grid that fills its rows from the left; `index` itself where it ends. */
export const moveIn = ({ count, columns }: Grid, index: number, key: string): number => {
  const wanted: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    // Down into a last row that is not full ends at its end.
    ArrowDown: Math.floor(index / columns) < Math.floor((count - 1) / columns) ? Math.min(index + columns, count - 1) : index,
    Home: 0,
    End: count - 1,
  };
  const next = wanted[key] ?? index;
  return next >= 0 && next < count ? next : index;
};
