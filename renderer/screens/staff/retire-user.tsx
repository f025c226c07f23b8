import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core';
import type { UserView } from '../../../domain/contract/identity.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

interface RetireUserProps {
  readonly user: UserView;
  readonly opened: boolean;
  readonly close: () => void;
}

export const RetireUser = ({ user, opened, close }: RetireUserProps) => (
  <Modal opened={opened} onClose={close} title={`Retire ${user.name}?`} size="lg" transitionProps={{ duration: 0 }}>
    <Confirmation user={user} close={close} />
  </Modal>
);

const Confirmation = ({ user, close }: Omit<RetireUserProps, 'opened'>) => {
  const retire = useCommand('identity.retireUser');
  useKeys('Retire a person', [], { dialog: true });
  const confirm = (): void =>
    retire.mutate(
      { userId: user.id },
      {
        onSuccess: () => {
          showDone(`${user.name} signs in no more`);
          close();
        },
        onError: () => signal('error'),
      },
    );
  return (
    <Stack>
      <List spacing="xs">
        <List.Item>{user.name} is signed out at once and cannot sign in or approve any more.</List.Item>
        <List.Item>Goods in an open basket are parked, for anybody to take up.</List.Item>
        <List.Item>Past sales and the journal keep the name. You can take {user.name} back later.</List.Item>
      </List>
      {retire.error && (
        <Alert color="red" role="alert" title={`${user.name} was not retired`}>
          {errorText(retire.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} disabled={retire.isPending} data-autofocus>
          Cancel
        </Button>
        <Button color="red.9" onClick={confirm} loading={retire.isPending}>
          Retire
        </Button>
      </Group>
    </Stack>
  );
};
