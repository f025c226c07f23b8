import { Button, Switch } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../components/list-detail.tsx';
import { EmptyState } from '../../components/states.tsx';
import { focusRow } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { AddUser } from './add-user.tsx';
import { EditUser } from './edit-user.tsx';
import { PersonPanel } from './person-panel.tsx';
import { UserList } from './user-list.tsx';

const PERSON_ROUTE = /^\/staff\/(?<id>[0-9a-f-]{36})(?<edit>\/edit)?$/;

export const StaffScreen = () => {
  const [location, navigate] = useLocation();
  const isAdding = location === '/staff/new';
  const { id = null, edit } = PERSON_ROUTE.exec(location)?.groups ?? {};
  const isEditing = edit !== undefined;
  const [showRetired, setShowRetired] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const toList = (): void => focusRow(list.current);
  const back = (): void => navigate(isEditing ? `/staff/${id ?? ''}` : '/staff');
  const add = (): void => navigate('/staff/new');
  useKeys('Staff', [
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    { key: 'N', does: 'Add a person', run: add },
    { key: 'H', does: 'Show those who left, or hide them', run: () => setShowRetired((shown) => !shown) },
    { key: 'Escape', does: isEditing ? 'Leave the form' : 'Back to the list', run: back, enabled: isAdding || id !== null },
  ]);
  return (
    <ListDetail
      title="Staff"
      actions={
        <>
          <Switch
            label="Show retired"
            checked={showRetired}
            onChange={({ currentTarget }) => setShowRetired(currentTarget.checked)}
            aria-keyshortcuts="H"
          />
          {!isAdding && (
            <Button leftSection={<IconUserPlus size={20} />} onClick={add} aria-keyshortcuts="N">
              Add a person
            </Button>
          )}
        </>
      }
      open={isAdding ? 'new' : id}
      back={() => navigate('/staff')}
      list={
        <div ref={list} className="till-split-list">
          <UserList open={id} showRetired={showRetired} />
        </div>
      }
      detailLabel="Person"
      detail={isAdding ? <AddUser close={back} /> : <Person key={id} id={id} isEditing={isEditing} />}
    />
  );
};

const Person = ({ id, isEditing }: { readonly id: string | null; readonly isEditing: boolean }) => {
  const [, navigate] = useLocation();
  const { data } = useOperation('identity.getUsers', {});
  const user = data?.find((one) => one.id === id);
  if (!user) {
    return (
      <EmptyState
        icon={<IconUsers size={40} />}
        title="Everyone has their own PIN"
        hint="Orders and stock movements carry the name of who made them. Add each person who works at this register."
      />
    );
  }
  return isEditing ? (
    <EditUser user={user} close={() => navigate(`/staff/${user.id}`)} />
  ) : (
    <PersonPanel user={user} edit={() => navigate(`/staff/${user.id}/edit`)} />
  );
};
