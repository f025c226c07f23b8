import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { DoubleReturnView } from '../../../domain/contract/returns.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';

/** Receipts whose goods came back at two tills that had not met: a manager says what came of each. */
export const DoubleReturns = () => {
  const found = useOperation('returns.getDoubleReturns', {});
  const [open, setOpen] = useState<DoubleReturnView | null>(null);
  if (!found.data || found.data.length === 0) return null;
  return (
    <>
      <Alert
        color="orange"
        mb="md"
        icon={<IconAlertTriangle />}
        title={found.data.length === 1 ? 'Something came back twice' : `${found.data.length} things came back twice`}
      >
        <Stack gap="xs">
          {found.data.map((one) => (
            <Group key={one.itemId} justify="space-between">
              <Text>
                {one.productName || 'Goods'} of receipt {one.soldOn}: {one.back.reduce((sum, { units }) => sum + units, 0)} came
                back, {one.sold} {one.sold === 1 ? 'was' : 'were'} sold
              </Text>
              <Button variant="default" onClick={() => setOpen(one)}>
                Look into it
              </Button>
            </Group>
          ))}
        </Stack>
      </Alert>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={open ? `Receipt ${open.soldOn}` : ''}
        transitionProps={{ duration: 0 }}
      >
        {open && <Resolve one={open} close={() => setOpen(null)} />}
      </Modal>
    </>
  );
};

const Resolve = ({ one, close }: { readonly one: DoubleReturnView; readonly close: () => void }) => {
  const resolve = useCommand('returns.resolveDoubleReturn');
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  useKeys('Double return', [], { dialog: true });
  const done = (): void => {
    showDone('Noted');
    close();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(note.trim() === '');
        if (note.trim() !== '') resolve.mutate({ itemId: one.itemId, note }, { onSuccess: done, onError: showError });
      }}
    >
      <Stack>
        <ul className="till-lines" aria-label="Came back">
          {one.back.map(({ receiptNumber, units, at }) => (
            <li key={receiptNumber}>
              <Text fw={550}>
                {units} on receipt {receiptNumber}
              </Text>
              <Text size="sm" c="dimmed">
                {formatDateTime(at)}
              </Text>
            </li>
          ))}
        </ul>
        {one.worth.amount !== 0 && <Text>This till gave {formatMoney(one.worth)} back for it.</Text>}
        <TextInput
          label="What came of it"
          maxLength={500}
          data-autofocus
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          error={isMissing && 'Say what came of it.'}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Later
          </Button>
          <Button type="submit" loading={resolve.isPending}>
            It is settled
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
