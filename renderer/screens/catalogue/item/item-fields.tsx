import { Group, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { call } from '../../../client.ts';
import { BarcodesField } from '../../../components/barcodes-field.tsx';
import { FIELD_NAMES } from '../../../components/item-field-names.ts';
import { MoneyInput } from '../../../components/money-input.tsx';
import { STOCK_POLICY_TEXTS } from '../../../components/stock-policy-texts.ts';
import { useShop } from '../../../queries/session.ts';
import { ClassificationSelect } from './classification-select.tsx';
import { TaxCategorySelect } from './tax-category-select.tsx';
import { bind, type ItemFormApi } from './use-item-form.ts';

interface ItemFieldsProps {
  readonly form: ItemFormApi;
  readonly itemId: string;
  readonly item: CatalogItemView | null;
}

export const ItemFields = ({ form, itemId, item }: ItemFieldsProps) => {
  const { currency } = useShop();
  const current = (id: string | null | undefined, name: string | null | undefined) => (id && name ? { id, name } : null);
  return (
    <Stack className="till-panel" gap="md">
      <Group align="flex-start" wrap="nowrap" gap="md">
        <TextInput
          label={FIELD_NAMES.name}
          required
          autoFocus={item === null}
          autoComplete="off"
          maxLength={200}
          flex={1}
          {...form.getInputProps('name')}
        />
        <MoneyInput label={FIELD_NAMES.price} required w={180} currency={currency} {...bind(form, 'price')} />
      </Group>
      <SimpleGrid cols={2}>
        <ClassificationSelect
          kind="type"
          current={current(item?.catalogTypeId, item?.catalogType)}
          {...bind(form, 'catalogTypeId')}
        />
        <ClassificationSelect
          kind="brand"
          current={current(item?.catalogBrandId, item?.catalogBrand)}
          {...bind(form, 'catalogBrandId')}
        />
      </SimpleGrid>
      <TaxCategorySelect label={FIELD_NAMES.taxCategoryId} {...bind(form, 'taxCategoryId')} />
      <BarcodesField
        itemId={itemId}
        saved={item?.barcodes ?? []}
        ownerOf={(barcode) => call('catalog.findByBarcode', { barcode })}
        {...bind(form, 'barcodes')}
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
      <Radio.Group size="md" label={FIELD_NAMES.stockPolicy} {...form.getInputProps('stockPolicy')}>
        <Stack gap="xs" mt="xs">
          {Object.entries(STOCK_POLICY_TEXTS).map(([policy, { name, explanation }]) => (
            <Radio key={policy} size="md" value={policy} label={name} description={explanation} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
};
