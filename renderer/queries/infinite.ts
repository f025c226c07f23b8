import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import { type CallError, call } from '../client.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The operations that answer in keyset pages. */
type PagedOperation = { [N in OperationName]: OutputOf<N> extends Page ? N : never }[OperationName];

type ItemOf<N extends PagedOperation> = OutputOf<N> extends { items: readonly (infer T)[] } ? T : never;

/** All pages read so far as one list, and the way to the next. */
export const useInfiniteOperation = <N extends PagedOperation>(
  operation: N,
  input: Omit<RequestOf<N>, 'cursor'>,
  options: { keepPrevious?: boolean } = {},
) => {
  const query = useInfiniteQuery<OutputOf<N>, CallError, InfiniteData<OutputOf<N>>, unknown[], string | null>({
    queryKey: [operation, 'pages', input],
    queryFn: ({ pageParam }) => call(operation, { ...input, cursor: pageParam } as RequestOf<N>),
    initialPageParam: null,
    getNextPageParam: (last) => (last as Page).nextCursor,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  const items = useMemo(() => (query.data?.pages ?? []).flatMap((page) => (page as Page).items as ItemOf<N>[]), [query.data]);
  return {
    items,
    /** The first page, with what it says of the whole. */
    first: query.data?.pages[0],
    isPending: query.isPending,
    /** What is shown still belongs to the former input. */
    isFormer: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    /** Asks for the next page, once, if there is one. */
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
};
