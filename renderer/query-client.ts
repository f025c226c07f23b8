import { QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from './client.ts';
import { invalidateAreas } from './queries/invalidate-areas.ts';
import { transport } from './transport/index.ts';

const SIGN_IN_CODES = new Set(['shared/not-signed-in', 'shared/locked']);

/** Main is next door, not across a network: nothing is retried, nothing grows old, and being offline stops nothing. */
export const queryClient: QueryClient = new QueryClient({
  // The service was restarted, or locked elsewhere: ask again who sits here.
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof CallError && SIGN_IN_CODES.has(error.code)) refreshSession();
    },
  }),
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** What main announces as changed is fetched again where it is shown. */
export const followChanges = (): void => {
  transport.onChanged((areas) => invalidateAreas(queryClient, areas));
};

const refreshSession = (): void => void queryClient.invalidateQueries({ queryKey: ['identity.getSession'] });

/** Another person sits down: nothing that the former one saw is shown for a moment. */
export const forgetShown = (): void =>
  queryClient.removeQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('identity.') });
