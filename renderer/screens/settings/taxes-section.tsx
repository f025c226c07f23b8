import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TaxCategoryView, TaxView } from '../../../domain/contract/pricing.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { formatPercent } from '../../components/percent.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { formatDayText, rateOn, today } from '../../components/tax-rates.ts';
import { useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { OwnersOnly } from './form-frame.tsx';
import { TaxCategoryForm } from './tax-category-form.tsx';
import { TaxForm } from './tax-form.tsx';

type Editing =
  | { readonly what: 'tax'; readonly tax: TaxView; readonly isNew: boolean }
  | { readonly what: 'category'; readonly category: TaxCategoryView; readonly isNew: boolean };

/** The taxes with their dated rates, and which goods bear which of them. */
export const TaxesSection = () => {
  const found = useOperation('pricing.getTaxes', {});
  const isOwner = useMay('owner');
  const [editing, setEditing] = useState<Editing | null>(null);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <LoadingState />;
  const { taxes, categories } = found.data;
  const close = (): void => setEditing(null);
  if (editing?.what === 'tax')
    return <TaxForm key={editing.tax.id} tax={editing.tax} isNew={editing.isNew} taxes={taxes} close={close} />;
  if (editing?.what === 'category') {
    const { category, isNew } = editing;
    return <TaxCategoryForm key={category.id} category={category} isNew={isNew} taxes={taxes} close={close} />;
  }
  const nameOf = (id: string): string => taxes.find((tax) => tax.id === id)?.name ?? '';
  return (
    <Stack>
      {!isOwner && <OwnersOnly />}
      <Group justify="space-between">
        <Title order={2} size="h3">
          Taxes
        </Title>
        {isOwner && (
          <Button
            leftSection={<IconPlus size={20} />}
            onClick={() => setEditing({ what: 'tax', tax: { id: newId(), name: '', rates: [] }, isNew: true })}
          >
            Add a tax
          </Button>
        )}
      </Group>
      {taxes.map((tax) => (
        <Group key={tax.id} className="till-panel" p="md" justify="space-between" role="group" aria-label={tax.name}>
          <div>
            <Text fw={600} dir="auto">
              {tax.name}
            </Text>
            <Text size="sm" c="dimmed">
              {rateText(tax)}
            </Text>
          </div>
          {isOwner && (
            <Button variant="default" onClick={() => setEditing({ what: 'tax', tax, isNew: false })}>
              Change
            </Button>
          )}
        </Group>
      ))}
      <Group justify="space-between" mt="md">
        <div>
          <Title order={2} size="h3">
            Tax categories
          </Title>
          <Text c="dimmed">What goods are for the tax office. An item says its own; others are of the usual one.</Text>
        </div>
        {isOwner && (
          <Button
            leftSection={<IconPlus size={20} />}
            onClick={() =>
              setEditing({
                what: 'category',
                category: { id: newId(), name: '', taxIds: [], isDefault: false },
                isNew: true,
              })
            }
          >
            Add a category
          </Button>
        )}
      </Group>
      {categories.map((category) => (
        <Group key={category.id} className="till-panel" p="md" justify="space-between" role="group" aria-label={category.name}>
          <div>
            <Group gap="xs">
              <Text fw={600} dir="auto">
                {category.name}
              </Text>
              {category.isDefault && <Badge variant="light">Usual</Badge>}
            </Group>
            <Text size="sm" c="dimmed">
              {category.taxIds.length === 0 ? 'Untaxed' : category.taxIds.map(nameOf).join(', ')}
            </Text>
          </div>
          {isOwner && (
            <Button variant="default" onClick={() => setEditing({ what: 'category', category, isNew: false })}>
              Change
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
};

/** What counts today, and what comes. */
const rateText = (tax: TaxView): string => {
  const day = today();
  const now = rateOn(tax, day);
  const next = tax.rates.filter(({ fromDay }) => fromDay > day).toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1))[0];
  const current = now === undefined ? 'Not charged yet' : `${formatPercent(now)} today`;
  return next ? `${current}, ${formatPercent(next.ratePpm)} from ${formatDayText(next.fromDay)}` : current;
};
