import { create } from 'zustand';
import type { RequestOf } from '../../../domain/contract/index.ts';
import type { JournalKind } from '../../../domain/contract/journal.ts';

interface Filters {
  readonly kind: JournalKind | null;
  readonly userId: string | null;
  /** `YYYY-MM-DD`; empty for no bound. */
  readonly fromDay: string;
  readonly toDay: string;
}

const NO_FILTERS: Filters = { kind: null, userId: null, fromDay: '', toDay: '' };

interface JournalFilters extends Filters {
  set(change: Partial<Filters>): void;
  clear(): void;
}

/** What the list is narrowed to; kept while other screens are shown. */
export const useJournalFilters = create<JournalFilters>((set) => ({
  ...NO_FILTERS,
  set,
  clear: () => set(NO_FILTERS),
}));

/** What to ask for. */
export const toRequest = ({ kind, userId, fromDay, toDay }: Filters): Omit<RequestOf<'journal.getJournal'>, 'cursor'> => ({
  ...(kind && { kind }),
  ...(userId && { userId }),
  ...(fromDay && { fromDay }),
  ...(toDay && { toDay }),
});

export const isNarrowed = (filters: Filters): boolean => Object.keys(toRequest(filters)).length > 0;
