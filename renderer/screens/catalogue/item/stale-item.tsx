import { List } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { FIELD_NAMES } from '../../../components/item-field-names.ts';
import { formatMoney } from '../../../components/money-text.tsx';
import { StaleEdit } from '../../../components/stale-edit.tsx';
import { STOCK_POLICY_TEXTS } from '../../../components/stock-policy-texts.ts';
import { changedFields, type ItemFieldName, valuesOf } from './item-values.ts';
import { TaxCategoryText } from './tax-category-select.tsx';

/** A field in words. */
const TEXTS: Readonly<Record<ItemFieldName, (item: CatalogItemView) => ReactNode>> = {
  name: ({ name }) => name,
  description: ({ description }) => description,
  price: ({ price }) => formatMoney(price),
  catalogTypeId: ({ catalogType }) => catalogType ?? '',
  catalogBrandId: ({ catalogBrand }) => catalogBrand ?? '',
  taxCategoryId: ({ taxCategoryId }) => <TaxCategoryText id={taxCategoryId} />,
  barcodes: ({ barcodes }) => barcodes.map(({ code }) => code).join(', '),
  restockThreshold: ({ restockThreshold }) => String(restockThreshold),
  maxStockThreshold: ({ maxStockThreshold }) => String(maxStockThreshold),
  stockPolicy: ({ stockPolicy }) => STOCK_POLICY_TEXTS[stockPolicy].name,
};

interface StaleItemProps {
  readonly seen: CatalogItemView;
  readonly now: CatalogItemView;
  readonly load: () => void;
  readonly keep: () => void;
}

/** What someone else changed of the item. */
export const StaleItem = ({ seen, now, load, keep }: StaleItemProps) => (
  <StaleEdit
    what="item"
    changes={changedFields(valuesOf(seen), valuesOf(now)).map((field) => ({
      name: FIELD_NAMES[field],
      before: TEXTS[field](seen),
      after: TEXTS[field](now),
    }))}
    load={load}
    keep={keep}
  >
    {seen.pictureUri !== now.pictureUri && <List.Item>Its picture</List.Item>}
    {seen.archived !== now.archived && <List.Item>{now.archived ? 'It was archived' : 'It was restored'}</List.Item>}
  </StaleEdit>
);
