import { Alert, Button, Checkbox, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { type Money, money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { useNames } from '../../components/names/use-names.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay, useShop } from '../../queries/session.ts';
import { signal } from '../../signal.ts';

/** What the shop grants: group and account by a manager, tax exemption by the limits of the role. */
export const Terms = ({ buyer }: { readonly buyer: BuyerView }) => {
  const { currency } = useShop();
  const [isOpen, { open, close }] = useDisclosure();
  const { group, accountLimit, taxExemption } = buyer;
  return (
    <section aria-label="Terms">
      <Group justify="space-between" mt="md" mb="xs">
        <Title order={3} size="h4">
          Terms
        </Title>
        <Button variant="default" onClick={open}>
          Change terms
        </Button>
      </Group>
      <dl className="till-facts">
        <dt>Group</dt>
        <dd dir="auto">{group ?? 'None'}</dd>
        <dt>Account</dt>
        <dd>{accountLimit === 0 ? 'None' : `Up to ${formatMoney(money(accountLimit, currency))}`}</dd>
        <dt>Tax exempt</dt>
        <dd dir="auto">{taxExemption ? [taxExemption.reason, taxExemption.number].filter(Boolean).join(' · ') : 'No'}</dd>
      </dl>
      <Modal opened={isOpen} onClose={close} title={`Terms of ${buyer.name}`} size="lg" transitionProps={{ duration: 0 }}>
        <TermsForm buyer={buyer} close={close} />
      </Modal>
    </section>
  );
};

interface Values {
  groupId: string | null;
  account: Money | null;
  isExempt: boolean;
  reason: string;
  number: string;
}

const TermsForm = ({ buyer, close }: { readonly buyer: BuyerView; readonly close: () => void }) => {
  const { currency } = useShop();
  const { options } = useNames('group');
  const mayManage = useMay('manager');
  const save = useCommand('buyers.setBuyerTerms');
  const [failure, setFailure] = useState<string | null>(null);
  // As it was when the dialog opened: what someone else changes meanwhile is refused as stale.
  const [{ id, revision, groupId, group, accountLimit, taxExemption }] = useState(buyer);
  useKeys('Terms', [], { dialog: true });
  const form = useForm<Values>({
    initialValues: {
      groupId,
      account: money(accountLimit, currency),
      isExempt: taxExemption !== null,
      reason: taxExemption?.reason ?? '',
      number: taxExemption?.number ?? '',
    },
    validate: {
      account: (value) => (value && value.amount >= 0 ? null : 'Enter an amount; 0 for no account.'),
      reason: (value, { isExempt }) => (isExempt && !value.trim() ? 'Say why no tax is charged.' : null),
    },
  });
  const isListed = groupId === null || options.some(({ value }) => value === groupId);

  const submit = form.onSubmit(
    (values) => {
      if (save.isPending) return;
      setFailure(null);
      save.mutate(
        {
          buyerId: id,
          revision,
          groupId: values.groupId,
          accountLimit: values.account?.amount ?? 0,
          taxExemption: values.isExempt ? { reason: values.reason, number: values.number } : null,
        },
        {
          onSuccess: ({ name }) => {
            showDone(`The terms of ${name} were saved`);
            close();
          },
          onError: (error) => {
            signal('error');
            if (error.code === 'shared/invalid-input' && error.details['path'] === 'taxExemption.number') {
              form.setFieldError('number', 'This does not fit. A card number has no place here.');
              form.getInputNode('number')?.focus();
            } else setFailure(errorText(error));
          },
        },
      );
    },
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SimpleGrid cols={2}>
          <Select
            label="Group"
            placeholder="None"
            clearable
            disabled={!mayManage}
            data-autofocus={mayManage || undefined}
            data={isListed ? options : [...options, { value: groupId, label: `${group ?? ''} (archived)` }]}
            {...form.getInputProps('groupId')}
          />
          <MoneyInput
            label="Account limit"
            description="What may be owed; 0 for no account"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            currency={currency}
            disabled={!mayManage}
            value={form.values.account}
            error={form.errors['account']}
            onChange={(value) => form.setFieldValue('account', value)}
            data-path="account"
          />
        </SimpleGrid>
        <Checkbox
          size="md"
          label="Tax exempt"
          data-autofocus={!mayManage || undefined}
          {...form.getInputProps('isExempt', { type: 'checkbox' })}
        />
        {form.values.isExempt && (
          <SimpleGrid cols={2}>
            <TextInput label="Reason" required maxLength={200} autoComplete="off" {...form.getInputProps('reason')} />
            <TextInput label="Number" maxLength={60} autoComplete="off" {...form.getInputProps('number')} />
          </SimpleGrid>
        )}
        {failure !== null && (
          <Alert color="red" role="alert" title="The terms were not saved">
            <Text>{failure}</Text>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
