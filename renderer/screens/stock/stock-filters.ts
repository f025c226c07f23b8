import { create } from 'zustand';

interface Filters {
  readonly text: string;
  readonly catalogTypeId: string | null;
  readonly lowStock: boolean;
}

const NO_FILTERS: Filters = { text: '', catalogTypeId: null, lowStock: false };

interface StockFilters extends Filters {
  set(change: Partial<Filters>): void;
  clear(): void;
}

/** What the levels are narrowed to; kept while other screens are shown. */
export const useStockFilters = create<StockFilters>((set) => ({
  ...NO_FILTERS,
  set,
  clear: () => set(NO_FILTERS),
}));
