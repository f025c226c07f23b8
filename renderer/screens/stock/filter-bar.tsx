import { Select, Switch } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';
import { useNames } from '../../components/names/use-names.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useStockFilters } from './stock-filters.ts';

interface FilterBarProps {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly toList: () => void;
}

export const FilterBar = ({ searchRef, toList }: FilterBarProps) => {
  const { text, catalogTypeId, lowStock, set } = useStockFilters();
  const types = useNames('type');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    toList();
  };
  return (
    <search className="till-stock-filters">
      <SearchField
        label="Search items"
        maxLength={200}
        ref={searchRef}
        value={text}
        onChange={(value) => set({ text: value })}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="F2 /"
      />
      <Select
        aria-label="Type"
        placeholder="All types"
        searchable
        clearable
        w={180}
        nothingFoundMessage="None"
        data={types.options}
        value={catalogTypeId}
        onChange={(value) => set({ catalogTypeId: value })}
      />
      <Switch
        label="Low only"
        className="till-stock-switch"
        checked={lowStock}
        onChange={({ currentTarget }) => set({ lowStock: currentTarget.checked })}
      />
    </search>
  );
};
