import { Button, Group, Modal, PasswordInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserView } from '../../domain/contract/identity.ts';
import { CallError } from '../client.ts';
import { errorText } from '../error-texts.ts';
import { useKeys } from '../keys/keys.ts';
import { useCommand } from '../queries/operations.ts';
import { useUser } from '../queries/session.ts';
import { useIntent } from './intent.ts';
import { PASSWORD_RULE, PIN_RULE, secretErrors } from './secret-rules.ts';
import { showDone } from './show-error.ts';
import { usePersonRefusal } from './use-person-refusal.tsx';

interface SecretsDialogProps {
  readonly user: UserView;
  readonly opened: boolean;
  readonly close: () => void;
}

/** A new PIN, a new password or both, of oneself or of somebody else. */
export const SecretsDialog = ({ user, opened, close }: SecretsDialogProps) => {
  const isOwn = useUser().id === user.id;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={isOwn ? 'Your PIN and password' : `New PIN or password for ${user.name}`}
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      <SecretsForm user={user} isOwn={isOwn} close={close} />
    </Modal>
  );
};

const NOTHING = { present: '', pin: '', pinAgain: '', password: '', passwordAgain: '' };
type Values = typeof NOTHING;

/** No password is as short as a PIN. */
const presentOf = (secret: string) => (/^\d{1,8}$/.test(secret) ? { pin: secret } : { password: secret });

const fieldErrors = (error: unknown): Record<string, string> | null =>
  error instanceof CallError && ['identity/wrong-credentials', 'identity/too-many-attempts'].includes(error.code)
    ? { present: errorText(error) }
    : secretErrors(error);

const SecretsForm = ({ user, isOwn, close }: Omit<SecretsDialogProps, 'opened'> & { readonly isOwn: boolean }) => {
  const intent = useIntent();
  const setSecrets = useCommand('identity.setSecrets');
  useKeys('PIN and password', [], { dialog: true });
  const form = useForm<Values>({
    initialValues: NOTHING,
    validate: {
      present: (value) => (isOwn && value === '' ? 'Enter your present PIN or password.' : null),
      pin: (value, { password }) => {
        if (value === '') return password === '' ? 'Choose a new PIN, a new password or both.' : null;
        return /^\d{4,8}$/.test(value) ? null : PIN_RULE;
      },
      pinAgain: (value, { pin }) => (value === pin ? null : 'The two PINs differ.'),
      passwordAgain: (value, { password }) => (value === password ? null : 'The two passwords differ.'),
    },
  });
  const refusal = usePersonRefusal(form, fieldErrors);
  const submit = form.onSubmit(({ present, pin, password }) => {
    if (setSecrets.isPending) return;
    refusal.forget();
    const secrets = {
      userId: user.id,
      ...(isOwn ? { present: presentOf(present) } : {}),
      ...(pin === '' ? {} : { pin }),
      ...(password === '' ? {} : { password }),
    };
    setSecrets.mutate(
      { id: intent.idFor(secrets), ...secrets },
      {
        onSuccess: () => {
          showDone(isOwn ? 'Use it from the next sign-in on' : `${user.name} signs in with it from now on`);
          close();
        },
        onError: refusal.refused,
      },
    );
  }, refusal.toFirst);
  const digits = { inputMode: 'numeric', autoComplete: 'off', maxLength: 8 } as const;
  const letters = { autoComplete: 'new-password', maxLength: 256 } as const;
  return (
    <form onSubmit={submit} noValidate data-secret>
      <Stack>
        <Text c="dimmed">What is left empty stays as it is.</Text>
        {isOwn && (
          <PasswordInput
            label="Present PIN or password"
            description="So that nobody changes it for you"
            autoComplete="current-password"
            maxLength={256}
            data-autofocus
            {...form.getInputProps('present')}
          />
        )}
        <SimpleGrid cols={2}>
          <PasswordInput
            label="New PIN"
            description={PIN_RULE}
            {...digits}
            data-autofocus={isOwn ? undefined : true}
            {...form.getInputProps('pin')}
          />
          <PasswordInput label="New PIN again" description="To be sure" {...digits} {...form.getInputProps('pinAgain')} />
          <PasswordInput label="New password" description={PASSWORD_RULE} {...letters} {...form.getInputProps('password')} />
          <PasswordInput
            label="New password again"
            description="To be sure"
            {...letters}
            {...form.getInputProps('passwordAgain')}
          />
        </SimpleGrid>
        {refusal.note('Nothing was changed')}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={setSecrets.isPending}>
            Cancel
          </Button>
          <Button type="submit" loading={setSecrets.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
