import { create } from 'zustand';
import type { OrderView } from '../../../domain/contract/ordering.ts';

/** The order that was paid last at this window. */
export const useLastSale = create<{ readonly order: OrderView | null }>(() => ({ order: null }));
