import { Select, Text } from '@mantine/core';
import { IMPORT_FIELDS, type ImportState } from '../../../../domain/contract/imports.ts';
import { FIELD_TEXTS } from './import-texts.ts';

type Mapping = ImportState['mapping'];

interface MappingTableProps {
  readonly columns: ImportState['columns'];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

const MEANINGS = IMPORT_FIELDS.map((field) => ({ value: field, label: FIELD_TEXTS[field] }));

export const MappingTable = ({ columns, mapping, onChange }: MappingTableProps) => {
  /** A meaning that another column had moves here: no two columns mean the same. */
  const give = (at: number, meaning: Mapping[number]): void =>
    onChange(columns.map((_, index) => (index === at ? meaning : mapping[index] === meaning ? null : (mapping[index] ?? null))));
  const missing = (['name', 'price'] as const).filter((field) => !mapping.includes(field));
  return (
    <div className="till-panel till-import-columns">
      {missing.length > 0 && (
        <Text role="alert" p="sm" px="md" c="var(--mantine-color-error)">
          Choose the column of the {missing.map((field) => FIELD_TEXTS[field].toLowerCase()).join(' and of the ')}.
        </Text>
      )}
      {columns.map(({ name, samples }, index) => (
        // Two columns of a file may have one name.
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file never move
        <div key={index} className="till-import-column">
          <div>
            <Text fw={550} truncate title={name}>
              {name || `Column ${index + 1}`}
            </Text>
            <Text size="sm" c="dimmed" truncate title={samples.join('\n')}>
              {samples.join(' · ')}
            </Text>
          </div>
          <Select
            aria-label={`Meaning of ${name || `column ${index + 1}`}`}
            data={MEANINGS}
            clearable
            placeholder="Leave out"
            value={mapping[index] ?? null}
            onChange={(value) => give(index, IMPORT_FIELDS.find((field) => field === value) ?? null)}
          />
        </div>
      ))}
    </div>
  );
};
