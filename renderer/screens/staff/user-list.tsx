import { Text } from '@mantine/core';
import type { UserView } from '../../../domain/contract/identity.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import { type Column, VirtualList } from '../../components/virtual-list.tsx';
import { useOperation } from '../../queries/operations.ts';
import { useUser } from '../../queries/session.ts';
import { ROLE_TEXTS } from './roles.ts';

const columnsFor = (self: string): readonly Column<UserView>[] => [
  {
    name: 'Name',
    width: 'minmax(0, 1.2fr)',
    cell: ({ id, name, lastName }) => (
      <Text truncate fw={550} title={`${name} ${lastName}`} dir="auto">
        {name} {lastName}
        {id === self && ' (you)'}
      </Text>
    ),
  },
  {
    name: 'E-mail',
    width: 'minmax(0, 1.5fr)',
    cell: ({ email }) => (
      <Text truncate title={email}>
        {email}
      </Text>
    ),
  },
  {
    name: 'Role',
    width: '110px',
    cell: ({ role }) => <ToneBadge tone={ROLE_TEXTS[role].tone}>{ROLE_TEXTS[role].word}</ToneBadge>,
  },
];

/** Never empty: the owner is there from the first run on. */
export const UserList = () => {
  const users = useOperation('identity.getUsers', {});
  const self = useUser();
  if (users.error) return <ErrorState error={users.error} retry={() => void users.refetch()} />;
  if (!users.data) return <LoadingState />;
  return <VirtualList label="Staff" columns={columnsFor(self.id)} rows={users.data} keyOf={({ id }) => id} />;
};
