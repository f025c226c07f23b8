import {
  type InfiniteData,
  keepPreviousData,
  type UseQueryOptions,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallError } from '../renderer/call-error.ts';
import type { HubView, OfficeInput, OfficeOperation, OfficeOutput } from '../sync/hub/office-api.ts';
import { ask } from './client.ts';
import { queryClient } from './query-client.ts';

const REFETCH_MS = 15_000;
/** A list that was scrolled further is not read anew every time. */
const MOST_PAGES_REFETCHED = 3;
const PAGE_SIZE = 100;

/** What the hub answers, asked again every 15 seconds while it is shown. */
export const useOffice = <N extends OfficeOperation>(
  operation: N,
  input: OfficeInput<N>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<OfficeOutput<N>, CallError> =>
  useQuery<OfficeOutput<N>, CallError>({
    queryKey: [operation, input],
    queryFn: () => ask(operation, input),
    refetchInterval: REFETCH_MS,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  } as UseQueryOptions<OfficeOutput<N>, CallError>);

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The operations that answer in pages. */
type PagedOperation = { [N in OfficeOperation]: OfficeOutput<N> extends Page ? N : never }[OfficeOperation];

type ItemOf<N extends PagedOperation> = OfficeOutput<N> extends { items: readonly (infer T)[] } ? T : never;

/** All pages read so far as one list, and the way to the next. */
export const useOfficePages = <N extends PagedOperation>(
  operation: N,
  input: Omit<OfficeInput<N>, 'cursor' | 'pageSize'>,
  options: { enabled?: boolean } = {},
) => {
  const query = useInfiniteQuery<OfficeOutput<N>, CallError, InfiniteData<OfficeOutput<N>>, unknown[], string | null>({
    queryKey: [operation, 'pages', input],
    queryFn: ({ pageParam }) => ask(operation, { ...input, pageSize: PAGE_SIZE, cursor: pageParam } as OfficeInput<N>),
    initialPageParam: null,
    getNextPageParam: (last) => (last as Page).nextCursor,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= MOST_PAGES_REFETCHED ? REFETCH_MS : false),
  });
  const items = useMemo(() => (query.data?.pages ?? []).flatMap((page) => (page as Page).items as ItemOf<N>[]), [query.data]);
  return {
    items,
    isPending: query.isPending,
    /** Only while there is nothing to show: a list that is there stays, and the bar says that the hub does not answer. */
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
};

/** A command of the hub. Whatever is shown is asked for again afterwards. */
export const useOfficeCommand = <N extends OfficeOperation>(operation: N) =>
  useMutation<OfficeOutput<N>, CallError, OfficeInput<N>>({
    mutationFn: (input) => ask(operation, input),
    onSuccess: () => void queryClient.invalidateQueries(),
  });

/** The hub and its stores. Inside the frame alone, where they are known. */
export const useHub = (): HubView => {
  const hub = useOffice('getHub', {}).data;
  if (!hub) throw new Error('nobody is signed in');
  return hub;
};
