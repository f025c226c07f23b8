import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconLock } from '@tabler/icons-react';
import type { SyncState } from '../../../domain/contract/sync.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { ConnectForm } from './connect-form.tsx';
import { many } from './sync-texts.ts';

/** What this register is connected to; the owner connects it and disconnects it. */
export const ConnectionPanel = ({ state }: { readonly state: SyncState }) => {
  const isOwner = useMay('owner');
  return (
    <div className="till-split-scroll">
      {state.remote ? (
        <Connected state={state} remote={state.remote} mayDisconnect={isOwner} />
      ) : isOwner ? (
        <ConnectForm />
      ) : (
        <OwnersConnect />
      )}
    </div>
  );
};

const OwnersConnect = () => (
  <Alert role="note" color="gray" icon={<IconLock aria-hidden="true" />}>
    Only the owner connects a register.
  </Alert>
);

interface ConnectedProps {
  readonly state: SyncState;
  readonly remote: NonNullable<SyncState['remote']>;
  readonly mayDisconnect: boolean;
}

const Connected = ({ state, remote, mayDisconnect }: ConnectedProps) => {
  const unpair = useCommand('sync.unpair');
  const { url, kind, storeName, pairedAt } = remote;
  const name = kind === 'hub' ? storeName : url;
  const disconnect = (): void => {
    modals.openConfirmModal({
      title: `Disconnect from ${name}?`,
      children: (
        <Stack gap="xs">
          <Text>
            {state.waiting === 0
              ? 'Nothing waits now. What is sold from here on stays on this computer until it is connected again.'
              : `${many(state.waiting, 'event that waits stays', 'events that wait stay')} on this computer, and so does what is sold from here on. Once connected again, all of it is sent.`}
          </Text>
          <Text>The token is forgotten. To connect again, the office has to give a new code.</Text>
        </Stack>
      ),
      labels: { confirm: 'Disconnect', cancel: 'Stay connected' },
      confirmProps: { color: 'red.9' },
      onConfirm: () => unpair.mutate({}, { onSuccess: () => showDone('Disconnected; what waits stays'), onError: showError }),
    });
  };
  return (
    <Stack>
      <Title order={2} size="h3" dir="auto">
        {kind === 'hub' ? storeName : 'A receiver of CloudEvents'}
      </Title>
      <dl className="till-facts">
        <dt>Address</dt>
        <dd>{url}</dd>
        <dt>Since</dt>
        <dd>{formatDateTime(pairedAt)}</dd>
        <dt>Direction</dt>
        <dd>
          {kind === 'hub'
            ? 'Sales and changes go there; the catalogue, prices, customers and stock of other tills come back.'
            : 'Everything goes there; nothing comes back.'}
        </dd>
      </dl>
      {mayDisconnect ? (
        <Group>
          <Button variant="default" loading={unpair.isPending} onClick={disconnect}>
            Disconnect
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          Only the owner disconnects it.
        </Text>
      )}
    </Stack>
  );
};
