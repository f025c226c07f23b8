import { Button, Group, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Role } from '../../../domain/contract/operation.ts';
import { useIntent } from '../../components/intent.ts';
import { NO_PERSON, PERSON_RULES, PersonFields, type PersonValues } from '../../components/person-fields.tsx';
import { showDone } from '../../components/show-error.ts';
import { usePersonRefusal } from '../../components/use-person-refusal.tsx';
import { useCommand } from '../../queries/operations.ts';
import { RoleChoice } from './role-choice.tsx';

interface Values extends PersonValues {
  readonly role: Role;
}

export const AddUser = ({ close }: { readonly close: () => void }) => {
  const intent = useIntent();
  const register = useCommand('identity.registerUser');
  const form = useForm<Values>({ initialValues: { ...NO_PERSON, role: 'clerk' }, validate: PERSON_RULES });

  const refusal = usePersonRefusal(form);
  const submit = form.onSubmit(({ pinAgain: _pinAgain, ...values }) => {
    if (register.isPending) return;
    refusal.forget();
    const person = { ...values, email: values.email.trim() };
    register.mutate(
      { id: intent.idFor(person), ...person },
      {
        onSuccess: ({ name }) => {
          showDone(`${name} can sign in now`);
          close();
        },
        onError: refusal.refused,
      },
    );
  }, refusal.toFirst);

  return (
    <form onSubmit={submit} noValidate className="till-split-form">
      <Stack className="till-split-scroll">
        <Title order={2} size="h3">
          Add a person
        </Title>
        <PersonFields inputProps={form.getInputProps} />
        <RoleChoice {...form.getInputProps('role')} />
        {refusal.note('Nobody was added')}
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
