import { Button, Group, SimpleGrid, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UserView } from '../../../domain/contract/identity.ts';
import { changedFields } from '../../components/changed-fields.ts';
import { NameFields, PERSON_RULES } from '../../components/person-fields.tsx';
import { showDone } from '../../components/show-error.ts';
import { useLeaveGuard } from '../../components/use-leave-guard.tsx';
import { usePersonRefusal } from '../../components/use-person-refusal.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { RoleChoice } from './role-choice.tsx';

const FIELDS = ['name', 'lastName', 'email', 'role'] as const;
type Values = Pick<UserView, (typeof FIELDS)[number]>;

/** An address is longer than half the form. */
const OF_FIELD = { name: { autoFocus: true }, lastName: {}, email: { style: { gridColumn: '1 / -1' } } } as const;

const valuesOf = ({ name, lastName, email, role }: UserView): Values => ({ name, lastName, email, role });

export const EditUser = ({ user, close }: { readonly user: UserView; readonly close: () => void }) => {
  const update = useCommand('identity.updateUser');
  const { name, email } = PERSON_RULES;
  const form = useForm<Values>({ initialValues: valuesOf(user), validate: { name, email } });
  useLeaveGuard(form.isDirty, 'person');

  const refusal = usePersonRefusal(form);
  const save = form.onSubmit((values) => {
    if (update.isPending) return;
    refusal.forget();
    const now: Values = { ...values, name: values.name.trim(), lastName: values.lastName.trim(), email: values.email.trim() };
    // What somebody else changed meanwhile stays.
    const changes = Object.fromEntries(changedFields(FIELDS, form.getInitialValues(), now).map((field) => [field, now[field]]));
    update.mutate(
      { userId: user.id, ...changes },
      {
        onSuccess: (saved) => {
          form.resetDirty(form.getValues());
          showDone(`${saved.name} was saved`);
          close();
        },
        onError: refusal.refused,
      },
    );
  }, refusal.toFirst);
  useKeys('Edit a person', [{ key: 'Mod+S', does: 'Save', run: () => save() }]);

  return (
    <form onSubmit={save} noValidate className="till-split-form">
      <Stack className="till-split-scroll">
        <Title order={2} size="h3">
          Edit {user.name}
        </Title>
        <SimpleGrid cols={2}>
          <NameFields inputProps={(field) => ({ ...form.getInputProps(field), ...OF_FIELD[field] })} />
        </SimpleGrid>
        <RoleChoice {...form.getInputProps('role')} />
        {refusal.note('Nothing was saved')}
      </Stack>
      <Group justify="flex-end" className="till-split-foot">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={update.isPending} aria-keyshortcuts="Control+S">
          Save
        </Button>
      </Group>
    </form>
  );
};
