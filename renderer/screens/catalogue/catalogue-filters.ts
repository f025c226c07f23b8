import { create } from 'zustand';

interface Filters {
  readonly text: string;
  readonly catalogTypeId: string | null;
  readonly catalogBrandId: string | null;
  readonly lowStock: boolean;
  readonly archived: boolean;
}

const NO_FILTERS: Filters = { text: '', catalogTypeId: null, catalogBrandId: null, lowStock: false, archived: false };

interface CatalogueFilters extends Filters {
  set(change: Partial<Filters>): void;
  clear(): void;
}

/** What the list is narrowed to; kept while an item is open. */
export const useCatalogueFilters = create<CatalogueFilters>((set) => ({
  ...NO_FILTERS,
  set,
  clear: () => set(NO_FILTERS),
}));
