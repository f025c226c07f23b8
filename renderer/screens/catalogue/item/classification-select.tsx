import { Select } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../../domain/shared/ids.ts';
import { createName, useNames } from '../../../components/names/use-names.ts';
import { showDone, showError } from '../../../components/show-error.ts';

interface ClassificationSelectProps {
  readonly kind: 'type' | 'brand';
  readonly value: string | null;
  /** The name behind `value`, which may be archived and so in no list. */
  readonly current: { readonly id: string; readonly name: string } | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: React.ReactNode;
}

const CREATE = 'create';

/** Chooses a type or a brand, or creates the one that was typed. */
export const ClassificationSelect = ({ kind, value, current, onChange, error }: ClassificationSelectProps) => {
  const { options } = useNames(kind);
  const [text, setText] = useState('');
  const [made, setMade] = useState<{ readonly value: string; readonly label: string } | null>(null);
  const wanted = text.trim();
  const known = [made, current && { value: current.id, label: `${current.name} (archived)` }].filter(
    (option) => option !== null && !options.some((other) => other.value === option.value),
  );
  const isKnown = options.some(({ label }) => label.toLowerCase() === wanted.toLowerCase());

  const create = async (): Promise<void> => {
    try {
      const id = await createName(kind, newId(), wanted);
      setMade({ value: id, label: wanted });
      onChange(id);
      showDone(`${wanted} was added to the ${kind}s`);
    } catch (failure) {
      showError(failure);
    }
  };

  return (
    <Select
      label={kind === 'type' ? 'Type' : 'Brand'}
      placeholder="Choose or create"
      searchable
      clearable
      maxLength={200}
      nothingFoundMessage="Type a name to create it"
      data={[
        ...options,
        ...known.filter((option) => option !== null),
        ...(wanted && !isKnown ? [{ value: CREATE, label: `Create “${wanted}”` }] : []),
      ]}
      filter={({ options: all, search }) =>
        all.filter(
          (option) =>
            !('group' in option) && (option.value === CREATE || option.label.toLowerCase().includes(search.trim().toLowerCase())),
        )
      }
      searchValue={text}
      onSearchChange={setText}
      value={value}
      onChange={(chosen) => {
        if (chosen === CREATE) void create();
        else onChange(chosen);
      }}
      error={error}
    />
  );
};
