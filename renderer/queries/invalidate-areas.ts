import type { Query, QueryClient } from '@tanstack/react-query';
import type { Area } from '../../domain/contract/operation.ts';

/** The areas of the app that a query reads: it is fetched again when main announces one of them. */
const AREAS_OF_MODULE: Readonly<Record<string, readonly Area[]>> = {
  identity: ['session', 'users'],
  catalog: ['catalog', 'stock'],
  imports: ['imports'],
  basket: ['basket'],
  ordering: ['orders'],
  payment: ['till', 'orders'],
  pricing: ['pricing'],
  buyers: ['buyers'],
  printing: ['printing', 'orders'],
  shifts: ['shift', 'orders', 'till', 'printing', 'session'],
  journal: ['orders', 'session', 'users', 'till', 'pricing', 'shift'],
  till: ['till', 'orders', 'shift'],
  // A sale waits to be sent from the moment it is confirmed.
  sync: ['sync', 'orders'],
};

/** Where one operation reads less than its module, or more. */
const AREAS_OF_OPERATION: Readonly<Record<string, readonly Area[]>> = {
  // Names alone: a sale does not change them, and counting their items again after each would cost the clerk time.
  'catalog.getCatalogTypes': ['catalog'],
  'catalog.getCatalogBrands': ['catalog'],
  'catalog.getPicture': ['catalog'],
  'till.getDisplay': ['basket', 'orders', 'session'],
  'buyers.getAccount': ['buyers', 'orders'],
  'buyers.getStatement': ['buyers', 'orders'],
  'sync.getOversold': ['sync', 'stock'],
};

const readsArea = (operation: string, areas: readonly Area[]): boolean =>
  (AREAS_OF_OPERATION[operation] ?? AREAS_OF_MODULE[operation.split('.')[0] ?? ''] ?? []).some((area) => areas.includes(area));

/**
 * What reads these areas is fetched again where it is shown, and marked as old where it is not. A first fetch that is under way, or one that
 * nobody watches any more, would swallow that: its answer may be from before the change, and would count as new. So it is
 * marked once more when it has ended.
 */
export const invalidateAreas = (client: QueryClient, areas: readonly Area[]): void => {
  const predicate = ({ queryKey }: Query): boolean => readsArea(String(queryKey[0]), areas);
  const swallowing = client
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined || !query.isActive());
  void client.invalidateQueries({ predicate });
  for (const query of swallowing) {
    const again = (): void => void client.invalidateQueries({ predicate: (other) => other === query });
    void query.promise?.then(again, again);
  }
};
