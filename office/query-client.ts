import { QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from '../renderer/call-error.ts';

export const isSignedOut = (error: unknown): boolean => error instanceof CallError && error.code === 'shared/not-signed-in';

export const queryClient: QueryClient = new QueryClient({
  // The session ended: the question who sits here is asked again, and the gate closes.
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (isSignedOut(error) && queryKey[0] !== 'getHub') void queryClient.invalidateQueries({ queryKey: ['getHub'] });
    },
  }),
  // Every question is asked again soon, so a failed one is not repeated before.
  defaultOptions: { queries: { networkMode: 'always', retry: false }, mutations: { networkMode: 'always', retry: false } },
});
