import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { downloadFile } from '../../components/download-file.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { many } from './sync-texts.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** All that waits as one encrypted file, for another till of the store to send. */
export const ExportDialog = ({ opened, close }: DialogProps) => (
  <Modal opened={opened} onClose={close} title="Export the queue" size="lg" transitionProps={{ duration: 0 }}>
    <ExportForm close={close} />
  </Modal>
);

const MIN_LENGTH = 10;
const PASSPHRASE = {
  autoComplete: 'new-password',
  maxLength: 200,
  visibilityToggleButtonProps: { 'aria-label': 'Show or hide the passphrase', tabIndex: 0 },
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);

const ExportForm = ({ close }: Pick<DialogProps, 'close'>) => {
  const exporting = useCommand('sync.exportQueue');
  useKeys('Export the queue', [], { dialog: true });
  const form = useForm({
    initialValues: { passphrase: '', again: '' },
    validate: {
      passphrase: (value) => (value.length >= MIN_LENGTH ? null : `At least ${MIN_LENGTH} characters.`),
      again: (value, { passphrase }) => (value === passphrase ? null : 'The two differ.'),
    },
  });
  const submit = form.onSubmit(({ passphrase }) => {
    if (exporting.isPending) return;
    exporting.mutate(
      { passphrase },
      {
        onSuccess: ({ fileName, base64 }) =>
          downloadFile(fileName, new Blob([bytesOf(base64)], { type: 'application/octet-stream' })),
        onError: () => signal('error'),
      },
    );
  });
  if (exporting.data) {
    const { fileName, events } = exporting.data;
    return (
      <Stack role="status">
        <Text fw={650}>{many(events, 'event is', 'events are')} in the file</Text>
        <Text className="till-sync-quote">{fileName}</Text>
        <Text>
          Copy it onto a stick, and send it from another till of the store: Sync, Send another till’s queue. Everything also stays
          here; the office takes each event once, whichever way it comes.
        </Text>
        <Group justify="flex-end">
          <Button data-autofocus onClick={close}>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text>
          All that waits goes into one encrypted file. It can be sent from another till of the store that has a network.
        </Text>
        <PasswordInput
          label="Passphrase"
          description={`At least ${MIN_LENGTH} characters. It is asked for at the other till; without it nobody reads the file.`}
          data-autofocus
          {...PASSPHRASE}
          {...form.getInputProps('passphrase')}
        />
        <PasswordInput label="Passphrase again" {...PASSPHRASE} {...form.getInputProps('again')} />
        {exporting.error && (
          <Alert color="red" role="alert" title="Nothing was exported">
            {errorText(exporting.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={exporting.isPending}>
            Cancel
          </Button>
          <Button type="submit" loading={exporting.isPending}>
            Export
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
