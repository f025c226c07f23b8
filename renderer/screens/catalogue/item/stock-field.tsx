import { Anchor, NumberInput, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { FIELD_NAMES } from '../../../components/item-field-names.ts';

import type { ItemFormApi } from './use-item-form.ts';

/** As large as the contract takes. */
const MOST = 1_000_000_000;

const COUNT = {
  min: 0,
  max: MOST,
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: 'strict',
  hideControls: true,
} as const;

/** The thresholds, and the stock itself: set once at the start, from then on moved on the stock screen. */
export const StockField = ({ form, item }: { readonly form: ItemFormApi; readonly item: CatalogItemView | null }) => (
  <Stack className="till-panel" gap="md" p="md" w="100%" role="group" aria-label="Stock">
    {item ? (
      <div>
        <Text fw={550}>In stock: {item.availableStock}</Text>
        <Anchor component={Link} href={`/stock/${item.id}`} className="till-link">
          Receive, count or see what moved
        </Anchor>
      </div>
    ) : (
      <NumberInput
        label="Opening stock"
        description="What is on the shelf now"
        {...COUNT}
        {...form.getInputProps('openingStock')}
      />
    )}
    <NumberInput
      label={FIELD_NAMES.restockThreshold}
      description="On the reorder list at this level or below"
      {...COUNT}
      {...form.getInputProps('restockThreshold')}
    />
    <NumberInput
      label={FIELD_NAMES.maxStockThreshold}
      description="More than this is flagged; 0 for no maximum"
      {...COUNT}
      {...form.getInputProps('maxStockThreshold')}
    />
  </Stack>
);
