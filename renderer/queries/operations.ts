import { keepPreviousData, type UseQueryOptions, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import type { Area } from '../../domain/contract/operation.ts';
import { type CallError, call } from '../client.ts';

/** The areas of the app that a query reads: it is fetched again when main announces one of them. */
const AREAS_OF_MODULE: Readonly<Record<string, readonly Area[]>> = {
  identity: ['session', 'users'],
  catalog: ['catalog', 'stock'],
  imports: ['imports'],
  basket: ['basket'],
  ordering: ['orders'],
  payment: ['till', 'orders'],
  printing: ['printing', 'orders'],
  till: ['till', 'orders'],
};

/** Names alone: a sale does not change them, and counting their items again after each would cost the clerk time. */
const READS_NAMES = new Set(['catalog.getCatalogTypes', 'catalog.getCatalogBrands', 'catalog.getPicture']);

export const readsArea = (operation: string, areas: readonly Area[]): boolean =>
  READS_NAMES.has(operation)
    ? areas.includes('catalog')
    : (AREAS_OF_MODULE[operation.split('.')[0] ?? ''] ?? []).some((area) => areas.includes(area));

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
