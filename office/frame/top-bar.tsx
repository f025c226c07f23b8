import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { formatTime } from '../../renderer/components/format-time.ts';
import { showError } from '../../renderer/components/show-error.ts';
import { ToneBadge } from '../../renderer/components/tone-badge.tsx';
import { ColorSchemeItems } from '../../renderer/frame/color-scheme-items.tsx';
import { useKeys } from '../../renderer/keys/keys.ts';
import { useView } from '../../renderer/stores/view.ts';
import { useHub, useOfficeCommand } from '../queries.ts';
import { queryClient } from '../query-client.ts';

export const TopBar = ({ failedSince }: { readonly failedSince: number | null }) => {
  const hub = useHub();
  const signOut = useOfficeCommand('signOut');
  const showKeys = useView((view) => view.showKeys);
  useKeys('Everywhere', [{ key: '?', does: 'Show the keys', run: () => showKeys(true) }]);
  return (
    <section className="till-bar" aria-label="Hub">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <span className="till-brand">Tillwright</span>
        <Text>Office</Text>
        {hub.database === 'embedded' && (
          <ToneBadge tone="waiting">For trying: this database does not survive a power cut</ToneBadge>
        )}
      </Group>
      <Group gap="sm" wrap="nowrap">
        <div role="status">
          {failedSince !== null && (
            <ToneBadge tone="bad">{`The hub does not answer; this is how it was at ${formatTime(failedSince)}`}</ToneBadge>
          )}
        </div>
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={18} />}>
              Menu
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconKeyboard size={20} />} rightSection="?" onClick={() => showKeys(true)}>
              Keys
            </Menu.Item>
            <Menu.Divider />
            <ColorSchemeItems />
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconLogout size={20} />}
              onClick={() => signOut.mutate({}, { onSuccess: () => void queryClient.resetQueries(), onError: showError })}
            >
              Sign out
            </Menu.Item>
            <Menu.Label>Hub {hub.version}</Menu.Label>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </section>
  );
};
