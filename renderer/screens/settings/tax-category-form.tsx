import { Checkbox, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TaxCategoryView, TaxView } from '../../../domain/contract/pricing.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { FormFooter } from './form-footer.tsx';
import { ending, FormFrame } from './form-frame.tsx';

interface TaxCategoryFormProps {
  readonly category: TaxCategoryView;
  readonly isNew: boolean;
  readonly taxes: readonly TaxView[];
  readonly close: () => void;
}

/** What kind of goods bears which taxes together. */
export const TaxCategoryForm = ({ category, isNew, taxes, close }: TaxCategoryFormProps) => {
  const [name, setName] = useState(category.name);
  const [taxIds, setTaxIds] = useState<readonly string[]>(category.taxIds);
  const [isDefault, setDefault] = useState(category.isDefault);
  const [isTried, setTried] = useState(false);
  const save = useCommand('pricing.saveTaxCategory');
  const remove = useCommand('pricing.deleteTaxCategory');
  useKeys('Tax category', [{ key: 'Escape', does: 'Back to the taxes', run: close }]);
  const submit = (): void => {
    setTried(true);
    if (save.isPending || name.trim() === '') return;
    const saved = { id: category.id, name: name.trim(), taxIds: [...taxIds], isDefault };
    save.mutate(saved, ending(`${saved.name} was saved`, close));
  };
  return (
    <FormFrame title={isNew ? 'A new tax category' : category.name} submit={submit}>
      <TextInput
        label="Name"
        description="Such as Food, Books, Services"
        maxLength={200}
        autoFocus={isNew}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={isTried && name.trim() === '' && 'Give it a name.'}
      />
      <Checkbox.Group
        label="Taxes"
        description="Together; none for untaxed goods"
        value={[...taxIds]}
        onChange={(ids) => setTaxIds(taxes.map(({ id }) => id).filter((id) => ids.includes(id)))}
      >
        <Stack gap="xs" mt="xs">
          {taxes.map((tax) => (
            <Checkbox key={tax.id} size="md" value={tax.id} label={tax.name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label="Usual: for items without a category of their own"
        checked={isDefault}
        disabled={category.isDefault}
        onChange={({ currentTarget }) => setDefault(currentTarget.checked)}
      />
      {category.isDefault && (
        <Text size="sm" c="dimmed">
          To change that, make another category the usual one.
        </Text>
      )}
      <FormFooter saving={save.isPending} close={close} of={category} {...(!(isNew || category.isDefault) && { remove })} />
    </FormFrame>
  );
};
