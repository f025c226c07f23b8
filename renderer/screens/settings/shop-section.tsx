import { Button, Group, Select, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../domain/contract/index.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay, useShop } from '../../queries/session.ts';
import { FormFrame, OwnersOnly } from './form-frame.tsx';

type Rules = OutputOf<'pricing.getRules'>;

const ROUNDINGS: readonly { value: Rules['rounding']; label: string }[] = [
  { value: 'half-up', label: 'Half up: 0.125 is 0.13' },
  { value: 'half-even', label: 'Half to even: 0.125 is 0.12' },
];
const PER: readonly { value: Rules['roundTaxPer']; label: string }[] = [
  { value: 'line', label: 'Line by line' },
  { value: 'total', label: 'Once for the whole sale' },
];

/** What the shop is called, and how it prices. */
export const ShopSection = () => {
  const rules = useOperation('pricing.getRules', {});
  if (rules.error) return <ErrorState error={rules.error} retry={() => void rules.refetch()} />;
  return rules.data ? <ShopForm key={JSON.stringify(rules.data)} saved={rules.data} /> : <LoadingState />;
};

const ShopForm = ({ saved }: { readonly saved: Rules }) => {
  const shop = useShop();
  const status = useOperation('till.getStatus', {});
  const isOwner = useMay('owner');
  const [name, setName] = useState(shop.name);
  const [rules, setRules] = useState(saved);
  const saveName = useCommand('till.setShop');
  const saveRules = useCommand('pricing.setRules');
  const isSaving = saveName.isPending || saveRules.isPending;
  const asText = isOwner ? {} : ({ readOnly: true, variant: 'filled' } as const);
  const save = async (): Promise<void> => {
    try {
      if (name.trim() !== shop.name) await saveName.mutateAsync({ name: name.trim() });
      if (JSON.stringify(rules) !== JSON.stringify(saved)) await saveRules.mutateAsync(rules);
      showDone('The shop was saved');
    } catch (error) {
      showError(error);
    }
  };
  return (
    <FormFrame title="Shop" submit={() => void (!isSaving && name.trim() !== '' && save())}>
      {!isOwner && <OwnersOnly />}
      <TextInput
        label="Name"
        description="Stands on every receipt"
        maxLength={200}
        value={name}
        {...asText}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={name.trim() === '' && 'Give the shop a name.'}
      />
      <Text>
        Register <b>{status.data?.registerCode}</b>, currency <b>{shop.currency}</b>
      </Text>
      <Text size="sm" c="dimmed">
        Both stand in every sale and stay as they are.
      </Text>
      <Switch
        label="Prices include the tax"
        description="Open baskets are priced anew; what was sold stays as it was."
        checked={rules.pricesIncludeTax}
        disabled={!isOwner}
        onChange={({ currentTarget }) => setRules({ ...rules, pricesIncludeTax: currentTarget.checked })}
      />
      <Select
        label="Rounding"
        data={ROUNDINGS}
        allowDeselect={false}
        value={rules.rounding}
        {...asText}
        onChange={(rounding) => rounding && setRules({ ...rules, rounding })}
      />
      <Select
        label="Tax is rounded"
        data={PER}
        allowDeselect={false}
        value={rules.roundTaxPer}
        {...asText}
        onChange={(roundTaxPer) => roundTaxPer && setRules({ ...rules, roundTaxPer })}
      />
      {isOwner && (
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      )}
    </FormFrame>
  );
};
