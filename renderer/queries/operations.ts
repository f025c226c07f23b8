import { keepPreviousData, type UseQueryOptions, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import { type CallError, call } from '../client.ts';

/** What a query of the contract gives, cached under its name and input. */
export const useOperation = <N extends OperationName>(
  operation: N,
  input: RequestOf<N>,
  options: { enabled?: boolean; refetchInterval?: number | false; keepPrevious?: boolean } = {},
): UseQueryResult<OutputOf<N>, CallError> =>
  useQuery<OutputOf<N>, CallError>({
    queryKey: [operation, input],
    queryFn: () => call(operation, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchInterval ?? false,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  } as UseQueryOptions<OutputOf<N>, CallError>);

/** A command of the contract. Main announces what it changed, so nothing is invalidated here. */
export const useCommand = <N extends OperationName>(operation: N) =>
  useMutation<OutputOf<N>, CallError, RequestOf<N>>({ mutationFn: (input) => call(operation, input) });
