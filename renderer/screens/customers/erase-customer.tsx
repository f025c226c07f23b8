import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

export const EraseCustomer = ({ buyer }: { readonly buyer: BuyerView }) => {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconUserOff size={20} />} onClick={open}>
        Erase
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Erase ${buyer.name}?`} size="lg" transitionProps={{ duration: 0 }}>
        <Confirmation buyer={buyer} close={close} />
      </Modal>
    </>
  );
};

const WORD = 'ERASE';

const Confirmation = ({ buyer, close }: { readonly buyer: BuyerView; readonly close: () => void }) => {
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [isMissing, setMissing] = useState(false);
  const erase = useCommand('buyers.eraseBuyer');
  useKeys('Erase the customer', [], { dialog: true });
  const submit = (): void => {
    if (erase.isPending) return;
    const isMeant = typed.trim().toUpperCase() === WORD;
    setMissing(!isMeant);
    if (!isMeant) return;
    erase.mutate(
      { buyerId: buyer.id },
      {
        onSuccess: () => {
          showDone('The customer was erased');
          close();
          navigate('/customers');
        },
        onError: () => signal('error'),
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <div>
          <Text fw={650}>Goes for good, with no way back</Text>
          <List>
            <List.Item>Name, company, contacts, addresses and notes</List.Item>
            <List.Item>Group, tax exemption and account limit</List.Item>
          </List>
        </div>
        <div>
          <Text fw={650}>Stays</Text>
          <List>
            <List.Item>Past sales and their totals, without a name</List.Item>
            <List.Item>Backups made before, until you delete them</List.Item>
            <List.Item>Files that were exported and paper that was printed</List.Item>
          </List>
        </div>
        <TextInput
          label={`Type ${WORD} to confirm`}
          autoComplete="off"
          data-autofocus
          value={typed}
          error={isMissing && `Type the word ${WORD}.`}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setMissing(false);
          }}
        />
        {erase.error && (
          <Alert color="red" role="alert" title="The customer was not erased">
            {errorText(erase.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={erase.isPending}>
            Keep the customer
          </Button>
          <Button type="submit" color="red.9" loading={erase.isPending}>
            Erase for good
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
