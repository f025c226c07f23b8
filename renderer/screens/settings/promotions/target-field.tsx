import { Button, Group, MultiSelect, Pill, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useNames } from '../../../components/names/use-names.ts';
import { SearchField } from '../../../components/search-field.tsx';
import { useOperation } from '../../../queries/operations.ts';
import type { Target } from './promotion-values.ts';

interface TargetFieldProps {
  readonly target: Target;
  readonly onChange: (target: Target) => void;
}

const SHOWN = 6;

/** Which goods: types, brands and single items; none of them: everything. */
export const TargetField = ({ target, onChange }: TargetFieldProps) => {
  const types = useNames('type');
  const brands = useNames('brand');
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), 150);
  const found = useOperation(
    'catalog.getCatalogItems',
    { text: searched, pageSize: SHOWN },
    { enabled: searched !== '', keepPrevious: true },
  );
  const { itemIds, typeIds, brandIds } = target;
  const hits = searched === '' ? [] : (found.data?.items ?? []).filter(({ id }) => !itemIds.includes(id));
  const add = (id: string): void => {
    onChange({ ...target, itemIds: [...itemIds, id] });
    setText('');
  };
  return (
    <Stack gap="xs">
      <Group grow align="flex-start">
        <MultiSelect
          label="Types"
          data={types.options}
          searchable
          clearable
          value={[...typeIds]}
          onChange={(ids) => onChange({ ...target, typeIds: ids })}
        />
        <MultiSelect
          label="Brands"
          data={brands.options}
          searchable
          clearable
          value={[...brandIds]}
          onChange={(ids) => onChange({ ...target, brandIds: ids })}
        />
      </Group>
      <SearchField
        label="Single items"
        labelShown
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return;
          event.preventDefault();
          if (hits[0]) add(hits[0].id);
        }}
      />
      {hits.length > 0 && (
        <Group gap={6} role="group" aria-label="Items found">
          {hits.map(({ id, name }) => (
            <Button key={id} variant="default" size="sm" onClick={() => add(id)}>
              {name}
            </Button>
          ))}
        </Group>
      )}
      {itemIds.length > 0 && (
        <Pill.Group>
          {itemIds.map((id) => (
            <ItemPill key={id} id={id} remove={() => onChange({ ...target, itemIds: itemIds.filter((other) => other !== id) })} />
          ))}
        </Pill.Group>
      )}
      {itemIds.length + typeIds.length + brandIds.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing chosen: it is for everything.
        </Text>
      )}
    </Stack>
  );
};

const ItemPill = ({ id, remove }: { readonly id: string; readonly remove: () => void }) => {
  const item = useOperation('catalog.getCatalogItemById', { id });
  const name = item.data?.name ?? '…';
  return (
    <Pill
      size="lg"
      withRemoveButton
      removeButtonProps={{ 'aria-label': `Take ${name} out`, 'aria-hidden': false, tabIndex: 0 }}
      onRemove={remove}
    >
      {name}
    </Pill>
  );
};
