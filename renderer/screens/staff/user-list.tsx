import { Text } from '@mantine/core';
import { useLocation } from 'wouter';
import type { UserView } from '../../../domain/contract/identity.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import { type Column, VirtualList } from '../../components/virtual-list.tsx';
import { useOperation } from '../../queries/operations.ts';
import { useUser } from '../../queries/session.ts';
import { ROLE_TEXTS } from './roles.ts';

const nameOf = ({ name, lastName }: UserView): string => `${name} ${lastName}`.trim();

const columnsFor = (self: string): readonly Column<UserView>[] => [
  {
    name: 'Name',
    width: 'minmax(0, 1.2fr)',
    cell: ({ id, name, lastName }) => (
      <Text truncate fw={550} title={`${name} ${lastName}`.trim()} dir="auto">
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
    width: '150px',
    cell: ({ role, retiredAt }) =>
      retiredAt === null ? (
        <ToneBadge tone={ROLE_TEXTS[role].tone}>{ROLE_TEXTS[role].word}</ToneBadge>
      ) : (
        <ToneBadge tone="quiet">{`Retired ${ROLE_TEXTS[role].word.toLowerCase()}`}</ToneBadge>
      ),
  },
];

interface UserListProps {
  readonly open: string | null;
  readonly showRetired: boolean;
}

/** Never empty: the owner is there from the first run on. */
export const UserList = ({ open, showRetired }: UserListProps) => {
  const [, navigate] = useLocation();
  const users = useOperation('identity.getUsers', {});
  const self = useUser();
  if (users.error) return <ErrorState error={users.error} retry={() => void users.refetch()} />;
  if (!users.data) return <LoadingState />;
  return (
    <VirtualList
      label="Staff"
      columns={columnsFor(self.id)}
      rows={users.data.filter(({ retiredAt }) => showRetired || retiredAt === null)}
      keyOf={({ id }) => id}
      nameOf={nameOf}
      selected={open}
      onOpen={({ id }) => navigate(`/staff/${id}`)}
    />
  );
};
