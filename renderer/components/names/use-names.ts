import { useMemo } from 'react';
import { call } from '../../client.ts';
import { useOperation } from '../../queries/operations.ts';

/** What items are sorted under, and customers. */
export type NameKind = 'type' | 'brand' | 'group';

export interface NameRow {
  readonly id: string;
  readonly name: string;
  /** How many items or customers are under it. */
  readonly uses: number;
}

/** All names of a kind, in one shape. */
export const useNames = (kind: NameKind) => {
  const types = useOperation('catalog.getCatalogTypes', {}, { enabled: kind === 'type' });
  const brands = useOperation('catalog.getCatalogBrands', {}, { enabled: kind === 'brand' });
  const groups = useOperation('buyers.getBuyerGroups', {}, { enabled: kind === 'group' });
  const { isPending, error, refetch } = { type: types, brand: brands, group: groups }[kind];
  const rows = useMemo<readonly NameRow[]>(() => {
    switch (kind) {
      case 'type':
        return (types.data ?? []).map(({ id, type, items }) => ({ id, name: type, uses: items }));
      case 'brand':
        return (brands.data ?? []).map(({ id, brand, items }) => ({ id, name: brand, uses: items }));
      case 'group':
        return (groups.data ?? []).map(({ id, name, buyers }) => ({ id, name, uses: buyers }));
    }
  }, [kind, types.data, brands.data, groups.data]);
  const options = useMemo(() => rows.map(({ id, name }) => ({ value: id, label: name })), [rows]);
  return { rows, options, isPending, error, retry: () => void refetch() };
};

interface NameCommands {
  create(id: string, name: string): Promise<{ readonly id: string }>;
  rename(id: string, name: string): Promise<unknown>;
  delete(id: string): Promise<{ readonly outcome: 'deleted' | 'archived' }>;
}

const COMMANDS: Readonly<Record<NameKind, NameCommands>> = {
  type: {
    create: (id, type) => call('catalog.createCatalogType', { id, type }),
    rename: (id, type) => call('catalog.updateCatalogType', { id, type }),
    delete: (id) => call('catalog.deleteCatalogType', { id }),
  },
  brand: {
    create: (id, brand) => call('catalog.createCatalogBrand', { id, brand }),
    rename: (id, brand) => call('catalog.updateCatalogBrand', { id, brand }),
    delete: (id) => call('catalog.deleteCatalogBrand', { id }),
  },
  group: {
    create: (id, name) => call('buyers.createBuyerGroup', { id, name }),
    rename: (groupId, name) => call('buyers.updateBuyerGroup', { groupId, name }),
    delete: (groupId) => call('buyers.deleteBuyerGroup', { groupId }),
  },
};

/** @returns the id that the name has from now on: another one where an archived name was taken up again */
export const createName = async (kind: NameKind, id: string, name: string): Promise<string> =>
  (await COMMANDS[kind].create(id, name)).id;

export const renameName = (kind: NameKind, id: string, name: string): Promise<unknown> => COMMANDS[kind].rename(id, name);

export const deleteName = (kind: NameKind, id: string): Promise<{ readonly outcome: 'deleted' | 'archived' }> =>
  COMMANDS[kind].delete(id);
