import { QueryClient } from '@tanstack/react-query';
import { readsArea } from './queries/operations.ts';
import { transport } from './transport/index.ts';

/** Main is next door, not across a network: nothing is retried, nothing grows old, and being offline stops nothing. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What main announces as changed is fetched again where it is shown. */
export const followChanges = (): void => {
  transport.onChanged((areas) => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => readsArea(String(queryKey[0]), areas) });
  });
};
