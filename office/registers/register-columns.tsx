import { Text } from '@mantine/core';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import { ToneBadge } from '../../renderer/components/tone-badge.tsx';
import type { Column } from '../../renderer/components/virtual-list.tsx';
import type { RegisterView } from '../../sync/hub/office-api.ts';
import { stateOf } from './register-state.ts';

export const RegisterState = ({ register }: { readonly register: RegisterView }) => {
  const { word, tone } = stateOf(register);
  return <ToneBadge tone={tone}>{word}</ToneBadge>;
};

export const REGISTER_COLUMNS: readonly Column<RegisterView>[] = [
  {
    name: 'Register',
    width: 'minmax(0, 1fr)',
    cell: ({ code, storeName }) => (
      <>
        <Text fw={600}>{code}</Text>
        <Text truncate size="sm" c="dimmed" dir="auto" title={storeName}>
          {storeName}
        </Text>
      </>
    ),
  },
  { name: 'State', width: '150px', cell: (register) => <RegisterState register={register} /> },
  {
    name: 'Last seen',
    width: '176px',
    cell: ({ lastSeenAt }) => <Text size="sm">{lastSeenAt === null ? 'never' : formatDateTime(lastSeenAt)}</Text>,
  },
  { name: 'To fetch', width: '72px', align: 'end', cell: ({ lag }) => lag.events.toLocaleString() },
  { name: 'Sent', width: '84px', align: 'end', cell: ({ lastSequence }) => lastSequence.toLocaleString() },
];
