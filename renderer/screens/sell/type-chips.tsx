import { Chip } from '@mantine/core';
import { useOperation } from '../../queries/operations.ts';

interface TypeChipsProps {
  readonly value: string;
  readonly onChange: (typeId: string) => void;
}

/** The value of the chip that filters nothing. */
export const ALL_TYPES = '';

export const TypeChips = ({ value, onChange }: TypeChipsProps) => {
  const types = useOperation('catalog.getCatalogTypes', {});
  const used = types.data?.filter(({ items }) => items > 0) ?? [];
  if (used.length === 0) return null;
  return (
    <Chip.Group value={value} onChange={(chosen) => onChange(chosen)}>
      <div className="till-chips" role="radiogroup" aria-label="Type">
        <Chip value={ALL_TYPES} size="md">
          All
        </Chip>
        {used.map(({ id, type }) => (
          <Chip key={id} value={id} size="md">
            {type}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  );
};
