import { Button, Group, Select } from '@mantine/core';
import { IconArchive, IconTrendingDown } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useNames } from '../../components/names/use-names.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useCatalogueFilters } from './catalogue-filters.ts';

export const FilterBar = ({ searchRef }: { readonly searchRef: Ref<HTMLInputElement> }) => {
  const { text, catalogTypeId, catalogBrandId, lowStock, archived, set } = useCatalogueFilters();
  const types = useNames('type');
  const brands = useNames('brand');
  const choose = { searchable: true, clearable: true, w: 160, nothingFoundMessage: 'None' } as const;
  return (
    <Group role="search" gap="sm" mb="sm" wrap="nowrap">
      <SearchField
        label="Search items"
        flex={1}
        miw={0}
        maxLength={200}
        ref={searchRef}
        value={text}
        onChange={(value) => set({ text: value })}
      />
      <Select
        {...choose}
        aria-label="Type"
        placeholder="All types"
        data={types.options}
        value={catalogTypeId}
        onChange={(value) => set({ catalogTypeId: value })}
      />
      <Select
        {...choose}
        aria-label="Brand"
        placeholder="All brands"
        data={brands.options}
        value={catalogBrandId}
        onChange={(value) => set({ catalogBrandId: value })}
      />
      <Toggle on={lowStock} icon={<IconTrendingDown size={20} />} name="Low stock" set={(on) => set({ lowStock: on })} />
      <Toggle on={archived} icon={<IconArchive size={20} />} name="Archived" set={(on) => set({ archived: on })} />
    </Group>
  );
};

interface ToggleProps {
  readonly on: boolean;
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly set: (on: boolean) => void;
}

const Toggle = ({ on, icon, name, set }: ToggleProps) => (
  <Button
    variant={on ? 'light' : 'default'}
    aria-pressed={on}
    px="sm"
    leftSection={icon}
    className="till-whole"
    onClick={() => set(!on)}
  >
    {name}
  </Button>
);
