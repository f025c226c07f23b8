import { Alert, Button, FileButton, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { readBase64 } from '../../components/read-base64.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { many } from './sync-texts.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** Sends what another till exported, from here. */
export const CarryDialog = ({ opened, close }: DialogProps) => (
  <Modal opened={opened} onClose={close} title="Send another till’s queue" size="lg" transitionProps={{ duration: 0 }}>
    <CarryForm close={close} />
  </Modal>
);

/** As base64 it is a third longer, and that is what one call takes. */
const MAX_BYTES = 30_000_000;

const problemOf = (file: File | null): string | null => {
  if (!file) return 'Choose the file that the other till exported.';
  return file.size > MAX_BYTES ? 'The file is larger than 30 MB: no till exports such a queue. Choose another.' : null;
};

const CarryForm = ({ close }: Pick<DialogProps, 'close'>) => {
  const carry = useCommand('sync.carryQueue');
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState<{ readonly file: string | null; readonly passphrase: string | null } | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  useKeys('Send another till’s queue', [], { dialog: true });
  const submit = async (): Promise<void> => {
    if (carry.isPending) return;
    const problems = { file: problemOf(file), passphrase: passphrase === '' ? 'Enter the passphrase of the file.' : null };
    setWrong(problems);
    setUnread(null);
    if (!file || problems.file !== null || problems.passphrase !== null) return;
    let base64: string;
    try {
      base64 = await readBase64(file);
    } catch {
      setUnread('The file cannot be read. Put the stick in again, and choose it anew.');
      return;
    }
    carry.mutate({ base64, passphrase }, { onError: () => signal('error') });
  };
  if (carry.data) {
    const { registerCode, events } = carry.data;
    return (
      <Stack role="status">
        <Text fw={650}>
          {many(events, 'event', 'events')} of register {registerCode} {events === 1 ? 'is' : 'are'} sent from here
        </Text>
        <Text>When that register is back, it finds them sent, and sends none of them twice. Delete the file then.</Text>
        <Group justify="flex-end">
          <Button data-autofocus onClick={close}>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  const failure = unread ?? (carry.error && errorText(carry.error));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        <Text>A till that cannot reach the office exports its queue as a file. Choose that file here.</Text>
        <div>
          <Group gap="sm">
            <FileButton
              onChange={(chosen) => {
                setFile(chosen);
                setWrong(null);
                carry.reset();
              }}
            >
              {(props) => (
                <Button {...props} variant="default" data-autofocus leftSection={<IconFileUpload size={20} aria-hidden="true" />}>
                  Choose a file
                </Button>
              )}
            </FileButton>
            <Text role="status" className="till-sync-quote">
              {file?.name}
            </Text>
          </Group>
          {wrong?.file && (
            <Text role="alert" size="sm" mt={4} c="var(--mantine-color-error)">
              {wrong.file}
            </Text>
          )}
        </div>
        <PasswordInput
          label="Passphrase"
          description="As it was chosen at the other till"
          maxLength={200}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the passphrase', tabIndex: 0 }}
          value={passphrase}
          onChange={({ currentTarget }) => {
            setPassphrase(currentTarget.value);
            setWrong(null);
          }}
          error={wrong?.passphrase}
        />
        {failure && (
          <Alert color="red" role="alert" title="Nothing was taken">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={carry.isPending}>
            Cancel
          </Button>
          <Button type="submit" loading={carry.isPending}>
            Send it from here
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
