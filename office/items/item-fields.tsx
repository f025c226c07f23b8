import { Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { BarcodesField } from '../../renderer/components/barcodes-field.tsx';
import { FIELD_NAMES } from '../../renderer/components/item-field-names.ts';
import { MoneyInput } from '../../renderer/components/money-input.tsx';
import { formatMoney } from '../../renderer/components/money-text.tsx';
import { STOCK_POLICY_TEXTS } from '../../renderer/components/stock-policy-texts.ts';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { ask } from '../client.ts';
import { useHub } from '../queries.ts';
import { type CurrencyPrice, currencyPrices } from './currency-prices.ts';
import type { ItemValues } from './item-values.ts';

interface ItemFieldsProps {
  readonly form: UseFormReturnType<ItemValues>;
  /** As it was when the edit began. */
  readonly item: OfficeItem;
}

/** As large as the contract takes. */
const COUNT = {
  min: 0,
  max: 1_000_000_000,
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: 'strict',
  hideControls: true,
} as const;

const POLICIES = Object.entries(STOCK_POLICY_TEXTS).map(([value, { name: label }]) => ({ value, label }));

/** A word of the search is a part of the code: the whole one is looked for among the hits. */
const ownerOf = async (code: string): Promise<OfficeItem | null> => {
  const { items } = await ask('getItems', { text: code });
  return items.find(({ barcodes }) => barcodes.some((other) => other.code === code)) ?? null;
};

export const ItemFields = ({ form, item }: ItemFieldsProps) => {
  const { stores } = useHub();
  const prices = currencyPrices(item);
  const nameOf = (storeId: string): string => stores.find((store) => store.storeId === storeId)?.storeName ?? 'a store';
  const priceNote = ({ common, stores: sold }: CurrencyPrice): string | undefined =>
    common
      ? undefined
      : `${sold.map(({ storeId, price }) => `${nameOf(storeId)} ${formatMoney(price)}`).join(', ')}. A new price counts in all of them.`;
  return (
    <Stack gap="md">
      <TextInput label={FIELD_NAMES.name} required maxLength={200} {...form.getInputProps('name')} />
      {prices.map((price) => (
        <MoneyInput
          key={`${price.currency} ${item.revision}`}
          label={prices.length > 1 ? `${FIELD_NAMES.price}, ${price.currency}` : FIELD_NAMES.price}
          required={price.common !== null}
          placeholder={price.common ? undefined : 'The stores differ'}
          description={priceNote(price)}
          currency={price.currency}
          value={form.values.prices[price.currency] ?? null}
          error={price.common && form.values.prices[price.currency] === null ? 'Enter the price, for example 2.50.' : undefined}
          onChange={(value) => form.setFieldValue('prices', { ...form.values.prices, [price.currency]: value })}
        />
      ))}
      <Group grow align="flex-start">
        <NumberInput
          label={FIELD_NAMES.restockThreshold}
          description="At this level or below"
          {...COUNT}
          {...form.getInputProps('restockThreshold')}
        />
        <NumberInput
          label={FIELD_NAMES.maxStockThreshold}
          description="0 for no maximum"
          {...COUNT}
          {...form.getInputProps('maxStockThreshold')}
        />
      </Group>
      <Select
        label={FIELD_NAMES.stockPolicy}
        description={STOCK_POLICY_TEXTS[form.values.stockPolicy].explanation}
        allowDeselect={false}
        data={POLICIES}
        {...form.getInputProps('stockPolicy')}
      />
      <BarcodesField
        key={item.id}
        itemId={item.id}
        saved={item.barcodes}
        ownerOf={ownerOf}
        value={form.values.barcodes}
        onChange={(barcodes) => form.setFieldValue('barcodes', barcodes)}
      />
      <Textarea
        label={FIELD_NAMES.description}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        {...form.getInputProps('description')}
        // A description is one paragraph: a line break is a space.
        onChange={({ currentTarget }) => form.setFieldValue('description', currentTarget.value.replace(/\s*[\r\n]+\s*/g, ' '))}
      />
    </Stack>
  );
};
