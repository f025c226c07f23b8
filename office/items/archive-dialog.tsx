import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { showDone } from '../../renderer/components/show-error.ts';
import { errorText } from '../../renderer/error-texts.ts';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { useOfficeCommand } from '../queries.ts';

interface ArchiveDialogProps {
  readonly item: OfficeItem;
  readonly close: () => void;
}

/** Takes an item off the shelves of all stores, or puts it back. */
export const ArchiveDialog = ({ item: { id, name, archived, revision }, close }: ArchiveDialogProps) => {
  const edit = useOfficeCommand('editItem');
  const confirm = (): void =>
    edit.mutate(
      { itemId: id, revision, set: { archived: !archived } },
      {
        onSuccess: () => {
          showDone(archived ? `${name} is back in all stores` : `${name} is archived in all stores`);
          close();
        },
      },
    );
  return (
    <Modal opened onClose={close} title={archived ? `Restore ${name}?` : `Archive ${name}?`}>
      <Stack>
        <Text>
          {archived
            ? 'All stores that had it sell it again.'
            : 'No store sells it or finds it when it is scanned any more. Its past sales are kept, and it can be restored.'}
        </Text>
        {edit.error && (
          <Alert color="red" role="alert" title="Nothing was changed">
            {errorText(edit.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button loading={edit.isPending} onClick={confirm}>
            {archived ? 'Restore in all stores' : 'Archive in all stores'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
