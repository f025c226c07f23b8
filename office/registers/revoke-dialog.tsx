import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { showDone } from '../../renderer/components/show-error.ts';
import { errorText } from '../../renderer/error-texts.ts';
import type { RegisterView } from '../../sync/hub/office-api.ts';
import { useOfficeCommand } from '../queries.ts';

interface RevokeDialogProps {
  readonly register: RegisterView;
  readonly close: () => void;
}

export const RevokeDialog = ({ register: { registerId, code, storeName }, close }: RevokeDialogProps) => {
  const revoke = useOfficeCommand('revokeRegister');
  const confirm = (): void =>
    revoke.mutate(
      { registerId },
      {
        onSuccess: () => {
          showDone(`${code} has no access any more`);
          close();
        },
      },
    );
  return (
    <Modal opened onClose={close} title={`Revoke ${code}, ${storeName}?`}>
      <Stack>
        <Text>
          From now on it can send nothing and gets no changes. What it has sent stays here, and what waits on it stays there until
          it is connected again. It goes on selling.
        </Text>
        {revoke.error && (
          <Alert color="red" role="alert" title="It was not revoked">
            {errorText(revoke.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" loading={revoke.isPending} onClick={confirm}>
            Revoke
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
