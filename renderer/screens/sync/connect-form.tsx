import { Alert, Button, PasswordInput, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { addressProblem, CodeHelp, NO_REMOTE, REMOTE_RULES, RemoteFields, toCode } from '../../components/remote-fields.tsx';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

const KINDS = [
  { value: 'hub', label: 'A hub' },
  { value: 'receiver', label: 'Another receiver' },
];

/** Connects a register that sends nowhere yet. */
export const ConnectForm = () => {
  const [kind, setKind] = useState('hub');
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} size="h3">
          Connect this register
        </Title>
        <Text c="dimmed">What was sold until now is sent then, once.</Text>
      </div>
      <SegmentedControl fullWidth aria-label="What it is connected to" data={KINDS} value={kind} onChange={setKind} />
      {kind === 'hub' ? <HubForm /> : <ReceiverForm />}
    </Stack>
  );
};

const HubForm = () => {
  const pair = useCommand('sync.pair');
  const form = useForm({ initialValues: NO_REMOTE, validate: REMOTE_RULES });
  const submit = form.onSubmit(({ url, code }) => {
    if (pair.isPending) return;
    pair.mutate(
      { url: url.trim(), code: toCode(code) },
      {
        onSuccess: ({ remote }) => showDone(remote ? `Connected to ${remote.storeName}` : 'Connected'),
        onError: () => signal('error'),
      },
    );
  });
  return (
    <Sending submit={submit} failure={pair.error} isBusy={pair.isPending}>
      <RemoteFields inputProps={form.getInputProps} />
      <CodeHelp />
    </Sending>
  );
};

const ReceiverForm = () => {
  const set = useCommand('sync.setReceiver');
  const form = useForm({ initialValues: { url: '', token: '' }, validate: { url: addressProblem } });
  const submit = form.onSubmit(({ url, token }) => {
    if (set.isPending) return;
    set.mutate(
      { url: url.trim(), token: token.trim() },
      { onSuccess: () => showDone('Connected'), onError: () => signal('error') },
    );
  });
  return (
    <Sending submit={submit} failure={set.error} isBusy={set.isPending}>
      <Text size="sm">
        Any endpoint that takes CloudEvents, such as the shop’s own bookkeeping. Everything is sent to it; nothing comes back from
        it.
      </Text>
      <TextInput
        label="Address"
        placeholder="https://books.example/events"
        inputMode="url"
        spellCheck={false}
        maxLength={300}
        {...form.getInputProps('url')}
      />
      <PasswordInput
        label="Token"
        description="Sent along as a bearer token; leave it empty where none is asked for"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the token', tabIndex: 0 }}
        maxLength={500}
        {...form.getInputProps('token')}
      />
    </Sending>
  );
};

interface SendingProps {
  readonly submit: (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => void;
  readonly failure: unknown;
  readonly isBusy: boolean;
  readonly children: ReactNode;
}

const Sending = ({ submit, failure, isBusy, children }: SendingProps) => (
  <form noValidate onSubmit={submit}>
    <Stack gap="sm">
      {children}
      {failure !== null && (
        <Alert color="red" role="alert" title="It was not connected">
          {errorText(failure)}
        </Alert>
      )}
      <Button type="submit" loading={isBusy}>
        Connect
      </Button>
    </Stack>
  </form>
);
