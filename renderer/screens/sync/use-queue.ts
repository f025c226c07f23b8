import { useInfiniteOperation } from '../../queries/infinite.ts';

/** What waits, oldest first; the refused ones alone where asked. */
export const useQueue = (parked: boolean) => useInfiniteOperation('sync.getQueue', { parked }, { keepPrevious: true });

export type ShownQueue = ReturnType<typeof useQueue>;
