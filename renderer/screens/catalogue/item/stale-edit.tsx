import { Alert, Button, Group, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { formatMoney } from '../../../components/money-text.tsx';
import { changedFields, FIELD_NAMES, type ItemFieldName, valuesOf } from './item-values.ts';
import { STOCK_POLICY_TEXTS } from './stock-policy-texts.ts';

/** A field in words. */
const TEXTS: Readonly<Record<ItemFieldName, (item: CatalogItemView) => string>> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  price: ({ price }) => formatMoney(price),
  catalogTypeId: ({ catalogType }) => catalogType ?? '',
  catalogBrandId: ({ catalogBrand }) => catalogBrand ?? '',
  barcodes: ({ barcodes }) => barcodes.map(({ code }) => code).join(', '),
  restockThreshold: ({ restockThreshold }) => String(restockThreshold),
  maxStockThreshold: ({ maxStockThreshold }) => String(maxStockThreshold),
  stockPolicy: ({ stockPolicy }) => STOCK_POLICY_TEXTS[stockPolicy].name,
};

interface StaleEditProps {
  readonly seen: CatalogItemView;
  readonly now: CatalogItemView;
  readonly load: () => void;
  readonly keep: () => void;
}

/** Someone else saved the item while it was edited here: what they changed, and the two ways on. */
export const StaleEdit = ({ seen, now, load, keep }: StaleEditProps) => {
  const fields = changedFields(valuesOf(seen), valuesOf(now));
  return (
    <Alert
      color="orange"
      className="till-warn"
      role="alert"
      mb="md"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title="Someone else changed this item meanwhile"
    >
      <List spacing={2} mb="sm">
        {fields.map((field) => (
          <List.Item key={field}>
            {FIELD_NAMES[field]}: {TEXTS[field](seen) || 'nothing'} → <strong>{TEXTS[field](now) || 'nothing'}</strong>
          </List.Item>
        ))}
        {seen.pictureUri !== now.pictureUri && <List.Item>Its picture</List.Item>}
        {seen.archived !== now.archived && <List.Item>{now.archived ? 'It was archived' : 'It was restored'}</List.Item>}
      </List>
      <Group gap="sm">
        <Button onClick={keep}>Keep my changes on top</Button>
        <Button variant="default" onClick={load}>
          Load it again without mine
        </Button>
      </Group>
    </Alert>
  );
};
