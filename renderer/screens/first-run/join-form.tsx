import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { newId } from '../../../domain/shared/ids.ts';
import { NO_PERSON, PERSON_RULES, PersonFields } from '../../components/person-fields.tsx';
import { CodeHelp, NO_REMOTE, REMOTE_RULES, RemoteFields, toCode } from '../../components/remote-fields.tsx';
import { usePersonRefusal } from '../../components/use-person-refusal.tsx';
import { useCommand } from '../../queries/operations.ts';

/** A further till of a store, or one that takes the place of a lost one. */
export const JoinForm = ({ cancel }: { readonly cancel: () => void }) => {
  const [id] = useState(newId);
  const [, navigate] = useLocation();
  const join = useCommand('sync.joinStore');
  const form = useForm({ initialValues: { ...NO_REMOTE, ...NO_PERSON }, validate: { ...REMOTE_RULES, ...PERSON_RULES } });
  const refusal = usePersonRefusal(form);
  const submit = form.onSubmit(({ url, code, pinAgain: _pinAgain, ...owner }) => {
    if (join.isPending) return;
    refusal.forget();
    join
      .mutateAsync({ url: url.trim(), code: toCode(code), owner: { id, ...owner, email: owner.email.trim() } })
      // The first thing to be seen is how far the store has come over. This form may be gone by then.
      .then(() => navigate('/sync'), refusal.refused);
  }, refusal.toFirst);
  return (
    <form onSubmit={submit} noValidate>
      <Title order={2} size="h4" mb={4}>
        Join a store
      </Title>
      <Text mb="sm">
        The shop’s settings, items, prices and customers come from its hub. A code “in place of a register” rebuilds a till that
        was lost: its sales, numbers and reports come back too.
      </Text>
      <SimpleGrid cols={2} mb="sm">
        <RemoteFields inputProps={form.getInputProps} autoFocus />
      </SimpleGrid>
      <CodeHelp />
      <Title order={2} size="h4" mb={4} mt="lg">
        You, the owner of this computer
      </Title>
      <Text mb="sm" c="dimmed">
        Accounts and PINs stay on each computer: you sign in here with these.
      </Text>
      <PersonFields inputProps={form.getInputProps} />
      <Stack gap="lg" mt="lg">
        {refusal.note('The store was not joined')}
        <Group justify="space-between">
          <Button variant="default" size="lg" onClick={cancel} disabled={join.isPending}>
            Back
          </Button>
          <Button type="submit" size="lg" loading={join.isPending}>
            Join the store
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
