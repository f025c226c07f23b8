import { Button } from '@mantine/core';
import { IconCashRegister, IconPlugConnected } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../renderer/components/list-detail.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { focusRow, VirtualList } from '../../renderer/components/virtual-list.tsx';
import { useKeys } from '../../renderer/keys/keys.ts';
import { useOffice } from '../queries.ts';
import { ConnectDialog } from './connect-dialog.tsx';
import { REGISTER_COLUMNS } from './register-columns.tsx';
import { RegisterPanel } from './register-panel.tsx';

const openIn = (location: string): string | null => /^\/registers\/([0-9a-f-]{36})$/.exec(location)?.[1] ?? null;
const replacedIn = (location: string): string | null => /^\/registers\/connect\/([0-9a-f-]{36})$/.exec(location)?.[1] ?? null;

export const RegistersScreen = () => {
  const [location, navigate] = useLocation();
  const registers = useOffice('getRegisters', {});
  const open = openIn(location);
  const replaced = replacedIn(location);
  const opened = registers.data?.find(({ registerId }) => registerId === open);
  const isConnecting = location.startsWith('/registers/connect');
  const back = (): void => navigate('/registers');
  const connect = (): void => navigate('/registers/connect');
  useKeys('Registers', [
    { key: 'N', does: 'Connect a register', run: connect },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: () => focusRow(document) },
    { key: 'Escape', does: 'Back to the list', run: back, enabled: open !== null },
  ]);
  return (
    <>
      <ListDetail
        title="Registers"
        open={open}
        back={back}
        actions={
          <Button leftSection={<IconPlugConnected size={20} />} aria-keyshortcuts="N" onClick={connect}>
            Connect a register
          </Button>
        }
        list={<RegisterList selected={open} />}
        detailLabel="Register"
        detail={
          opened ? (
            <RegisterPanel key={opened.registerId} register={opened} />
          ) : (
            <EmptyState
              icon={<IconCashRegister size={40} />}
              title="No register chosen"
              hint="Choose one from the list to replace it or to take its access away."
            />
          )
        }
      />
      {isConnecting && <ConnectDialog replaced={replaced} close={back} />}
    </>
  );
};

const RegisterList = ({ selected }: { readonly selected: string | null }) => {
  const [, navigate] = useLocation();
  const registers = useOffice('getRegisters', {});
  if (!registers.data) {
    return registers.error ? <ErrorState error={registers.error} retry={() => void registers.refetch()} /> : <LoadingState />;
  }
  if (registers.data.length === 0) {
    return (
      <EmptyState
        icon={<IconCashRegister size={40} />}
        title="No register yet"
        hint="Make a code here, then enter it on the till: Sync, Connect."
      >
        <Button onClick={() => navigate('/registers/connect')}>Connect a register</Button>
      </EmptyState>
    );
  }
  return (
    <VirtualList
      label="Registers"
      columns={REGISTER_COLUMNS}
      rows={registers.data}
      keyOf={({ registerId }) => registerId}
      nameOf={({ code, storeName }) => `${code}, ${storeName}`}
      rowHeight={60}
      selected={selected}
      onOpen={({ registerId }) => navigate(`/registers/${registerId}`)}
    />
  );
};
