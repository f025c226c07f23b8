import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { BuyerSummaryView } from '../../../domain/contract/buyers.ts';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { useIntent } from '../intent.ts';
import { showDone } from '../show-error.ts';
import { emailProblem, phoneProblem } from './contact-rules.ts';
import { tellSameContacts } from './tell-same-contacts.tsx';

interface QuickBuyerProps {
  /** What was searched for: a telephone number, an e-mail or a name. */
  readonly typed: string;
  readonly cancel: () => void;
  readonly onCreated: (buyer: BuyerSummaryView) => void;
}

const valuesFrom = (typed: string) => ({
  name: typed && phoneProblem(typed) !== null && !typed.includes('@') ? typed : '',
  phone: phoneProblem(typed) === null ? typed : '',
  email: typed.includes('@') ? typed : '',
});

/** As much of a customer as is asked for while a queue waits; the rest is filled in on the Customers screen. */
export const QuickBuyer = ({ typed, cancel, onCreated }: QuickBuyerProps) => {
  const intent = useIntent();
  const create = useCommand('buyers.createBuyer');
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    initialValues: valuesFrom(typed),
    validate: {
      name: (value) => (value.trim() ? null : 'Enter the name.'),
      phone: (value) => (value.trim() ? phoneProblem(value) : null),
      email: (value) => (value.trim() ? emailProblem(value) : null),
    },
  });

  const submit = form.onSubmit(
    ({ name, phone, email }) => {
      if (create.isPending) return;
      const person = {
        name,
        phones: phone.trim() ? [phone.trim()] : [],
        emails: email.trim() ? [email.trim()] : [],
      };
      create.mutate(
        { id: intent.idFor(person), ...person },
        {
          onSuccess: ({ buyer, sameContacts }) => {
            showDone(`${buyer.name} was created`);
            tellSameContacts(sameContacts);
            onCreated({
              id: buyer.id,
              name: buyer.name,
              company: buyer.company,
              phone: buyer.phones[0] ?? null,
              email: buyer.emails[0] ?? null,
              city: '',
              groupId: null,
              group: null,
              taxExempt: false,
              accountLimit: 0,
            });
          },
          onError: (error) => {
            signal('error');
            setFailure(errorText(error));
          },
        },
      );
    },
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );

  return (
    <form onSubmit={submit} noValidate aria-label="New customer">
      <Stack>
        <TextInput label="Name" required autoFocus autoComplete="off" maxLength={200} {...form.getInputProps('name')} />
        <TextInput label="Telephone" type="tel" autoComplete="off" maxLength={40} {...form.getInputProps('phone')} />
        <TextInput label="E-mail" type="email" autoComplete="off" maxLength={254} {...form.getInputProps('email')} />
        {failure !== null && (
          <Alert color="red" role="alert" title="Nobody was created">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            Back to the search
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
