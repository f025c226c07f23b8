import { Button, Checkbox, NumberInput, Select, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { newId } from '../../../domain/shared/ids.ts';
import { CURRENCIES } from '../../components/currencies.ts';
import { NO_PERSON, PERSON_RULES, PersonFields } from '../../components/person-fields.tsx';
import { usePersonRefusal } from '../../components/use-person-refusal.tsx';
import { useCommand } from '../../queries/operations.ts';

/** Parts per million of one percent. */
const PPM_OF_PERCENT = 10_000;

export const ShopForm = () => {
  const [id] = useState(newId);
  const setUp = useCommand('identity.setUpShop');
  const form = useForm({
    initialValues: {
      shopName: '',
      currency: 'EUR',
      taxPercent: '',
      pricesIncludeTax: true,
      registerCode: 'R1',
      ...NO_PERSON,
    },
    validate: {
      shopName: (value) => (value.trim() ? null : 'Give the shop a name.'),
      currency: (value) => (value ? null : 'Choose the currency.'),
      registerCode: (value) => (/^[A-Za-z0-9]{1,6}$/.test(value.trim()) ? null : 'Up to six letters and digits.'),
      taxPercent: (value) => (value === '' ? 'Enter a rate; 0 for none.' : null),
      ...PERSON_RULES,
    },
  });

  const refusal = usePersonRefusal(form);
  const submit = form.onSubmit(
    ({ shopName, currency, taxPercent, pricesIncludeTax, registerCode, pinAgain: _pinAgain, ...owner }) => {
      refusal.forget();
      setUp.mutate(
        {
          shop: {
            ...{ name: shopName, currency, pricesIncludeTax, registerCode },
            taxRatePpm: Math.round(Number(taxPercent) * PPM_OF_PERCENT),
          },
          owner: { id, ...owner, email: owner.email.trim() },
        },
        {
          onError: refusal.refused,
        },
      );
    },
  );

  return (
    <form onSubmit={submit} noValidate>
      <Title order={2} size="h4" mb="sm">
        Your shop
      </Title>
      <SimpleGrid cols={2} mb="lg">
        <TextInput label="Name of the shop" autoComplete="organization" maxLength={200} {...form.getInputProps('shopName')} />
        <Select label="Currency" data={CURRENCIES} searchable allowDeselect={false} {...form.getInputProps('currency')} />
        <NumberInput
          label="Tax rate"
          description="On everything you sell, in percent"
          suffix=" %"
          min={0}
          max={100}
          decimalScale={4}
          allowNegative={false}
          hideControls
          {...form.getInputProps('taxPercent')}
        />
        <Checkbox mt={36} label="Prices include the tax" {...form.getInputProps('pricesIncludeTax', { type: 'checkbox' })} />
        <TextInput
          label="This till"
          description="Stands before every receipt number; each till of the shop has its own"
          maxLength={6}
          {...form.getInputProps('registerCode')}
        />
      </SimpleGrid>
      <Title order={2} size="h4" mb="sm">
        You, the owner
      </Title>
      <PersonFields inputProps={form.getInputProps} />
      <Stack gap="lg" mt="lg">
        {refusal.note('The shop was not created')}
        <Button type="submit" size="lg" fullWidth loading={setUp.isPending}>
          Create the shop
        </Button>
      </Stack>
    </form>
  );
};
