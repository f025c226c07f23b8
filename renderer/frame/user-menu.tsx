import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconChevronDown,
  IconDeviceTv,
  IconKey,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { SecretsDialog } from '../components/secrets-dialog.tsx';
import { showError } from '../components/show-error.ts';
import { useKeys } from '../keys/keys.ts';
import { useCommand } from '../queries/operations.ts';
import { useUser } from '../queries/session.ts';
import { useView } from '../stores/view.ts';
import { transport } from '../transport/index.ts';
import { ColorSchemeItems } from './color-scheme-items.tsx';

export const UserMenu = () => {
  const user = useUser();
  const lock = useCommand('identity.lock');
  const signOut = useCommand('identity.logoutUser');
  const { sounds, setSounds, showKeys } = useView();
  const [isChanging, { open: change, close: endChange }] = useDisclosure();
  const lockNow = (): void => lock.mutate({}, { onError: showError });
  useKeys('Everywhere', [{ key: 'Mod+L', does: 'Lock, or let another clerk sign in', run: lockNow }]);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={18} />}>
            {user.name} {user.lastName}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLock size={20} />} rightSection="Ctrl L" onClick={lockNow}>
            Lock or switch clerk
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={20} />} onClick={() => signOut.mutate({}, { onError: showError })}>
            Sign out
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={20} />} onClick={change}>
            Your PIN and password
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceTv size={20} />} onClick={() => transport.openDisplay().catch(showError)}>
            Customer display
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={20} />} rightSection="?" onClick={() => showKeys(true)}>
            Keys
          </Menu.Item>
          <Menu.Item
            leftSection={sounds ? <IconVolume size={20} /> : <IconVolumeOff size={20} />}
            onClick={() => setSounds(!sounds)}
          >
            {sounds ? 'Turn sounds off' : 'Turn sounds on'}
          </Menu.Item>
          <Menu.Divider />
          <ColorSchemeItems />
        </Menu.Dropdown>
      </Menu>
      <SecretsDialog user={user} opened={isChanging} close={endChange} />
    </>
  );
};
