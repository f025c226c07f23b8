import { Autocomplete, Button, Group, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { AddressView } from '../../../domain/contract/buyers.ts';
import { NO_ADDRESS } from './customer-values.ts';

interface AddressFieldsProps {
  readonly values: readonly AddressView[];
  readonly onChange: (addresses: AddressView[]) => void;
}

const MOST = 8;
const LABELS = ['Home', 'Work', 'Delivery', 'Invoices'];

/** The addresses of a customer, each under the name that the customer has for it. */
export const AddressFields = ({ values, onChange }: AddressFieldsProps) => (
  <Stack gap="md">
    {values.map((address, at) => (
      <Address
        // biome-ignore lint/suspicious/noArrayIndexKey: an address is nothing but its place and its contents
        key={at}
        name={at === 0 ? 'Address' : `Address ${at + 1}`}
        value={address}
        onChange={(changed) => onChange(values.map((other, index) => (index === at ? changed : other)))}
        {...(values.length > 1 && { remove: () => onChange(values.filter((_address, index) => index !== at)) })}
      />
    ))}
    {values.length < MOST && (
      <Button
        variant="default"
        className="till-customer-add"
        leftSection={<IconPlus size={18} />}
        onClick={() => onChange([...values, NO_ADDRESS])}
      >
        Another address
      </Button>
    )}
  </Stack>
);

interface AddressProps {
  readonly name: string;
  readonly value: AddressView;
  readonly onChange: (address: AddressView) => void;
  /** Missing for the only one. */
  readonly remove?: () => void;
}

const Address = ({ name, value, onChange, remove }: AddressProps) => {
  const part = (key: keyof AddressView, label: string, maxLength: number) => (
    <TextInput
      label={label}
      autoComplete="off"
      maxLength={maxLength}
      value={value[key]}
      onChange={({ currentTarget }) => onChange({ ...value, [key]: currentTarget.value })}
    />
  );
  return (
    <fieldset className="till-panel till-customer-address" aria-label={name}>
      <Group justify="space-between" mih={42}>
        <Title order={2} size="h5">
          {name}
        </Title>
        {remove && (
          <Button variant="subtle" color="red" leftSection={<IconTrash size={18} />} onClick={remove}>
            Remove
          </Button>
        )}
      </Group>
      <SimpleGrid cols={2} spacing="sm">
        <Autocomplete
          label="Label"
          size="md"
          placeholder="Home, delivery, invoices"
          maxLength={60}
          data={LABELS}
          value={value.label}
          onChange={(label) => onChange({ ...value, label })}
        />
        {part('street', 'Street', 200)}
        {part('zipCode', 'Postcode', 20)}
        {part('city', 'City', 100)}
        {part('state', 'State or region', 100)}
        {part('country', 'Country', 100)}
      </SimpleGrid>
    </fieldset>
  );
};
