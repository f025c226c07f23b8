import { Alert, Button, Group, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Role } from '../../../domain/contract/operation.ts';
import { useIntent } from '../../components/intent.ts';
import { NO_PERSON, PERSON_RULES, PersonFields, type PersonValues } from '../../components/person-fields.tsx';
import { secretErrors } from '../../components/secret-rules.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { RoleChoice } from './role-choice.tsx';

interface Values extends PersonValues {
  readonly role: Role;
}

export const AddUser = ({ close }: { readonly close: () => void }) => {
  const intent = useIntent();
  const register = useCommand('identity.registerUser');
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<Values>({ initialValues: { ...NO_PERSON, role: 'clerk' }, validate: PERSON_RULES });

  const toFirst = (errors: object): void => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
  const submit = form.onSubmit(({ pinAgain: _pinAgain, ...values }) => {
    if (register.isPending) return;
    setFailure(null);
    const person = { ...values, email: values.email.trim() };
    register.mutate(
      { id: intent.idFor(person), ...person },
      {
        onSuccess: ({ name }) => {
          showDone(`${name} can sign in now`);
          close();
        },
        onError: (error) => {
          signal('error');
          const atField = secretErrors(error);
          if (atField) {
            form.setErrors(atField);
            toFirst(atField);
          } else setFailure(errorText(error));
        },
      },
    );
  }, toFirst);

  return (
    <form onSubmit={submit} noValidate className="till-split-form">
      <Stack className="till-split-scroll">
        <Title order={2} size="h3">
          Add a person
        </Title>
        <PersonFields inputProps={form.getInputProps} />
        <RoleChoice {...form.getInputProps('role')} />
        {failure && (
          <Alert color="red" role="alert" title="Nobody was added">
            {failure}
          </Alert>
        )}
      </Stack>
      <Group justify="flex-end" className="till-split-foot">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={register.isPending}>
          Add
        </Button>
      </Group>
    </form>
  );
};
