import { Anchor, Badge, Button, Group } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { KIND_NAMES } from '../../../components/barcodes-field.tsx';
import { FIELD_NAMES } from '../../../components/item-field-names.ts';
import { ItemPicture } from '../../../components/item-picture.tsx';
import { MoneyText } from '../../../components/money-text.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { STOCK_POLICY_TEXTS } from '../../../components/stock-policy-texts.ts';
import { useKeys } from '../../../keys/keys.ts';
import { TaxCategoryText } from './tax-category-select.tsx';

/** The item as a clerk sees it. */
export const ItemDetails = ({ item }: { readonly item: CatalogItemView }) => {
  const [, navigate] = useLocation();
  const back = (): void => navigate('/catalogue');
  useKeys('Item', [{ key: 'Escape', does: 'Back to the catalogue', run: back }]);
  return (
    <div className="till-screen">
      <PageHeader title="Item">
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
          Catalogue
        </Button>
      </PageHeader>
      <Group className="till-panel till-details" p="lg" gap="xl" align="flex-start" wrap="nowrap">
        <span className="till-item-picture till-whole">
          <ItemPicture name={item.name} pictureUri={item.pictureUri} />
        </span>
        <dl className="till-facts">
          <dt>{FIELD_NAMES.name}</dt>
          <dd dir="auto">
            {item.name} {item.archived && <Badge color="gray">archived</Badge>}
          </dd>
          <dt>{FIELD_NAMES.price}</dt>
          <dd>
            <MoneyText money={item.price} />
          </dd>
          <dt>{FIELD_NAMES.catalogTypeId}</dt>
          <dd>{item.catalogType ?? '–'}</dd>
          <dt>{FIELD_NAMES.catalogBrandId}</dt>
          <dd>{item.catalogBrand ?? '–'}</dd>
          <dt>{FIELD_NAMES.taxCategoryId}</dt>
          <dd>
            <TaxCategoryText id={item.taxCategoryId} />
          </dd>
          <dt>{FIELD_NAMES.barcodes}</dt>
          <dd>{item.barcodes.map(({ code, kind }) => `${code} (${KIND_NAMES[kind]})`).join(', ') || '–'}</dd>
          <dt>In stock</dt>
          <dd>
            {item.availableStock}{' '}
            <Anchor component={Link} href={`/stock/${item.id}`}>
              What moved
            </Anchor>
          </dd>
          <dt>{FIELD_NAMES.restockThreshold}</dt>
          <dd>{item.restockThreshold}</dd>
          <dt>{FIELD_NAMES.stockPolicy}</dt>
          <dd>{STOCK_POLICY_TEXTS[item.stockPolicy].name}</dd>
          {item.description !== '' && (
            <>
              <dt>{FIELD_NAMES.description}</dt>
              <dd dir="auto">{item.description}</dd>
            </>
          )}
        </dl>
      </Group>
    </div>
  );
};
