import { create } from 'zustand';

interface Filters {
  readonly text: string;
  readonly groupId: string | null;
}

const NO_FILTERS: Filters = { text: '', groupId: null };

interface CustomerFilters extends Filters {
  set(change: Partial<Filters>): void;
  clear(): void;
}

/** What the list is narrowed to; kept while a customer is open. */
export const useCustomerFilters = create<CustomerFilters>((set) => ({ ...NO_FILTERS, set, clear: () => set(NO_FILTERS) }));
