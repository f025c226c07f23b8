import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../components/list-detail.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { AddUser } from './add-user.tsx';
import { UserList } from './user-list.tsx';

export const StaffScreen = () => {
  const [location, navigate] = useLocation();
  const isAdding = location === '/staff/new';
  const back = (): void => navigate('/staff');
  const add = (): void => navigate('/staff/new');
  useKeys('Staff', [
    { key: 'N', does: 'Add a person', run: add },
    { key: 'Escape', does: 'Back to the list', run: back, enabled: isAdding },
  ]);
  return (
    <ListDetail
      title="Staff"
      actions={
        !isAdding && (
          <Button leftSection={<IconUserPlus size={20} />} onClick={add} aria-keyshortcuts="N">
            Add a person
          </Button>
        )
      }
      open={isAdding ? 'new' : null}
      back={back}
      list={<UserList />}
      detailLabel="Person"
      detail={
        isAdding ? (
          <AddUser close={back} />
        ) : (
          <EmptyState
            icon={<IconUsers size={40} />}
            title="Everyone has their own PIN"
            hint="Orders and stock movements carry the name of who made them. Add each person who works at this register."
          />
        )
      }
    />
  );
};
