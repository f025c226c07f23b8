import { Button, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useLocation } from 'wouter';
import { emailProblem, phoneProblem } from '../../components/buyers/contact-rules.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useLeaveGuard } from '../../components/use-leave-guard.tsx';
import { useKeys } from '../../keys/keys.ts';
import { AddressFields } from './address-fields.tsx';
import { ContactLines } from './contact-lines.tsx';
import { type CustomerValues, FIELD_NAMES } from './customer-values.ts';
import { type CustomerFormApi, toFirstError } from './use-customer-form.ts';

interface CustomerFormProps {
  readonly title: string;
  readonly form: CustomerFormApi;
  /** Where Escape leads. */
  readonly parent: string;
  readonly isNew?: boolean;
  readonly isSaving: boolean;
  readonly save: (values: CustomerValues) => void;
  /** What to know before going on. */
  readonly notice?: ReactNode;
}

export const CustomerForm = ({ title, form, parent, isNew = false, isSaving, save, notice }: CustomerFormProps) => {
  const [, navigate] = useLocation();
  const element = useRef<HTMLFormElement>(null);
  const back = (): void => navigate(parent);
  useLeaveGuard(form.isDirty, 'customer');
  useKeys('Customer', [
    { key: 'Mod+S', does: 'Save', run: () => element.current?.requestSubmit() },
    { key: 'Escape', does: 'Back without saving', run: back },
  ]);
  const submit = form.onSubmit(save, (errors) => toFirstError(form, errors));
  const lines = (field: 'phones' | 'emails') => ({
    field,
    label: FIELD_NAMES[field],
    values: form.values[field],
    onChange: (values: string[]) => form.setFieldValue(field, values),
    error: form.errors[field],
  });
  return (
    <div className="till-screen">
      <form ref={element} className="till-split-form" onSubmit={submit} noValidate>
        <PageHeader title={title}>
          <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
            {isNew ? 'Customers' : 'Back'}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={20} />}
            disabled={!form.isDirty()}
            onClick={() => form.reset()}
          >
            Undo changes
          </Button>
          <Button
            type="submit"
            leftSection={<IconDeviceFloppy size={20} />}
            loading={isSaving}
            aria-keyshortcuts="Control+S Meta+S"
          >
            Save
          </Button>
        </PageHeader>
        {notice}
        <div className="till-customer-form">
          <Stack className="till-panel" gap="md" p="md">
            <TextInput
              label={FIELD_NAMES.name}
              required
              autoFocus={isNew}
              autoComplete="off"
              maxLength={200}
              {...form.getInputProps('name')}
            />
            <SimpleGrid cols={2}>
              <TextInput label={FIELD_NAMES.company} autoComplete="off" maxLength={200} {...form.getInputProps('company')} />
              <TextInput
                label={FIELD_NAMES.contactPerson}
                autoComplete="off"
                maxLength={200}
                {...form.getInputProps('contactPerson')}
              />
            </SimpleGrid>
            <SimpleGrid cols={2}>
              <ContactLines type="tel" maxLength={40} problem={phoneProblem} {...lines('phones')} />
              <ContactLines type="email" maxLength={254} problem={emailProblem} {...lines('emails')} />
            </SimpleGrid>
          </Stack>
          <AddressFields values={form.values.addresses} onChange={(addresses) => form.setFieldValue('addresses', addresses)} />
        </div>
      </form>
    </div>
  );
};
