import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPencil, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import type { UserView } from '../../../domain/contract/identity.ts';
import { formatDay } from '../../components/format-time.ts';
import { SecretsDialog } from '../../components/secrets-dialog.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { useUser } from '../../queries/session.ts';
import { RetireUser } from './retire-user.tsx';
import { ROLE_TEXTS, ROLES_TO_ADD } from './roles.ts';

interface PersonPanelProps {
  readonly user: UserView;
  readonly edit: () => void;
}

/** One person, with what who sits here may do about them. */
export const PersonPanel = ({ user, edit }: PersonPanelProps) => {
  const self = useUser();
  const mayChange = ROLES_TO_ADD[self.role].includes(user.role);
  const isOwn = self.id === user.id;
  const isRetired = user.retiredAt !== null;
  const [isSetting, { open: set, close: endSetting }] = useDisclosure();
  const [isRetiring, { open: retire, close: endRetiring }] = useDisclosure();
  const reinstate = useCommand('identity.reinstateUser');
  const takeBack = (): void => {
    if (reinstate.isPending) return;
    reinstate.mutate({ userId: user.id }, { onSuccess: ({ name }) => showDone(`${name} can sign in again`), onError: showError });
  };
  const mayRetire = mayChange && !isOwn && !isRetired;
  const mayTakeBack = mayChange && isRetired;
  useKeys('Person', [
    { key: 'E', does: 'Edit', run: edit, enabled: mayChange },
    { key: 'P', does: 'New PIN or password', run: set, enabled: mayChange || isOwn },
    { key: 'R', does: 'Retire', run: retire, enabled: mayRetire },
    { key: 'B', does: 'Take back', run: takeBack, enabled: mayTakeBack },
  ]);
  return (
    <>
      <div className="till-split-scroll">
        <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
          <Title order={2} size="h3" dir="auto" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {user.name} {user.lastName}
          </Title>
          {mayChange && (
            <Button
              variant="default"
              leftSection={<IconPencil size={20} />}
              onClick={edit}
              aria-keyshortcuts="E"
              style={{ flexShrink: 0 }}
            >
              Edit
            </Button>
          )}
        </Group>
        <dl className="till-facts">
          <dt>E-mail</dt>
          <dd>{user.email}</dd>
          <dt>Role</dt>
          <dd>
            {ROLE_TEXTS[user.role].word}
            <Text size="sm" c="dimmed">
              {ROLE_TEXTS[user.role].may}
            </Text>
          </dd>
          {user.retiredAt !== null && (
            <>
              <dt>Retired</dt>
              <dd>
                {formatDay(user.retiredAt)}
                <Text size="sm" c="dimmed">
                  Does not sign in or approve any more. Past sales keep the name.
                </Text>
              </dd>
            </>
          )}
        </dl>
        {(mayChange || isOwn) && (
          <Button mt="lg" variant="default" leftSection={<IconKey size={20} />} onClick={set} aria-keyshortcuts="P">
            New PIN or password
          </Button>
        )}
        {!mayChange && !isOwn && (
          <Text mt="md" c="dimmed">
            Only an owner changes managers and owners.
          </Text>
        )}
      </div>
      {(mayRetire || mayTakeBack) && (
        <Group justify="flex-end" className="till-split-foot">
          {mayRetire && (
            <Button variant="default" leftSection={<IconUserOff size={20} />} onClick={retire} aria-keyshortcuts="R">
              Retire
            </Button>
          )}
          {mayTakeBack && (
            <Button
              leftSection={<IconUserCheck size={20} />}
              onClick={takeBack}
              loading={reinstate.isPending}
              aria-keyshortcuts="B"
            >
              Take back
            </Button>
          )}
        </Group>
      )}
      <SecretsDialog user={user} opened={isSetting} close={endSetting} />
      <RetireUser user={user} opened={isRetiring} close={endRetiring} />
    </>
  );
};
