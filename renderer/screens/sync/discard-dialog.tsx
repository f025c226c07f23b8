import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { QueuedEvent } from '../../../domain/contract/sync.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

interface DiscardDialogProps {
  readonly event: QueuedEvent;
  readonly opened: boolean;
  readonly close: () => void;
  readonly discarded: () => void;
}

export const DiscardDialog = ({ event, opened, close, discarded }: DiscardDialogProps) => (
  <Modal opened={opened} onClose={close} title={`Give ${event.subject} up?`} size="lg" transitionProps={{ duration: 0 }}>
    <DiscardForm event={event} close={close} discarded={discarded} />
  </Modal>
);

const REASONS = ['Entered at the office by hand', 'Was a test'];

const DiscardForm = ({ event, close, discarded }: Omit<DiscardDialogProps, 'opened'>) => {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const discard = useCommand('sync.discard');
  useKeys('Give an event up', [], { dialog: true });
  const submit = (): void => {
    if (discard.isPending) return;
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    discard.mutate(
      { sequence: event.sequence, reason: reason.trim() },
      {
        onSuccess: () => {
          showDone(`${event.subject} is given up`);
          close();
          discarded();
        },
        onError: () => signal('error'),
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit();
      }}
    >
      <Stack>
        <List>
          <List.Item>
            It is never sent: the office does not hear of it
            {event.amount && `, nor of its ${formatMoney(event.amount)}`}.
          </List.Item>
          <List.Item>It stays in the file of this till, and the journal notes who gave it up and why.</List.Item>
          <List.Item>Later events about the same thing are sent then.</List.Item>
        </List>
        <ReasonField
          maxLength={500}
          autoFocus
          choices={REASONS}
          value={reason}
          onChange={(text) => {
            setReason(text);
            setMissing(false);
          }}
          error={isMissing && 'Say why it is given up.'}
        />
        {discard.error && (
          <Alert color="red" role="alert" title="It was not given up">
            {errorText(discard.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={discard.isPending}>
            Keep it
          </Button>
          <Button type="submit" color="red.9" loading={discard.isPending}>
            Give it up
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
