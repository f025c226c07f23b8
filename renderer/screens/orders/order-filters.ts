import { create } from 'zustand';
import type { RequestOf } from '../../../domain/contract/index.ts';
import type { OrderSummaryView } from '../../../domain/contract/ordering.ts';
import { dayOf } from '../../../domain/shared/clock.ts';

export type DayChoice = 'all' | 'today' | 'yesterday' | 'week' | 'range';

interface Filters {
  readonly receiptNumber: string;
  readonly days: DayChoice;
  /** The bounds of `range`; empty for none. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly userId: string | null;
  readonly status: OrderSummaryView['status'] | null;
}

const NO_FILTERS: Filters = { receiptNumber: '', days: 'all', fromDay: '', toDay: '', userId: null, status: null };

interface OrderFilters extends Filters {
  set(change: Partial<Filters>): void;
  clear(): void;
}

/** What the list is narrowed to; kept while other screens are shown. */
export const useOrderFilters = create<OrderFilters>((set) => ({
  ...NO_FILTERS,
  set,
  clear: () => set(NO_FILTERS),
}));

const daysBefore = (day: string, days: number): string => {
  // Noon: a day that is an hour shorter or longer does not end at another date.
  const date = new Date(`${day}T12:00`);
  date.setDate(date.getDate() - days);
  return dayOf(date.getTime());
};

const WEEK_DAYS = 7;

const boundsOf = ({ days, fromDay, toDay }: Filters, today: string): { fromDay?: string; toDay?: string } => {
  if (days === 'today') return { fromDay: today, toDay: today };
  if (days === 'yesterday') return { fromDay: daysBefore(today, 1), toDay: daysBefore(today, 1) };
  if (days === 'week') return { fromDay: daysBefore(today, WEEK_DAYS - 1), toDay: today };
  return days === 'range' ? { ...(fromDay && { fromDay }), ...(toDay && { toDay }) } : {};
};

/** What to ask for. A receipt number names one order, whenever and by whomever it was rung up. */
export const toRequest = (filters: Filters, today: string): Omit<RequestOf<'ordering.getOrders'>, 'cursor'> => {
  const receiptNumber = filters.receiptNumber.trim();
  if (receiptNumber) return { receiptNumber };
  const { userId, status } = filters;
  return { ...boundsOf(filters, today), ...(userId && { userId }), ...(status && { status }) };
};

export const isNarrowed = ({ receiptNumber, days, userId, status }: Filters): boolean =>
  receiptNumber.trim() !== '' || days !== 'all' || userId !== null || status !== null;
