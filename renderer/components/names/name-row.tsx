import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { newId } from '../../../domain/shared/ids.ts';
import { errorText } from '../../error-texts.ts';
import { signal } from '../../signal.ts';
import { showError } from '../show-error.ts';
import { showUndo } from '../show-undo.tsx';
import { createName, deleteName, type NameKind, type NameRow, renameName } from './use-names.ts';

interface NameCellProps {
  readonly kind: NameKind;
  readonly row: NameRow;
  readonly isEdited: boolean;
  readonly close: () => void;
}

export const NameCell = ({ kind, row, isEdited, close }: NameCellProps) =>
  isEdited ? (
    <RenameField kind={kind} row={row} close={close} />
  ) : (
    <Text truncate title={row.name} dir="auto">
      {row.name}
    </Text>
  );

const RenameField = ({ kind, row, close }: Omit<NameCellProps, 'isEdited'>) => {
  const [name, setName] = useState(row.name);
  const [failure, setFailure] = useState<string | null>(null);

  const rename = async (): Promise<void> => {
    const wanted = name.trim();
    if (!wanted) {
      setFailure('Enter a name.');
      return;
    }
    try {
      if (wanted !== row.name) await renameName(kind, row.id, wanted);
      close();
    } catch (error) {
      signal('error');
      setFailure(errorText(error));
    }
  };

  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label={`New name of ${row.name}`}
        aria-description={failure ?? undefined}
        title={failure ?? undefined}
        autoFocus
        maxLength={200}
        autoComplete="off"
        flex={1}
        value={name}
        error={failure !== null}
        onChange={({ currentTarget }) => {
          setName(currentTarget.value);
          setFailure(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void rename();
          if (event.key !== 'Escape') return;
          event.preventDefault();
          close();
        }}
      />
      {failure !== null && (
        <Text c="red" size="sm" role="alert" lineClamp={2} maw={220}>
          {failure}
        </Text>
      )}
      <Button px="md" onClick={() => void rename()}>
        Save
      </Button>
      <Button px="md" variant="default" onClick={close}>
        Cancel
      </Button>
    </Group>
  );
};

interface NameActionsProps {
  readonly kind: NameKind;
  readonly row: NameRow;
  readonly edit: () => void;
}

export const NameActions = ({ kind, row, edit }: NameActionsProps) => {
  const remove = async (): Promise<void> => {
    try {
      const { outcome } = await deleteName(kind, row.id);
      const again = newId();
      // A deleted name is made again; an archived one is taken up again by its name.
      showUndo(outcome === 'deleted' ? `${row.name} was deleted` : `${row.name} is off the list; what has it keeps it`, () =>
        createName(kind, again, row.name),
      );
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button variant="subtle" px="sm" leftSection={<IconPencil size={18} />} aria-label={`Rename ${row.name}`} onClick={edit}>
        Rename
      </Button>
      <Button
        variant="subtle"
        color="red"
        px="sm"
        leftSection={<IconTrash size={18} />}
        aria-label={`Delete ${row.name}`}
        onClick={() => void remove()}
      >
        Delete
      </Button>
    </Group>
  );
};
