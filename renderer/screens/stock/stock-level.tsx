import { Group } from '@mantine/core';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { type Tone, ToneBadge } from '../../components/tone-badge.tsx';

const warningOf = ({
  availableStock,
  onReorder,
}: Pick<CatalogItemView, 'availableStock' | 'onReorder'>): { readonly word: string; readonly tone: Tone } | null => {
  if (availableStock < 0) return { word: 'negative', tone: 'bad' };
  if (availableStock === 0) return { word: 'out', tone: 'bad' };
  return onReorder ? { word: 'low', tone: 'waiting' } : null;
};

/** The units in stock, and a word where somebody should act. */
export const StockLevel = ({ item }: { readonly item: CatalogItemView }) => {
  const warning = warningOf(item);
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {warning && <ToneBadge tone={warning.tone}>{warning.word}</ToneBadge>}
      <span>{item.availableStock}</span>
    </Group>
  );
};
