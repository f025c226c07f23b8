import { useMemo } from 'react';
import { call } from '../../../client.ts';
import { useOperation } from '../../../queries/operations.ts';

/** What items are sorted under. */
export type NameKind = 'type' | 'brand';

export interface NameRow {
  readonly id: string;
  readonly name: string;
  readonly items: number;
}

/** All types or all brands, in one shape. */
export const useNames = (kind: NameKind) => {
  const types = useOperation('catalog.getCatalogTypes', {}, { enabled: kind === 'type' });
  const brands = useOperation('catalog.getCatalogBrands', {}, { enabled: kind === 'brand' });
  const { isPending, error, refetch } = kind === 'type' ? types : brands;
  const rows = useMemo<readonly NameRow[]>(
    () =>
      kind === 'type'
        ? (types.data ?? []).map(({ id, type, items }) => ({ id, name: type, items }))
        : (brands.data ?? []).map(({ id, brand, items }) => ({ id, name: brand, items })),
    [kind, types.data, brands.data],
  );
  const options = useMemo(() => rows.map(({ id, name }) => ({ value: id, label: name })), [rows]);
  return { rows, options, isPending, error, retry: () => void refetch() };
};

/** @returns the id that the name has from now on: another one where an archived name was taken up again */
export const createName = async (kind: NameKind, id: string, name: string): Promise<string> =>
  kind === 'type'
    ? (await call('catalog.createCatalogType', { id, type: name })).id
    : (await call('catalog.createCatalogBrand', { id, brand: name })).id;

export const renameName = (kind: NameKind, id: string, name: string): Promise<unknown> =>
  kind === 'type'
    ? call('catalog.updateCatalogType', { id, type: name })
    : call('catalog.updateCatalogBrand', { id, brand: name });

export const deleteName = (kind: NameKind, id: string): Promise<{ readonly outcome: 'deleted' | 'archived' }> =>
  kind === 'type' ? call('catalog.deleteCatalogType', { id }) : call('catalog.deleteCatalogBrand', { id });
