import { Button, Group, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { newId } from '../../../domain/shared/ids.ts';
import { errorText } from '../../error-texts.ts';
import { signal } from '../../signal.ts';
import { showDone } from '../show-error.ts';
import { createName, type NameKind } from './use-names.ts';

export const AddName = ({ kind }: { readonly kind: NameKind }) => {
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // One id for one name, over retries.
  const intent = useRef({ id: newId(), name: '' });
  const field = useRef<HTMLInputElement>(null);

  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted = name.trim();
    if (!wanted || isBusy) return;
    if (intent.current.name !== wanted) intent.current = { id: newId(), name: wanted };
    setBusy(true);
    try {
      await createName(kind, intent.current.id, wanted);
      intent.current = { id: newId(), name: '' };
      showDone(`${wanted} was added`);
      setName('');
      field.current?.focus();
    } catch (error) {
      signal('error');
      setFailure(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <Group gap="sm" mb="sm" align="flex-start">
        <TextInput
          ref={field}
          aria-label={`Name of a new ${kind}`}
          placeholder={`New ${kind}`}
          maxLength={200}
          autoComplete="off"
          flex={1}
          value={name}
          error={failure}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            setFailure(null);
          }}
        />
        <Button type="submit" leftSection={<IconPlus size={20} />} disabled={name.trim() === ''} loading={isBusy}>
          Add
        </Button>
      </Group>
    </form>
  );
};
